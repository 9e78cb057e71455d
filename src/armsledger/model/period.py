"""Dates as intervals with a precision."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from armsledger.model.span import Span
from armsledger.model.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both days included; None is an open end.

    >>> Period.month(2021, 10).end
    datetime.date(2021, 10, 31)
    """

    start: date | None
    end: date | None
    precision: Precision = Precision.RANGE
    text: str | None = None
    """The words it was read from."""
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"period {self.start}..{self.end} ends before it starts: give the earlier day first")

    @classmethod
    def day(cls, when: date) -> Self:
        """One day."""
        return cls(when, when, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), Precision.MONTH)

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)

    @classmethod
    def week_of(cls, when: date) -> Self:
        """The week, Monday to Sunday, that `when` lies in (ISO 8601)."""
        monday = when - timedelta(days=when.weekday())
        return cls(monday, monday + timedelta(days=6), Precision.WEEK)

    def read_from(self, span: Span, text: str) -> Self:
        """The same period, grounded in `span` of a report's `text`."""
        return replace(self, span=span, text=span.of(text))

    def meets(self, other: Period) -> bool:
        """Whether some day lies in both."""
        return not (_after(self.start, other.end) or _after(other.start, self.end))

    def __and__(self, other: Period) -> Period:
        """The days in both, with the finer precision. Raises ValueError where there are none: ask `meets` first."""
        starts = [d for d in (self.start, other.start) if d]
        ends = [d for d in (self.end, other.end) if d]
        fine = other.precision if self.precision.coarser(other.precision) == self.precision else self.precision
        return Period(max(starts, default=None), min(ends, default=None), fine)

    def __or__(self, other: Period) -> Period:
        """The hull of both, with the coarser precision; an open end stays open."""
        start = min(self.start, other.start) if self.start and other.start else None
        end = max(self.end, other.end) if self.end and other.end else None
        return Period(start, end, self.precision.coarser(other.precision))

    def __str__(self) -> str:
        if self.start is None and self.end is None:
            return "?"
        if self.start is None:
            return f"by {self.end}"
        if self.end is None:
            return f"from {self.start}"
        return self._short(self.start, self.end)

    def _short(self, start: date, end: date) -> str:
        if start == end:
            return start.isoformat()
        if Period.month(start.year, start.month)._days() == (start, end):
            return f"{start:%Y-%m}"
        if Period.year(start.year)._days() == (start, end):
            return f"{start.year}"
        return f"{start} to {end}"

    def _days(self) -> tuple[date | None, date | None]:
        return self.start, self.end


def _after(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start > end
