"""Transfer claims with what the register needs to know of each: who stands behind it, when, on which item family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from armsledger.catalog import Catalog, Entry, EntryKind
from armsledger.ledger.copies import REGISTERED, reprintable
from armsledger.ledger.copies import edges as copied
from armsledger.ledger.items import entry_of, family_of
from armsledger.ledger.origins import bare, origin_of
from armsledger.ledger.store import Read
from armsledger.model import AnyClaim, Certainty, Interval, Report, Scope, Stage, TransferClaim

FAR_PAST = date(1900, 1, 1)
YEAR = 366
"""Days of the longest period that is still a date."""
OPTION = re.compile(r"\b(option|exercis|amend)")
"""Words that always speak of a contract that exists."""
AMENDING = re.compile(
    r"\b(extend|extension|top.?up|increas|expand|enlarg|supplement|addend|annex|"
    r"(?:same|existing|original|current|first) (?:contract|order|deal|agreement)|to (?:the|its|their) (?:contract|order|deal)\b)"
)
"""Words by which an addition mostly belongs to a contract that exists, unless it is called a new one."""
NEW = re.compile(
    r"\b(?:new|second|third|fourth|separate|another|follow-on) (?:contract|order|deal|agreement|purchase|lot)"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A transfer claim in its context."""

    claim: TransferClaim
    report: Report
    origin: str
    family: str
    entry: Entry | None
    reprinted: str | None = None
    """Id of the earlier report of the same text, where it only repeats what that says."""
    silent: bool = False
    """Whether its report names a source for other claims on the deal, so that this one adds no origin."""
    # What is asked of each fact many times is worked out once.
    pair: tuple[str, str] = field(init=False, compare=False)
    """Keys of supplier and recipient; empty where unknown."""
    known: date = field(init=False, compare=False)
    """When it became known."""
    when: date = field(init=False, compare=False)
    """When the stage happened, as far as told; else when it became known."""
    order: tuple[date, str] = field(init=False, compare=False)
    """By when it became known, then by the claim's id."""
    number: Interval | None = field(init=False, compare=False)
    """The count, where the claim may set one."""
    stage: Stage = field(init=False, compare=False)
    """How far the transfer has come."""
    scope: Scope = field(init=False, compare=False)
    """What its number covers; deliveries of unknown scope over more than a year are told all together."""
    wide: bool = field(init=False, compare=False)
    """Whether its item is a class of weapons or a name over several families, and so may be any of them."""
    asserted: bool = field(init=False, compare=False)
    """Whether it may set a number or a stage."""
    denied: bool = field(init=False, compare=False)
    """Whether its source says that it is not so."""

    def __post_init__(self) -> None:
        claim, entry, put = self.claim, self.entry, object.__setattr__
        supplier, recipient, period, certainty = claim.supplier, claim.recipient, claim.date, claim.certainty
        known = self.report.published or FAR_PAST
        asserted = certainty == Certainty.ASSERTED
        put(self, "pair", (supplier.key if supplier else "", recipient.key if recipient else ""))
        put(self, "known", known)
        put(self, "order", (known, claim.id))
        put(self, "when", (period.start or period.end or known) if period else known)
        put(self, "stage", claim.stage)
        put(self, "scope", scope := self._scope())
        put(self, "wide", entry is not None and (entry.kind == EntryKind.CLASS or entry.umbrella))
        put(self, "asserted", asserted)
        put(self, "denied", certainty == Certainty.DENIED)
        quantity = claim.quantity if asserted and scope != Scope.OPTION else None
        put(self, "number", quantity.interval if quantity else None)

    def _scope(self) -> Scope:
        claim = self.claim
        scope = claim.quantity.scope if claim.quantity else Scope.UNKNOWN
        long = scope == Scope.UNKNOWN and claim.stage == Stage.DELIVERED and claim.date and claim.date.start
        return Scope.CUMULATIVE if long and self.vagueness > YEAR else scope

    @property
    def dated(self) -> date | None:
        """When the stage began, where that was told to within a year; an open past is no date."""
        period = self.claim.date
        if period is None or period.start is None:
            return None
        return period.start if period.end is None or (period.end - period.start).days <= YEAR else None

    @property
    def vagueness(self) -> int:
        """Length of the period told, in days; an open one is longer than any."""
        period = self.claim.date
        return (period.end - period.start).days if period and period.start and period.end else 9999

    @property
    def row(self) -> str | None:
        """Which row of an imported register it comes from, whatever the release."""
        return self.report.id.rpartition(":")[0] if self.claim.reader.startswith(REGISTERED) else None

    @property
    def amends(self) -> bool:
        """Whether it adds to a contract that exists (an option taken up, an extension); "another eight" may be a contract of its own."""
        if self.scope != Scope.ADDITIONAL:
            return False
        return bool(OPTION.search(self.words) or (AMENDING.search(self.words) and not NEW.search(self.words)))

    @property
    def words(self) -> str:
        """The sentence around the evidence, in lower case: where "the second contract" or "the last five" stands."""
        return _sentence(self.report.text, self.claim.evidence.start, self.claim.evidence.end)


@lru_cache(maxsize=16_384)
def _sentence(text: str, start: int, end: int) -> str:
    begin = max((text.rfind(mark, 0, start) + 1 for mark in ".\n"), default=0)
    ends = [place for mark in (". ", "\n") if (place := text.find(mark, end)) >= 0]
    return text[begin : min(ends, default=len(text))].lower()


def facts(read: Sequence[Read], catalog: Catalog) -> list[Fact]:
    """All transfer claims in order of publication; claims of copies have the origin of the original."""
    edges = {edge.report: edge for edge in copied(reprintable(read))}
    by_id = {report.id: (report, claims) for report, claims in read}
    publishers = frozenset(bare(report.publisher) for report, _ in read if report.publisher)
    found = []
    for report, claims in sorted(read, key=lambda r: (r[0].published or FAR_PAST, r[0].id)):
        edge = edges.get(report.id)
        original = by_id[edge.original] if edge else (report, claims)
        for claim in claims:
            if isinstance(claim, TransferClaim) and claim.item and (claim.supplier or claim.recipient):
                entry = entry_of(claim.item, catalog)
                like = _like(claim, original[1], catalog) if edge else None
                repeats = edge is not None and (like is not None or not (edge.edited or _silent(original[1])))
                origin = origin_of(like or claim, original[0] if repeats else report, catalog, publishers)
                reprinted = edge.original if edge and repeats else None
                found.append(Fact(claim, report, origin, family_of(claim.item, entry), entry, reprinted))
    return found


def _silent(claims: Sequence[AnyClaim]) -> bool:
    """Whether nothing was read from the original: then its copy speaks for it."""
    return not any(isinstance(c, TransferClaim) for c in claims)


def _like(claim: TransferClaim, claims: Sequence[AnyClaim], catalog: Catalog) -> TransferClaim | None:
    """The original's claim that a copy repeats: of the same stage and parties, the same number first."""

    def outline(c: TransferClaim) -> tuple[object, ...]:
        parties = tuple(p.key if p else None for p in (c.supplier, c.recipient))
        return c.stage, *parties, family_of(c.item, entry_of(c.item, catalog)) if c.item else None

    def number(c: TransferClaim) -> Interval | None:
        return c.quantity.interval if c.quantity else None

    same = [c for c in claims if isinstance(c, TransferClaim) and outline(c) == outline(claim)]
    exact = [c for c in same if number(c) == number(claim)]
    loose = same if number(claim) is None else []
    return next((c for c in exact if c.certainty == claim.certainty), None) or next(iter([*exact, *loose]), None)
