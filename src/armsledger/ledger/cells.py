"""Cells of a deal: what each origin says of a number, and what they say together. One implementation behind every view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import reduce
from operator import and_, or_

from armsledger.ledger.facts import Fact
from armsledger.model import CellState, DateCell, Interval, NumberCell, Rule, Scope, Stage

EVENT = timedelta(days=31)
"""Deliveries of one number within so many days are one event; figures further apart are progress."""

Figure = tuple[Interval, list[Fact]]


def ordered(facts: Sequence[Fact], rule: Rule) -> NumberCell:
    """Number ordered: totals as they are; what the same origin said before is gone."""
    told = [f for f in facts if f.claim.stage == Stage.ORDERED and f.number]
    latest: dict[str, Fact] = {}
    for fact in sorted(told, key=lambda f: (f.known, f.claim.id)):
        latest[fact.origin] = fact
    return combined([(f.number, [f]) for f in latest.values() if f.number], rule)


def delivered(facts: Sequence[Fact], rule: Rule, target: Interval | None) -> NumberCell:
    """Number delivered: the latest total stands; deliveries are joined into events and summed up."""
    told = [f for f in facts if f.claim.stage == Stage.DELIVERED and f.number]
    totals = [f for f in told if f.scope in (Scope.TOTAL, Scope.CUMULATIVE, Scope.UNKNOWN)]
    if totals:
        return combined(_totals(totals), rule)
    return _summed([f for f in told if f.scope in (Scope.THIS_DELIVERY, Scope.ADDITIONAL)], target)


def _totals(totals: list[Fact]) -> list[Figure]:
    last = max(f.known for f in totals)
    latest: dict[str, Fact] = {}
    for fact in sorted(totals, key=lambda f: (f.known, f.claim.id)):
        latest[fact.origin] = fact
    figures: list[Figure] = []
    for fact in latest.values():
        assert fact.number
        old = last - fact.known > EVENT
        figures.append((fact.number.opened() if old else fact.number, [fact]))
    return figures


def _summed(parts: list[Fact], target: Interval | None) -> NumberCell:
    events: list[list[Fact]] = []
    for fact in sorted(parts, key=lambda f: (f.when, f.claim.id)):
        home = next((e for e in events if e[0].number == fact.number and abs(e[0].when - fact.when) <= EVENT), None)
        if home is None:
            events.append([fact])
        else:
            home.append(fact)
    if not events:
        return NumberCell()
    total = reduce(lambda a, b: a + b, (e[0].number for e in events if e[0].number))
    closed = target is not None and total.exact and total == target
    shown = total if closed else total.opened()
    confirmed = all(len({f.origin for f in e}) > 1 for e in events)
    state = CellState.CONFIRMED if confirmed else CellState.SINGLE_ORIGIN
    return NumberCell(shown, state, tuple(f.claim.id for e in events for f in e))


def combined(figures: list[Figure], rule: Rule) -> NumberCell:
    """Over origins: the intersection where all meet, else a dispute shown by the rule."""
    if not figures:
        return NumberCell()
    intervals = [i for i, _ in figures]
    ids = tuple(f.claim.id for _, facts in figures for f in facts)
    meeting = all(a.meets(b) for a in intervals for b in intervals)
    if meeting:
        origins = {f.origin for _, facts in figures for f in facts}
        state = CellState.CONFIRMED if len(origins) > 1 else CellState.SINGLE_ORIGIN
        return NumberCell(reduce(and_, intervals), state, ids)
    under = {Rule.CAUTIOUS: reduce(or_, intervals), Rule.REPRESENTATIVE: _most(figures), Rule.LATEST: _latest(figures)}
    shown = under[rule]
    for_, against = [
        tuple(f.claim.id for i, facts in figures for f in facts if i.meets(shown) is said) for said in (True, False)
    ]
    return NumberCell(shown, CellState.DISPUTED, for_, against, under)


def _most(figures: list[Figure]) -> Interval:
    return max((sum(i == j for j, _ in figures), str(facts[-1].known), n, i) for n, (i, facts) in enumerate(figures))[
        -1
    ]


def _latest(figures: list[Figure]) -> Interval:
    return max(enumerate(figures), key=lambda p: (p[1][1][-1].known, p[0]))[1][0]


def order_date(facts: Sequence[Fact]) -> DateCell:
    """The date of the contract itself."""
    told = [f for f in facts if f.claim.stage == Stage.ORDERED and f.asserted and f.claim.date]
    return _dates(told)


def delivery_dates(facts: Sequence[Fact]) -> DateCell:
    """From the first to the last delivery told."""
    told = [f for f in facts if f.claim.stage == Stage.DELIVERED and f.asserted and f.claim.date]
    periods = [f.claim.date for f in told if f.claim.date]
    if not periods:
        return DateCell()
    return DateCell(reduce(or_, periods), _state(told), tuple(f.claim.id for f in told))


def _dates(told: list[Fact]) -> DateCell:
    periods = [f.claim.date for f in told if f.claim.date]
    if not periods:
        return DateCell()
    ids = tuple(f.claim.id for f in told)
    if all(a.meets(b) for a in periods for b in periods):
        return DateCell(reduce(and_, periods), _state(told), ids)
    return DateCell(reduce(or_, periods), CellState.DISPUTED, ids)


def _state(told: list[Fact]) -> CellState:
    return CellState.CONFIRMED if len({f.origin for f in told}) > 1 else CellState.SINGLE_ORIGIN
