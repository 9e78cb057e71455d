"""Days as positions on a horizontal axis with year marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from armsledger.web.drawing.svg import line, words


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From `start` to `end` between the pixels `left` and `right`."""

    start: date
    end: date
    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[date], left: float, right: float) -> TimeAxis:
        """An axis over all days, with a margin of a twentieth."""
        known = sorted(days) or [date.today()]
        margin = timedelta(days=max(20, (known[-1] - known[0]).days // 20))
        return cls(_moved(known[0], -margin), _moved(known[-1], margin), left, right)

    def at(self, day: date) -> float:
        """The pixel of a day, kept inside the axis."""
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def marks(self, top: float, bottom: float) -> list[Markup]:
        """A line at the first day of each year (each quarter of a short axis), with its name below."""
        pieces: list[Markup] = []
        last = -1000.0
        for day, name in self._ticks():
            x = self.at(day)
            pieces.append(line(x, top, x, bottom, "grid"))
            if x - last > 44:
                pieces.append(words(x, bottom + 13, name, "tick", "middle"))
                last = x
        return pieces

    def _ticks(self) -> list[tuple[date, str]]:
        years = range(self.start.year, self.end.year + 1)
        if (self.end - self.start).days > 730:
            found = [(date(y, 1, 1), str(y)) for y in years]
        else:
            found = [(date(y, m, 1), f"{y}-{m:02}") for y in years for m in (1, 4, 7, 10)]
        return [(day, name) for day, name in found if self.start <= day <= self.end]


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
