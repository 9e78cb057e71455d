"""The register by supplier, recipient and item family, and where reports exceed what was disclosed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from armsledger.ledger.cells import Figure, latest_by_origin
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
    total = _summed([d.delivered.interval for d in deals])
    ids = tuple(i for d in deals for i in d.delivered.supporting)
    delivered = met(total, [d.delivered.state for d in deals], ids, spanning)
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


def _weakest(states: set[CellState]) -> CellState:
    order = (CellState.DISPUTED, CellState.SINGLE_ORIGIN, CellState.CONFIRMED)
    return next((s for s in order if s in states), CellState.UNKNOWN)


def met(
    total: Interval | None, states: Sequence[CellState], ids: tuple[str, ...], spanning: Sequence[Fact]
) -> NumberCell:
    """The sum of the deals met with every figure that spans them.

    A figure above the sum shows deals that nobody disclosed, and stands; one below it, or figures that don't meet, are a dispute.
    """
    figures = [Figure(f.number, (f,), frozenset({f.origin})) for f in latest_by_origin(spanning) if f.number]
    ids += tuple(f.claim.id for f in spanning)
    if not figures:
        return (
            NumberCell(total, _weakest({s for s in states if s != CellState.UNKNOWN}), ids) if total else NumberCell()
        )
    intervals = [f.interval for f in figures]
    meeting = all(a.meets(b) for a in intervals for b in intervals)
    below = total is not None and any(i.max is not None and i.max < (total.min or 0) for i in intervals)
    if not meeting or below:
        return NumberCell(reduce(or_, [*intervals, *([total] if total else [])]), CellState.DISPUTED, ids)
    whole = reduce(and_, intervals)
    shown = whole & total if total and whole.meets(total) else whole
    origins = frozenset[str]().union(*(f.origins for f in figures))
    return NumberCell(shown, CellState.CONFIRMED if len(origins) > 1 else CellState.SINGLE_ORIGIN, ids)
