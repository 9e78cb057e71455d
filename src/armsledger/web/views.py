"""What pages read: the register by a rule, as known at a date, computed once for each state of the ledger.

Invariant: a view never changes. A change of the ledger makes another version, whose views are computed anew; while a slow one
is being made, the one before is served and says so.
"""

from __future__ import annotations

import bisect
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from armsledger.catalog import Catalog, catalog
from armsledger.ledger.store import Position, Read, Store
from armsledger.model import Decision, Rule, standing
from armsledger.web.view import View

KEPT = 8
"""Views kept at once."""
PATIENCE = 2.0
"""Seconds that a reader is made to wait for a new view; a slower one is made in the background."""
Key = tuple[date | None, Rule, int | None]


@dataclass(slots=True)
class Readings:
    """Everything in the ledger at one version."""

    position: Position
    read: list[Read]
    decisions: tuple[Decision, ...]
    """Those that hold."""
    days: list[date] = field(init=False)
    """The days on which something was published."""

    def __post_init__(self) -> None:
        self.days = sorted({r.published for r, _ in self.read if r.published})

    def moment(self, as_of: date | None) -> date | None:
        """The last day of publication up to a date: between two of them nothing becomes known."""
        if as_of is None:
            return None
        place = bisect.bisect_right(self.days, as_of)
        return self.days[place - 1] if place else date.min

    def known(self, moment: date | None) -> list[Read]:
        """What was published by then; undated reports only where no date is asked for."""
        return [r for r in self.read if moment is None or (r[0].published and r[0].published <= moment)]


class Views:
    """Gives views of one ledger to many readers at once."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.perf_counter) -> None:
        self.store = store
        self.catalog: Catalog = catalog()
        self._clock = clock
        self._readings: Readings | None = None
        self._kept: OrderedDict[tuple[Position, Key], View] = OrderedDict()
        self._last: dict[Key, View] = {}
        self._cost = 0.0
        self._making = threading.Lock()
        self._behind: threading.Thread | None = None

    def view(self, as_of: date | None = None, rule: Rule = Rule.CAUTIOUS, until: int | None = None) -> View:
        """The register as of a day, of what was in the log up to a place; one step behind while a slow one is being made."""
        position, key = self.store.position(), (as_of, rule, until)
        found = self._found(position, key)
        if found:
            return found
        before = self._last.get(key)
        if before is not None and self._cost > PATIENCE:
            self._start(key)
            return before.stale()
        return self._make(key)

    def _found(self, position: Position, key: Key) -> View | None:
        readings = self._readings
        if readings is None or readings.position != position:
            return None
        found = self._kept.get((position, (readings.moment(key[0]), *key[1:])))
        return found.asked_for(key[0]) if found else None

    def _start(self, key: Key) -> None:
        if self._behind is None or not self._behind.is_alive():
            self._behind = threading.Thread(target=self._make, args=(key,), daemon=True)
            self._behind.start()

    def _make(self, key: Key) -> View:
        with self._making:
            position = self.store.position()
            found = self._found(position, key)
            if found:
                return found
            started = self._clock()
            readings = self._read(position)
            as_of, rule, until = key
            moment = readings.moment(as_of)
            told = readings if until is None else self._told(position, until)
            view = self.made(
                position.number, as_of, rule, told.known(moment), self.catalog, told.decisions, tuple(readings.days)
            )
            view.warm()
            self._keep((position, (moment, rule, until)), view)
            self._last[key] = view
            self._cost = self._clock() - started
            return view

    made: Callable[..., View] = staticmethod(View)
    """Makes a view of what was read."""

    def _read(self, position: Position) -> Readings:
        if self._readings is None or self._readings.position != position:
            self._readings = self._told(position, None)
        return self._readings

    def _told(self, position: Position, until: int | None) -> Readings:
        return Readings(position, list(self.store.all(until)), standing(self.store.decisions(until)))

    def _keep(self, key: tuple[Position, Key], view: View) -> None:
        self._kept[key] = view
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        while len(self._last) > KEPT:
            del self._last[next(iter(self._last))]
