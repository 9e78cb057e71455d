"""The ledger: reports in, register out. Everything derived is a pure function of what was added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import reduce
from operator import and_
from types import TracebackType

from armsledger.catalog import Catalog, catalog, fold
from armsledger.ledger import cells, disputes
from armsledger.ledger.copies import copies
from armsledger.ledger.deals import Lot, lots
from armsledger.ledger.facts import Fact, Read, facts
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.stages import stage_of
from armsledger.ledger.store import Store
from armsledger.model import (
    AnyClaim,
    Capture,
    CellState,
    Deal,
    DisputeSubject,
    Interval,
    LedgerError,
    Mode,
    NumberCell,
    Party,
    Report,
    Rule,
    Stage,
    ValueCell,
)


class Added(Enum):
    """What became of an added report."""

    NEW = "new"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Query:
    """Which deals, as known when, by which rule."""

    supplier: str | None = None
    recipient: str | None = None
    item: str | None = None
    category: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    rule: Rule = Rule.CAUTIOUS


class Ledger:
    """An open ledger; close it, or use it in a with statement."""

    def __init__(self, store: Store, known: Catalog) -> None:
        self._store = store
        self._catalog = known

    @classmethod
    def open(cls, where: str, *, create: bool = True) -> Ledger:
        """Open a ledger file or database. Raises LedgerError where it cannot be used."""
        return cls(Store.open(where, create=create), catalog())

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.engine.dispose()

    def add(self, report: Report, capture: Capture, claims: Sequence[AnyClaim]) -> Added:
        """Add a report with its claims; a report that is known already changes nothing."""
        return Added.NEW if self._store.add(report, capture, tuple(claims)) else Added.KNOWN

    def register(self, query: Query) -> list[Deal]:
        """The deals that fit a query."""
        deals = self._deals(query)
        return [d for d in deals if self._fits(d, query)]

    def pairs(self, query: Query) -> list[PairRow]:
        """The register by supplier, recipient and item family."""
        read = self._known(query.as_of)
        spanning = [f for f in facts(read, self._catalog) if f.of_pair]
        grouped: dict[tuple[str, str, str], list[Deal]] = {}
        for deal in self.register(query):
            grouped.setdefault(self._pair_key(deal), []).append(deal)
        return [
            pair_row(deals, [f for f in spanning if self._of(f, deals[0])], query.rule) for deals in grouped.values()
        ]

    def deal(self, id: str, query: Query) -> Deal:
        """One deal. Raises LedgerError where the ledger has none of this id."""
        found = next((d for d in self._deals(query) if d.id == id), None)
        if found is None:
            raise LedgerError(f"{self._store.name} has no transfer {id!r}: list the ids with armsledger register")
        return found

    def claims(self, ids: Iterable[str]) -> dict[str, tuple[AnyClaim, Report]]:
        """Claims with their reports, by id."""
        wanted = set(ids)
        return {c.id: (c, report) for report, found in self._store.all() for c in found if c.id in wanted}

    def copies(self) -> list[list[str]]:
        """Groups of reports that reprint one text."""
        return copies([report for report, _ in self._store.all()])

    def counts(self) -> dict[str, int]:
        """How many reports and claims the ledger holds."""
        read = self._store.all()
        return {"reports": len(read), "claims": sum(len(found) for _, found in read)}

    def _known(self, as_of: date | None) -> list[Read]:
        return [
            (r, c) for r, c in self._store.all() if as_of is None or (r.published is not None and r.published <= as_of)
        ]

    def _deals(self, query: Query) -> list[Deal]:
        found = lots(facts(self._known(query.as_of), self._catalog), self._catalog)
        numbers: Counter[str] = Counter()
        out = []
        for lot in found:
            stem = stem_of(lot)
            numbers[stem] += 1
            out.append(deal_of(lot, f"{stem}-{numbers[stem]}", query.rule))
        return out

    def _fits(self, deal: Deal, query: Query) -> bool:
        wanted = ((query.supplier, deal.supplier), (query.recipient, deal.recipient))
        if any(name and not self._is(name, party) for name, party in wanted):
            return False
        if query.item and not self._is_item(query.item, deal):
            return False
        if query.category and fold(query.category) != fold(deal.item.category or ""):
            return False
        first, last = deal.first_known or date.min, deal.last_known or date.min
        return (query.since is None or last >= query.since) and (query.until is None or first <= query.until)

    def _is(self, name: str, party: Party | None) -> bool:
        return party is not None and (
            self._catalog.state_of(name) == party.country is not None or fold(name) in fold(party.name)
        )

    def _is_item(self, name: str, deal: Deal) -> bool:
        entry, own = self._catalog.item(name), self._catalog.item(deal.item.name)
        if entry and own:
            return entry.family == own.family or entry.id in self._catalog.class_line(own.klass)
        return fold(name) in fold(deal.item.name)

    def _pair_key(self, deal: Deal) -> tuple[str, str, str]:
        entry = self._catalog.item(deal.item.name)
        family = (entry.family or entry.id) if entry else fold(deal.item.name)
        return (deal.supplier.key if deal.supplier else "", deal.recipient.key if deal.recipient else "", family)

    def _of(self, fact: Fact, deal: Deal) -> bool:
        supplier, recipient, family = self._pair_key(deal)
        own = self._catalog.item(deal.item.name)
        of_class = bool(fact.entry and own and fact.entry.id in self._catalog.class_line(own.klass))
        return fact.pair == (supplier, recipient) and (fact.family == family or of_class)


def stem_of(lot: Lot) -> str:
    """The part of a deal's id that tells its parties and item."""
    supplier, recipient = _party(lot, 0), _party(lot, 1)
    names = [p.key if p else "unknown" for p in (supplier, recipient)]
    parts = [name if len(name) == 3 else "-".join(fold(name).split()) for name in names]
    return "-".join([*parts, lot.family])


