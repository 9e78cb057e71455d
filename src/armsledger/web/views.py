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

from sqlalchemy import func, select

from armsledger.catalog import Catalog, catalog
from armsledger.ledger.facts import Read
from armsledger.ledger.store import Store, log
from armsledger.model import Rule
from armsledger.web.view import View

KEPT = 8
"""Views kept at once."""
PATIENCE = 2.0
"""Seconds that a reader is made to wait for a new view; a slower one is made in the background."""
Key = tuple[date | None, Rule]


@dataclass(slots=True)
class Readings:
    """Everything in the ledger at one version."""

    version: int
    read: list[Read]
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
        self._kept: OrderedDict[tuple[int, Key], View] = OrderedDict()
        self._last: dict[Key, View] = {}
        self._cost = 0.0
        self._making = threading.Lock()
        self._behind: threading.Thread | None = None

    def version(self) -> int:
        """Number of the last entry in the ledger's log."""
        with self.store.reading() as connection:
            return int(connection.execute(select(func.max(log.c.number))).scalar() or 0)

    def view(self, as_of: date | None = None, rule: Rule = Rule.CAUTIOUS) -> View:
        """The view of now; one version behind only while a slow one is being made."""
        version = self.version()
        found = self._found(version, as_of, rule)
        if found:
            return found
        before = self._last.get((as_of, rule))
        if before is not None and self._cost > PATIENCE:
            self._start(as_of, rule)
            return before.stale()
        return self._make(as_of, rule)

    def _found(self, version: int, as_of: date | None, rule: Rule) -> View | None:
        readings = self._readings
        if readings is None or readings.version != version:
            return None
        return self._kept.get((version, (readings.moment(as_of), rule)))

    def _start(self, as_of: date | None, rule: Rule) -> None:
        if self._behind is None or not self._behind.is_alive():
            self._behind = threading.Thread(target=self._make, args=(as_of, rule), daemon=True)
            self._behind.start()

    def _make(self, as_of: date | None, rule: Rule) -> View:
        with self._making:
            version = self.version()
            found = self._found(version, as_of, rule)
            if found:
                return found
            started = self._clock()
            readings = self._read(version)
            moment = readings.moment(as_of)
            view = View(version, as_of, rule, readings.known(moment), self.catalog, tuple(readings.days))
            view.warm()
            self._keep((version, (moment, rule)), view)
            self._last[as_of, rule] = view
            self._cost = self._clock() - started
            return view

    def _read(self, version: int) -> Readings:
        if self._readings is None or self._readings.version != version:
            self._readings = Readings(version, list(self.store.all()))
        return self._readings

    def _keep(self, key: tuple[int, Key], view: View) -> None:
        self._kept[key] = view
        while len(self._kept) > KEPT:
            (_, (moment, rule)), _old = self._kept.popitem(last=False)
            self._last.pop((moment, rule), None)
