"""Transfer claims with what the register needs to know of each: who stands behind it, when, on which item family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from armsledger.catalog import Catalog, Entry, EntryKind, fold
from armsledger.ledger.copies import copies
from armsledger.ledger.origins import origin_of
from armsledger.model import AnyClaim, Certainty, Interval, Item, Report, Scope, Stage, TransferClaim

Read = tuple[Report, Sequence[AnyClaim]]
FAR_PAST = date(1900, 1, 1)
AMENDING = re.compile(r"\b(option|exercis|amend|extend|extension|top.?up|increase)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A transfer claim in its context."""

    claim: TransferClaim
    report: Report
    origin: str
    family: str
    entry: Entry | None

    @property
    def pair(self) -> tuple[str, str]:
        """Keys of supplier and recipient; empty where unknown."""
        supplier, recipient = self.claim.supplier, self.claim.recipient
        return (supplier.key if supplier else "", recipient.key if recipient else "")

    @property
    def known(self) -> date:
        """When it became known."""
        return self.report.published or FAR_PAST

    @property
    def dated(self) -> date | None:
        """When the stage began, where that was told to within a year; an open past is no date."""
        period = self.claim.date
        if period is None or period.start is None:
            return None
        return period.start if period.end is None or (period.end - period.start).days <= 366 else None

    @property
    def vagueness(self) -> int:
        """Length of the period told, in days; an open one is longer than any."""
        period = self.claim.date
        return (period.end - period.start).days if period and period.start and period.end else 9999

    @property
    def when(self) -> date:
        """When the stage happened, as far as told; else when it became known."""
        period = self.claim.date
        return (period.start or period.end or self.known) if period else self.known

    @property
    def asserted(self) -> bool:
        """Whether it may set a number or a stage."""
        return self.claim.certainty == Certainty.ASSERTED

    @property
    def denied(self) -> bool:
        """Whether its source says that it is not so."""
        return self.claim.certainty == Certainty.DENIED

    @property
    def number(self) -> Interval | None:
        """The count, where the claim may set one."""
        quantity = self.claim.quantity
        return quantity.interval if quantity and self.asserted and self.scope != Scope.OPTION else None

    @property
    def scope(self) -> Scope:
        """What its number covers."""
        return self.claim.quantity.scope if self.claim.quantity else Scope.UNKNOWN

    @property
    def stage(self) -> Stage:
        """How far the transfer has come."""
        return self.claim.stage

    @property
    def amends(self) -> bool:
        """Whether it adds to a contract that exists (an option taken up, an extension); "another eight" may be a contract of its own."""
        return self.scope == Scope.ADDITIONAL and AMENDING.search(self.words) is not None

    @property
    def words(self) -> str:
        """The sentence around the evidence, in lower case: where "the second contract" or "the last five" stands."""
        text, span = self.report.text, self.claim.evidence.span
        start = max((text.rfind(mark, 0, span.start) + 1 for mark in ".\n"), default=0)
        ends = [place for mark in (". ", "\n") if (place := text.find(mark, span.end)) >= 0]
        return text[start : min(ends, default=len(text))].lower()


def facts(read: Sequence[Read], catalog: Catalog) -> list[Fact]:
    """All transfer claims in order of publication; claims of copies have the origin of the original."""
    leader = {id: group[0] for group in copies([r for r, _ in read]) for id in group}
    by_id = {report.id: (report, claims) for report, claims in read}
    publishers = frozenset(fold(report.publisher) for report, _ in read if report.publisher)
    found = []
    for report, claims in sorted(read, key=lambda r: (r[0].published or FAR_PAST, r[0].id)):
        original = by_id[leader.get(report.id, report.id)]
        for claim in claims:
            if isinstance(claim, TransferClaim) and claim.item and (claim.supplier or claim.recipient):
                entry = entry_of(claim.item, catalog)
                origin = _origin(claim, original, catalog, publishers)
                found.append(Fact(claim, report, origin, family_of(claim.item, entry), entry))
    return found


def _origin(claim: TransferClaim, original: Read, catalog: Catalog, publishers: frozenset[str]) -> str:
    """The origin of the like claim in the original text: a copy that drops the source adds no other."""
    report, claims = original
    like = [c for c in claims if isinstance(c, TransferClaim) and (c.stage, c.supplier, c.recipient) == _outline(claim)]
    return origin_of(like[0] if like and claim not in claims else claim, report, catalog, publishers)


def _outline(claim: TransferClaim) -> tuple[object, ...]:
    return claim.stage, claim.supplier, claim.recipient


def entry_of(item: Item, catalog: Catalog) -> Entry | None:
    """The catalog's entry for an item: by its name, else by the system named inside it, else by its class."""
    found = catalog.item(item.name)
    if found is None:
        inside = [h.entry for h in catalog.scan(item.name) if h.entry.kind in (EntryKind.SYSTEM, EntryKind.CLASS)]
        found = next(iter(sorted(inside, key=lambda e: e.kind != EntryKind.SYSTEM)), None)
    return found or (catalog.item(item.klass) if item.klass else None)


def family_of(item: Item, entry: Entry | None) -> str:
    """What deals of one system share: the root of the variant tree, else the folded name."""
    return (entry.family or entry.id) if entry else "-".join(fold(item.name).rstrip("s").split())
