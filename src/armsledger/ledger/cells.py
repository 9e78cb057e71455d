"""Cells of a deal: what each origin says of a number, and what they say together. One implementation behind every view."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce
from operator import and_, or_

from armsledger.ledger import units
from armsledger.ledger.facts import Fact
from armsledger.model import CellState, DateCell, Interval, NumberCell, Period, Rule, Scope, Stage

OLD = timedelta(days=31)
"""A total this much older than the latest one says "at least"."""
ONE_ADDITION = timedelta(days=92)
"""Tellings of one number of additional items this close are one addition."""
SUMMED = re.compile(r"\b(in all|altogether|total|now|brings?|bringing|brought|raises?|raising|rises?|combined)\b")
"""Words by which a total takes in what its report tells besides."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the claims it was computed from and the independent origins that stand behind it."""

    interval: Interval
    facts: tuple[Fact, ...]
    origins: frozenset[str]

    @property
    def known(self) -> tuple[object, ...]:
        """When its last claim became known."""
        return max((f.known, f.claim.id) for f in self.facts)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number cell, and the figures in other units that were set aside."""

    cell: NumberCell
    aside: tuple[Fact, ...] = ()
    explained: bool = True
    """Whether the figures in other units are the same number counted otherwise."""


def latest_by_origin(facts: Sequence[Fact]) -> list[Fact]:
    """Of each origin the last fact; what it said before is gone. A silent claim corrects nothing."""
    last: dict[tuple[str, bool], Fact] = {}
    for fact in sorted(facts, key=lambda f: f.order):
        before = last.get((fact.origin, fact.silent))
        if before is None or before.known < fact.known or units.counts_usual(fact) >= units.counts_usual(before):
            last[fact.origin, fact.silent] = fact
    return list(last.values())


def origins_of(facts: Sequence[Fact]) -> frozenset[str]:
    """Independent origins behind some facts."""
    return frozenset(f.origin for f in facts if not f.silent)


def unretracted(facts: Sequence[Fact]) -> list[Fact]:
    """Facts without those whose own origin later said that it is not so."""
    denied = [f for f in facts if f.denied]
    if not denied:
        return list(facts)
    return [f for f in facts if not any(_retracts(d, f) for d in denied)]


def _retracts(denial: Fact, fact: Fact) -> bool:
    same = denial.origin == fact.origin and denial.stage == fact.stage and denial.pair == fact.pair
    return same and not fact.denied and denial.known > fact.known


def ordered(facts: Sequence[Fact], rule: Rule, officials: frozenset[str] = frozenset()) -> Counted:
    """Number ordered: totals as they are, plus what was added to the contract after they were told."""
    told = [f for f in unretracted(facts) if f.stage == Stage.ORDERED and f.number]
    more = [f for f in told if f.amends]
    totals = [f for f in told if not f.amends]
    if not totals:
        return Counted(combined([_plain(f) for f in latest_by_origin(more)], rule, officials))
    return in_one_unit(
        totals, lambda kept: combined([_grown(f, more) for f in latest_by_origin(kept)], rule, officials), facts
    )


def _plain(fact: Fact) -> Figure:
    assert fact.number
    return Figure(fact.number, (fact,), origins_of([fact]))


def _grown(total: Fact, more: Sequence[Fact]) -> Figure:
    """A total with the additions that became known after it, whoever told them; each counts once."""
    figure = _plain(total)
    added: list[Fact] = []
    for fact in sorted(more, key=lambda f: (f.when, f.claim.id)):
        if _after(fact, total) and not any(_one_addition(fact, other) for other in added):
            added.append(fact)
    intervals = [f.number for f in added if f.number]
    return replace(figure, interval=reduce(lambda a, b: a + b, intervals, figure.interval), facts=(total, *added))


def _after(fact: Fact, total: Fact) -> bool:
    """Whether an addition came after a total was told; one report may tell both, the total without it or with it."""
    if fact.known != total.known:
        return fact.known > total.known
    same = fact.report.id == total.report.id
    return same and not SUMMED.search(total.words) and fact.dated is not None and fact.when > total.when


def _one_addition(fact: Fact, other: Fact) -> bool:
    return fact.number == other.number and abs(fact.when - other.when) <= ONE_ADDITION


def in_one_unit(told: Sequence[Fact], make: Callable[[Sequence[Fact]], NumberCell], facts: Sequence[Fact]) -> Counted:
    """The cell of all figures; where they contradict each other and count in different units, that of the main unit."""
    whole: NumberCell = make(told)
    if whole.state != CellState.DISPUTED:
        return Counted(whole)
    parted = units.by_unit(told)
    if len(parted) == 1:
        return Counted(whole)
    main = parted.pop(units.main_unit(parted))
    aside = [f for rest in parted.values() for f in rest]
    if not all(units.agree(main, rest, facts) for rest in parted.values()):
        return Counted(whole, tuple(aside), explained=False)
    alone: NumberCell = make(main)
    both = origins_of([*main, *aside])
    state = CellState.CONFIRMED if alone.state != CellState.DISPUTED and len(both) > 1 else alone.state
    return Counted(
        replace(alone, state=state, supporting=(*alone.supporting, *(f.claim.id for f in aside))), tuple(aside)
    )


def combined(figures: Sequence[Figure], rule: Rule, officials: frozenset[str] = frozenset()) -> NumberCell:
    """Over origins: the intersection where all meet, else a dispute shown by the rule."""
    if not figures:
        return NumberCell()
    intervals = [f.interval for f in figures]
    ids = tuple(dict.fromkeys(f.claim.id for figure in figures for f in figure.facts))
    if all(a.meets(b) for a in intervals for b in intervals):
        origins = frozenset[str]().union(*(f.origins for f in figures))
        state = CellState.CONFIRMED if len(origins) > 1 else CellState.SINGLE_ORIGIN
        return NumberCell(reduce(and_, intervals), state, ids)
    sides = _sides(figures)
    best = max(sides, key=lambda side: (*_weight(side, officials), max(f.known for f in side)))
    last = max(sides, key=lambda side: max(f.known for f in side))
    under = {
        Rule.CAUTIOUS: reduce(or_, intervals),
        Rule.REPRESENTATIVE: reduce(and_, (f.interval for f in best)),
        Rule.LATEST: reduce(and_, (f.interval for f in last)),
    }
    shown = under[rule]
    told = [
        tuple(
            dict.fromkeys(
                f.claim.id for figure in figures for f in figure.facts if figure.interval.meets(shown) is said
            )
        )
        for said in (True, False)
    ]
    return NumberCell(shown, CellState.DISPUTED, told[0], told[1], under)


def _sides(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that can all be right together; a vague one stands on each side that it meets."""
    narrow = sorted(figures, key=lambda f: (f.interval.max is None, f.interval.min is None, str(f.interval)))
    sides: list[list[Figure]] = []
    for figure in narrow:
        homes = [side for side in sides if all(figure.interval.meets(f.interval) for f in side)]
        for side in homes:
            side.append(figure)
        if not homes:
            sides.append([figure])
    return sides


