"""The register by supplier, recipient and item family, and where reports exceed what was disclosed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from armsledger.ledger.cells import Figure, latest_by_origin
from armsledger.ledger.facts import Fact
from armsledger.model import CellState, Deal, Interval, Item, NumberCell, Party, Stage


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
    gap: int | None = None
    """Lowest independently reported number delivered minus the highest disclosed one; None where either is missing."""


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


def gap_of(told: Sequence[Sequence[Fact]], spanning: Sequence[Fact], officials: frozenset[str]) -> int | None:
    """The lowest figure of independent origins minus the sum over the deals of the highest that a party or the maker gave."""
    independent = [
        f.number.min for f in spanning if f.number and f.number.min is not None and f.origin not in officials
    ]
    independent += [n for n in [_independent(told, officials)] if n is not None]
    disclosed = [_highest(facts, officials) for facts in told]
    if not independent or not any(n is not None for n in disclosed):
        return None
    return max(0, min(independent) - sum(n or 0 for n in disclosed))


def _highest(facts: Sequence[Fact], officials: frozenset[str]) -> int | None:
    """The highest number delivered that officials gave: a total, or the sum of their deliveries."""
    own = [f for f in facts if f.stage == Stage.DELIVERED and f.number and f.origin in officials]
    if not own:
        return None
    from armsledger.ledger.deliveries import TOTALS, events

    totals = [f.number.min or 0 for f in own if f.number and f.scope in TOTALS]
    parts = [e.interval.min or 0 for e in events([f for f in own if f.scope not in TOTALS])]
    return max([*totals, sum(parts)])


def _independent(told: Sequence[Sequence[Fact]], officials: frozenset[str]) -> int | None:
    """The sum of what others than officials give for single deals, where they speak of each."""
    from armsledger.ledger.deliveries import TOTALS

    lowest = []
    for facts in told:
        totals = [f for f in facts if f.stage == Stage.DELIVERED and f.scope in TOTALS and f.origin not in officials]
        numbers = [f.number.min for f in totals if f.number and f.number.min is not None]
        if not numbers:
            return None
        lowest.append(min(numbers))
    return sum(lowest) if lowest else None