def _party(lot: Lot, side: int) -> Party | None:
    parties = [(f.claim.supplier, f.claim.recipient)[side] for f in lot.facts]
    named = [p for p in parties if p]
    counts = Counter(p.key for p in named)
    return max(named, key=lambda p: counts[p.key], default=None)


def deal_of(lot: Lot, id: str, rule: Rule) -> Deal:
    """The register row of a lot."""
    told = sorted(lot.facts, key=lambda f: (f.known, f.claim.id))
    stage, _ = stage_of(told)
    gift = any(f.claim.mode == Mode.AID for f in told)
    ordered = NumberCell() if gift else cells.ordered(told, rule)
    target = ordered.interval or next((f.number for f in told if f.claim.stage == Stage.PLEDGED and f.number), None)
    delivered = cells.delivered(told, rule, target)
    when = cells.order_date(told)
    arguing = disputes.existence_dispute(told) + disputes.date_dispute(when, told)
    arguing += disputes.number_dispute(DisputeSubject.ORDERED, ordered, told)
    arguing += disputes.number_dispute(DisputeSubject.DELIVERED, delivered, told)
    system = next((f.claim.item for f in told if f.claim.item and not f.claim.item.generic), told[0].claim.item)
    assert system
    return Deal(
        id, _party(lot, 0), _party(lot, 1), system, stage,
        supplier_actor=next((f.claim.supplier_actor for f in told if f.claim.supplier_actor), None),
        recipient_actor=next((f.claim.recipient_actor for f in told if f.claim.recipient_actor), None),
        mode=next((f.claim.mode for f in told if f.claim.mode), None),
        ordered=ordered, delivered=delivered, order_date=when, delivery_dates=cells.delivery_dates(told), value=value_of(told),
        origins=origins_of(told), reports=tuple(sorted({f.report.id for f in told})), claims=tuple(f.claim.id for f in told),
        disputes=tuple(arguing), first_known=told[0].report.published, last_known=told[-1].report.published,
    )  # fmt: skip


def origins_of(told: Sequence[Fact]) -> tuple[str, ...]:
    """Distinct origins of all claims but denials; a report that names a source adds none by its unmarked sentences."""
    sourced = {f.report.id for f in told if f.claim.sources}
    kept = [f for f in told if f.claim.certainty != "denied" and (f.claim.sources or f.report.id not in sourced)]
    return tuple(sorted({f.origin for f in kept}))


def value_of(told: Sequence[Fact]) -> ValueCell:
    """The price, where the claims agree on one."""
    priced = [f for f in told if f.claim.value and f.claim.value.currency and f.asserted]
    if not priced:
        return ValueCell()
    first = priced[0].claim.value
    assert first
    same = [
        f
        for f in priced
        if f.claim.value and f.claim.value.currency == first.currency and f.claim.value.interval.meets(first.interval)
    ]
    state = CellState.CONFIRMED if len({f.origin for f in same}) > 1 else CellState.SINGLE_ORIGIN
    return ValueCell(first.interval, first.currency, state, tuple(f.claim.id for f in same))


def pair_row(deals: list[Deal], spanning: list[Fact], rule: Rule) -> PairRow:
    """The deals of a pair summed up and met with the figures that span them."""
    first = deals[0]
    numbers = [d.delivered.interval for d in deals]
    total = reduce(lambda a, b: a + b, (n or Interval(0, None) for n in numbers)) if any(numbers) else None
    figures = [f.number for f in spanning if f.number]
    delivered = met(total, figures, deals, spanning)
    gap = max(0, figures[0].min - (total.min or 0)) if figures and figures[0].min is not None and total else None
    ordered = cells.combined([], rule)
    reports = tuple(sorted({r for d in deals for r in d.reports} | {f.report.id for f in spanning}))
    return PairRow(
        first.supplier, first.recipient, first.item, ordered, delivered, tuple(d.id for d in deals), reports, gap
    )


def met(total: Interval | None, figures: list[Interval], deals: list[Deal], spanning: list[Fact]) -> NumberCell:
    """The pair's number: the sum of the deals met with every figure that spans them."""
    ids = tuple(f.claim.id for f in spanning) + tuple(i for d in deals for i in d.delivered.supporting)
    if not figures:
        states = {d.delivered.state for d in deals}
        state = CellState.DISPUTED if CellState.DISPUTED in states else CellState.SINGLE_ORIGIN
        return NumberCell(total, state, ids) if total else NumberCell()
    whole = reduce(and_, figures) if all(a.meets(b) for a in figures for b in figures) else figures[-1]
    exceeding = total is None or (whole.min or 0) > (total.min or 0)
    shown = whole if exceeding or not whole.meets(total) else whole & total  # type: ignore[arg-type, operator]
    origins = {f.origin for f in spanning}
    return NumberCell(shown, CellState.CONFIRMED if len(origins) > 1 else CellState.SINGLE_ORIGIN, ids)
