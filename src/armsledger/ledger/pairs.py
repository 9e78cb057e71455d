"""The register by supplier, recipient and item family, and where reports exceed what was disclosed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_

from armsledger.ledger.cells import OLD, Figure, latest_by_origin, unretracted
from armsledger.ledger.facts import Fact
from armsledger.ledger.gaps import Gap, gap_of
from armsledger.model import CellState, Deal, Interval, Item, NumberCell, Party


@dataclass(frozen=True, slots=True)
class PairRow:
    """What all deals and figures of a pair and item family add up to."""

    supplier: Party | None
    recipient: Party | None
    item: Item
    ordered: NumberCell
    delivered: NumberCell
    deals: tuple[str, ...]
    reports: tuple[str, ...]
    family: str = ""
    """Catalog id of the item family."""
    apart: Gap | None = None
    """What is reported against what was disclosed; None where either is missing."""

    @property
    def gap(self) -> int | None:
        """Lowest independently reported number delivered minus the highest disclosed one; None where either is missing."""
        return self.apart.amount if self.apart else None


def pair_row(
    deals: Sequence[Deal],
    told: Sequence[Sequence[Fact]],
    spanning: Sequence[Fact],
    officials: frozenset[str],
    family: str,
) -> PairRow:
    """The deals of a pair, with the facts of each, summed up and met with the figures that span them."""
    first = max(deals, key=lambda d: len(d.reports))
    sides = {f.claim.id: f for facts in told for f in facts}
    behind = [sides[i] for d in deals for i in d.delivered.supporting if i in sides]
    interval = _summed([d.delivered.interval for d in deals])
    total = Figure(interval, tuple(behind), _everywhere(deals, sides)) if interval else None
    delivered = met(total, spanning, _weakest({d.delivered.state for d in deals if d.delivered.interval}))
    known = [d.ordered.interval for d in deals]
    states = {d.ordered.state for d in deals if d.ordered.interval}
    ordered = (
        NumberCell(_summed(known), _weakest(states), tuple(i for d in deals for i in d.ordered.supporting))
        if any(known)
        else NumberCell()
    )
    reports = tuple(sorted({r for d in deals for r in d.reports} | {f.report.id for f in spanning}))
    gap = gap_of(told, spanning, officials)
    return PairRow(
        first.supplier,
        first.recipient,
        first.item,
        ordered,
        delivered,
        tuple(d.id for d in deals),
        reports,
        family,
        gap,
    )


def _summed(intervals: Sequence[Interval | None]) -> Interval | None:
    """The sum, open where one is open or unknown; None where all are unknown."""
    if not any(intervals):
        return None
    return reduce(lambda a, b: a + b, (i or Interval(0, None) for i in intervals))


def _everywhere(deals: Sequence[Deal], facts: Mapping[str, Fact]) -> frozenset[str]:
    """Origins that stand behind the number of each deal that has one."""
    numbered = [d.delivered.supporting for d in deals if d.delivered.interval]
    each = [frozenset(facts[i].origin for i in ids if i in facts and not facts[i].silent) for ids in numbered]
    return frozenset.intersection(*each) if each else frozenset()


def _weakest(states: set[CellState]) -> CellState:
    order = (CellState.DISPUTED, CellState.SINGLE_ORIGIN, CellState.CONFIRMED)
    return next((s for s in order if s in states), CellState.UNKNOWN)


def met(total: Figure | None, spanning: Sequence[Fact], state: CellState) -> NumberCell:
    """The sum of the deals met with every figure that spans them; `state` is that of the sum alone.

    A figure above the sum shows deals that nobody disclosed, and stands; one below it, or figures of one time that don't
    meet, are a dispute. A figure older than the latest says "at least".
    """
    told = latest_by_origin([f for f in unretracted(spanning) if f.number])
    last = max((f.known for f in told), default=None)
    figures = [_grown(_figure(f, last), total) for f in told]
    ids = tuple(f.claim.id for f in (*(total.facts if total else ()), *told))
    if not figures:
        return NumberCell(total.interval, state, ids) if total else NumberCell()
    intervals = [f.interval for f in figures]
    meeting = all(a.meets(b) for a in intervals for b in intervals)
    below = total is not None and any(i.max is not None and i.max < (total.interval.min or 0) for i in intervals)
    if not meeting or below:
        return NumberCell(reduce(or_, [*intervals, *([total.interval] if total else [])]), CellState.DISPUTED, ids)
    whole = reduce(and_, intervals)
    backs = total is not None and total.interval.meets(whole) and (total.interval.min or 0) >= (whole.min or 0)
    agreeing = [*figures, *([total] if total and backs else [])]
    shown = whole & total.interval if total and whole.meets(total.interval) else whole
    origins = frozenset[str]().union(*(f.origins for f in agreeing))
    return NumberCell(shown, CellState.CONFIRMED if len(origins) > 1 else CellState.SINGLE_ORIGIN, ids)


def _grown(figure: Figure, total: Figure | None) -> Figure:
    """A figure that was told more than a month before deliveries that exceed it says "at least": that is progress."""
    if total is None or not total.facts or figure.interval.max is None:
        return figure
    later = max(f.known for f in total.facts) - figure.facts[0].known > OLD
    exceeded = figure.interval.max < (total.interval.min or 0)
    return replace(figure, interval=figure.interval.opened()) if later and exceeded else figure


def _figure(fact: Fact, last: date | None) -> Figure:
    assert fact.number
    old = last is not None and last - fact.known > OLD
    return Figure(fact.number.opened() if old else fact.number, (fact,), frozenset({fact.origin}))
