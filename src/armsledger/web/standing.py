"""How outlets and origins stand in the register: how often first, how often alone, how often contradicted.

Counted, never judged: nothing here weighs on a cell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from armsledger.ledger.facts import Fact
from armsledger.ledger.register import Row
from armsledger.web.view import View

Voice = Callable[[Fact], str]


@dataclass(slots=True)
class Standing:
    """Counts of one outlet or origin, in transfers."""

    key: str
    name: str
    transfers: int = 0
    first: int = 0
    """Told of by nobody earlier, where others told of it too."""
    shared: int = 0
    """Told of by others too."""
    alone: int = 0
    contradicted: int = 0
    reports: int = 0
    last: date | None = None
    examples: list[str] = field(default_factory=list)
    """Some transfers it is contradicted on."""

    @property
    def row(self) -> tuple[object, ...]:
        """The counts as a row."""
        return (
            self.name,
            self.reports,
            self.transfers,
            self.first,
            self.shared,
            self.alone,
            self.contradicted,
            self.last,
        )


HEADER = ("name", "reports", "transfers", "first", "with others", "alone", "contradicted", "last told")


def outlets(view: View) -> list[Standing]:
    """Publishers, those with most transfers first."""

    def publisher(fact: Fact) -> str:
        return fact.report.publisher or "unknown publisher"

    found = _counted(view, publisher, lambda row: _sides(row, lambda side: {_publisher(view, r) for r in side.reports}))
    for name, count in Counter(r.publisher or "unknown publisher" for r in view.reports.values()).items():
        found.setdefault(name, Standing(name, name)).reports = count
    return _in_order(found.values())


def origins(view: View) -> list[Standing]:
    """Independent origins, those behind most transfers first."""
    found = _counted(view, lambda fact: fact.origin, lambda row: _sides(row, lambda side: set(side.origins)))
    for standing in found.values():
        standing.name = view.name(standing.key)
    return _in_order(found.values())


def _in_order(found: Iterable[Standing]) -> list[Standing]:
    return sorted(found, key=lambda s: (-s.transfers, -s.reports, s.name.casefold()))


def _publisher(view: View, report: str) -> str:
    known = view.reports.get(report)
    return (known.publisher if known else None) or "unknown publisher"


def _sides(row: Row, voices: Callable[..., set[str]]) -> set[str]:
    """Who is contradicted by somebody who doesn't stand on the same side."""
    found: set[str] = set()
    for dispute in row.deal.disputes:
        sides = [voices(side) for side in dispute.sides]
        for number, side in enumerate(sides):
            others = set[str]().union(*(s for place, s in enumerate(sides) if place != number))
            found |= {voice for voice in side if others - {voice}}
    return found


def _counted(view: View, voice: Voice, contradicted: Callable[[Row], set[str]]) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    heard: dict[str, set[str]] = defaultdict(set)
    for row in view.register.rows:
        first: dict[str, date] = {}
        for fact in row.facts:
            key = voice(fact)
            first[key] = min(first.get(key, fact.known), fact.known)
            heard[key].add(fact.report.id)
            standing = found.setdefault(key, Standing(key, key))
            standing.last = max(standing.last or fact.known, fact.known)
        _count_row(row, first, contradicted(row), found)
    for key, standing in found.items():
        standing.reports = len(heard[key])
    return found


def _count_row(row: Row, first: dict[str, date], against: set[str], found: dict[str, Standing]) -> None:
    earliest = min(first.values(), default=None)
    for key, day in first.items():
        standing = found[key]
        standing.transfers += 1
        standing.alone += len(first) == 1
        standing.shared += len(first) > 1
        standing.first += len(first) > 1 and day == earliest
        if key in against:
            standing.contradicted += 1
            standing.examples = [*standing.examples, row.deal.id][:3]
