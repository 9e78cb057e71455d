"""Number delivered: the latest totals of each origin, and single deliveries joined into events and summed up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import reduce
from operator import or_

from armsledger.ledger.cells import (
    OLD,
    Counted,
    Figure,
    combined,
    in_one_unit,
    latest_by_origin,
    origins_of,
    unretracted,
)
from armsledger.ledger.facts import Fact
from armsledger.ledger.units import counted
from armsledger.model import CellState, Interval, NumberCell, Rule, Scope, Stage

EVENT = timedelta(days=31)
"""Deliveries told within so many days are one event where the number is the same."""
LAST = re.compile(
    r"\b(last(?! (?:week|month|year|night|spring|summer|autumn|fall|winter|quarter|decade|time|minute|mon|tues|wednes|thurs|fri|"
    r"satur|sun|january|february|march|april|may|june|july|august|september|october|november|december))|final|remaining|"
    r"complet(?:e|es|ed|ing|ion)|in full|fulfilled|rest of|concluded?|all of (?:them|the)|outstanding)\b",
    re.IGNORECASE,
)
"""Words by which a source says that nothing more will come; "last week" is no such word."""
AHEAD = re.compile(
    r"\b(will|would|shall|to follow|follows?|expected|due|planned|scheduled|is to|are to|later|yet|still|await\w*|until)\b"
)
"""Words by which the same clause speaks of what is still to come."""
SO_FAR = re.compile(r"\b(as of|so far|to date|until now|up to now|by now|all told)\b")
"""Words by which a figure takes in what came before."""
FIRST = re.compile(r"\b(?:first|initial)\W+(?:\w+\W+of\W+)?$")
"""Words before a number by which it is that of the first delivery, of which there is one, whenever it is told of."""
TOTALS = (Scope.TOTAL, Scope.CUMULATIVE, Scope.UNKNOWN)


@dataclass(slots=True)
class Event:
    """One delivery, told by one or more origins."""

    facts: list[Fact] = field(default_factory=list)

    @property
    def disputed(self) -> bool:
        """Whether its tellers give different numbers."""
        numbers = [f.number for f in self.facts if f.number]
        return not all(a.meets(b) for a in numbers for b in numbers)

    @property
    def interval(self) -> Interval:
        """The number, or the hull of what is said."""
        numbers = [f.number for f in self.facts if f.number]
        return reduce(or_, numbers) if self.disputed else max(numbers, key=lambda n: (n.exact, n.min or 0))


def delivered(
    facts: Sequence[Fact], rule: Rule, target: Interval | None, officials: frozenset[str] = frozenset()
) -> Counted:
    """The cell; `target` is the undisputed number ordered, else pledged, that a sum of deliveries closes at."""
    told = [f for f in unretracted(facts) if f.stage == Stage.DELIVERED and f.number]
    done = [f for f in facts if f.stage == Stage.DELIVERED and f.asserted]
    totals = [f for f in told if f.scope in TOTALS and not _of_one_day(f, target)]
    found = events([f for f in told if f not in totals])

    def make(kept: Sequence[Fact]) -> NumberCell:
        figures = [*_totals(kept, found), *_sum(found, target, done)]
        cell = combined(figures, rule, officials)
        return _of_events(cell, found) if not kept else cell

    return in_one_unit(totals, make, facts) if totals else Counted(make([]))


def _of_one_day(fact: Fact, target: Interval | None) -> bool:
    """Whether a figure of unknown scope tells of a single delivery: dated to within a month, and less than what is to come."""
    if fact.scope != Scope.UNKNOWN or fact.number is None or fact.dated is None or fact.vagueness > EVENT.days:
        return False
    if SO_FAR.search(fact.words):
        return False
    few, wanted = fact.number.max, target.min if target else None
    return few is not None and wanted is not None and few < wanted


def _totals(totals: Sequence[Fact], found: Sequence[Event]) -> list[Figure]:
    """Of each origin its latest total, plus what arrived after it; an old one says "at least"."""
    last = max((_as_of(f) for f in totals), default=None)
    figures = []
    for fact in latest_by_origin(totals):
        assert fact.number
        later = [e for e in found if all(f.when > fact.when and f.known > fact.known for f in e.facts)]
        number = reduce(lambda a, b: a + b, (e.interval for e in later), fact.number)
        old = last is not None and last - _as_of(fact) > OLD
        grown = tuple(f for e in later for f in e.facts)
        figures.append(Figure(number.opened() if old else number, (fact, *grown), origins_of([fact])))
    return figures


def _as_of(fact: Fact) -> date:
    """The day up to which a total counts: of "by 2019" the end, else the day on which it was told."""
    period = fact.claim.date
    by = (
        period.end if period and period.end and (period.start is None or fact.scope == Scope.CUMULATIVE) else fact.known
    )
    return min(by, fact.known)


def events(parts: Sequence[Fact]) -> list[Event]:
    """Single deliveries joined: one number within 31 days, or what an origin corrected about one day."""
    found: list[Event] = []
    kept = sorted(_uncorrected(parts), key=lambda f: (f.when, f.known, f.claim.id))
    for fact in kept:
        home = next((e for e in found if _one_event(fact, e, kept)), None)
        if home is None:
            found.append(Event([fact]))
        else:
            home.facts.append(fact)
    return found


def _uncorrected(parts: Sequence[Fact]) -> list[Fact]:
    """Facts without those that their own origin later told with another number."""
    return [f for f in parts if not any(_corrects(later, f) for later in parts)]


def _corrects(later: Fact, fact: Fact) -> bool:
    same_day = later.dated is not None and later.claim.date == fact.claim.date
    return later.origin == fact.origin and later.known > fact.known and later.number != fact.number and same_day


def _one_event(fact: Fact, event: Event, parts: Sequence[Fact]) -> bool:
    """Whether a fact tells of the event: same number and near, or another number from others, unless one source tells both."""
    first = event.facts[0]
    if _opens(fact) and any(_opens(f) for f in event.facts if f.number == fact.number):
        return True
    if abs(first.when - fact.when) > EVENT:
        return False
    if any(fact.number == f.number for f in event.facts):
        return not any(f.report.id == fact.report.id for f in event.facts)
    strangers = fact.origin not in {f.origin for f in event.facts}
    return strangers and not any(_tells_both(fact, f, parts) for f in event.facts)


def _opens(fact: Fact) -> bool:
    """Whether its sentence calls its number that of the first delivery: "the first two", "a first batch of six", "the first"."""
    number, quantity = fact.number.min if fact.number else None, fact.claim.quantity
    if quantity and quantity.text == "first":
        return True
    found = counted(number).search(fact.words) if number is not None else None
    return found is not None and FIRST.search(fact.words[: found.start()]) is not None


def _tells_both(one: Fact, other: Fact, parts: Sequence[Fact]) -> bool:
    """Whether some origin tells of both numbers, as of two deliveries."""

    def tellers(fact: Fact) -> set[str]:
        near = (f for f in parts if f.number == fact.number and abs(f.when - fact.when) <= EVENT)
        return {f.origin for f in near}

    return bool(tellers(one) & tellers(other))


def _sum(found: Sequence[Event], target: Interval | None, done: Sequence[Fact]) -> list[Figure]:
    """All events summed up: at least so many, exactly so many where a source says that it was the last or the target is reached."""
    if not found:
        return []
    total = reduce(lambda a, b: a + b, (e.interval for e in found))
    began = min(f.known for f in found[-1].facts)
    closing = tuple(f for f in done if f.known >= began and f.number is None and closes(f))
    last = bool(closing) or any(closes(f) for f in found[-1].facts)
    reached = target is not None and total.min is not None and total.exact and target.max == total.min
    told = (*(f for e in found for f in e.facts), *closing)
    everywhere = frozenset.intersection(*(origins_of(e.facts) for e in found))
    return [Figure(total if last or reached else total.opened(), told, everywhere or origins_of(told[:1]))]


def closes(fact: Fact) -> bool:
    """Whether the clause that the claim was read from says that this was the last of it."""
    clauses = [c for c in CLAUSE.split(_said(fact)) if LAST.search(c) and not AHEAD.search(c)]
    return any(_shares_words(clause, fact.claim.evidence.quote) for clause in clauses)


CLAUSE = re.compile(r"[,;:–—()]\s|\bwhile\b|\bbut\b|\band the\b")


def _shares_words(clause: str, quote: str) -> bool:
    words = set(re.findall(r"\w+", clause.lower()))
    return len(words & set(re.findall(r"\w+", quote.lower()))) >= min(2, len(words))


def _said(fact: Fact) -> str:
    return f"{fact.claim.quantity.text if fact.claim.quantity else ''}, {fact.words}".lower()


def _of_events(cell: NumberCell, found: Sequence[Event]) -> NumberCell:
    """A sum alone: disputed where an event is, confirmed where each is told by two origins."""
    if not found:
        return cell
    if any(e.disputed for e in found):
        return replace(cell, state=CellState.DISPUTED)
    confirmed = all(len(origins_of(e.facts)) > 1 for e in found)
    return replace(cell, state=CellState.CONFIRMED if confirmed else CellState.SINGLE_ORIGIN)