def _weight(side: Sequence[Figure], officials: frozenset[str]) -> tuple[int, bool]:
    """How many origins stand on a side, and whether a party or the maker does."""
    origins = frozenset[str]().union(*(f.origins for f in side))
    return len(origins), bool(origins & officials)


def order_date(facts: Sequence[Fact]) -> DateCell:
    """The date of the contract itself, not of options or amendments."""
    told = [f for f in unretracted(facts) if f.stage == Stage.ORDERED and f.asserted and f.claim.date]
    signed = [f for f in told if f.scope != Scope.OPTION and not f.amends]
    return dates([f for f in signed if not any(_redates(later, f) for later in signed)])


def _redates(later: Fact, fact: Fact) -> bool:
    """Whether its own origin later gave another date."""
    one, other = fact.claim.date, later.claim.date
    return later.origin == fact.origin and later.known > fact.known and bool(one and other and not one.meets(other))


def delivery_dates(facts: Sequence[Fact]) -> DateCell:
    """From the first to the last delivery told."""
    told = [f for f in facts if f.stage == Stage.DELIVERED and f.asserted and f.claim.date]
    periods = [_bare(f.claim.date) for f in told if f.claim.date]
    if not periods:
        return DateCell()
    return DateCell(reduce(or_, periods), _state(told), tuple(f.claim.id for f in told))


def dates(told: Sequence[Fact]) -> DateCell:
    """What all told dates have in common, else their hull as disputed."""
    periods = [_bare(f.claim.date) for f in told if f.claim.date]
    if not periods:
        return DateCell()
    ids = tuple(f.claim.id for f in told)
    if all(a.meets(b) for a in periods for b in periods):
        return DateCell(reduce(and_, periods), _state(told), ids)
    return DateCell(reduce(or_, periods), CellState.DISPUTED, ids)


def _bare(period: Period) -> Period:
    return Period(period.start, period.end, period.precision)


def _state(told: Sequence[Fact]) -> CellState:
    return CellState.CONFIRMED if len(origins_of(told)) > 1 else CellState.SINGLE_ORIGIN
