"""Transfer claims with what the register needs to know of each: who stands behind it, when, on which item family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from armsledger.catalog import Catalog, Entry, fold
from armsledger.ledger.copies import copies
from armsledger.ledger.origins import origin_of
from armsledger.model import AnyClaim, Certainty, Interval, Item, Report, Scope, Stage, TransferClaim

Read = tuple[Report, Sequence[AnyClaim]]
FAR_PAST = date(1900, 1, 1)


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
    def when(self) -> date:
        """When the stage happened, as far as told; else when it became known."""
        period = self.claim.date
        return (period.start or period.end or self.known) if period else self.known

    @property
    def asserted(self) -> bool:
        """Whether it may set a number or a stage."""
        return self.claim.certainty == Certainty.ASSERTED

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
    def of_pair(self) -> bool:
        """Whether the figure spans several orders and so belongs to the pair, not to a deal."""
        return self.claim.stage == Stage.DELIVERED and self.scope == Scope.CUMULATIVE and self.number is not None


def facts(read: Sequence[Read], catalog: Catalog) -> list[Fact]:
    """All transfer claims in order of publication; claims of copies have the origin of the original."""
    leader = {id: group[0] for group in copies([r for r, _ in read]) for id in group}
    by_id = {report.id: (report, claims) for report, claims in read}
    found = []
    for report, claims in sorted(read, key=lambda r: (r[0].published or FAR_PAST, r[0].id)):
        original = by_id[leader.get(report.id, report.id)]
        for claim in claims:
            if isinstance(claim, TransferClaim) and claim.item and (claim.supplier or claim.recipient):
                entry = _entry(claim.item, catalog)
                origin = _origin(claim, original, catalog)
                found.append(Fact(claim, report, origin, _family(claim.item, entry), entry))
    return found


def _origin(claim: TransferClaim, original: Read, catalog: Catalog) -> str:
    """The origin of the like claim in the original text: a copy that drops the source adds no other."""
    report, claims = original
    like = [c for c in claims if isinstance(c, TransferClaim) and (c.stage, c.supplier, c.recipient) == _outline(claim)]
    return origin_of(like[0] if like and claim not in claims else claim, report, catalog)


def _outline(claim: TransferClaim) -> tuple[object, ...]:
    return claim.stage, claim.supplier, claim.recipient


def _entry(item: Item, catalog: Catalog) -> Entry | None:
    return catalog.item(item.name) or (catalog.item(item.klass) if item.klass else None)


def _family(item: Item, entry: Entry | None) -> str:
    return (entry.family or entry.id) if entry else "-".join(fold(item.name).rstrip("s").split())
