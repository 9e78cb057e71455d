"""Closed integer intervals with open ends: what vague numbers mean and how numbers combine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Interval:
    """All counts from `min` to `max`; None is an open end. [None, None] says nothing.

    >>> Interval(24, None) & Interval(None, 40)
    Interval(min=24, max=40)
    """

    min: int | None
    max: int | None

    def __post_init__(self) -> None:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"interval [{self.min}, {self.max}] is upside down: give the smaller number first")

    @classmethod
    def exactly(cls, number: int) -> Self:
        """The interval of one number."""
        return cls(number, number)

    @property
    def exact(self) -> bool:
        """Whether only one number is possible."""
        return self.min is not None and self.min == self.max

    @property
    def empty_handed(self) -> bool:
        """Whether neither end is known."""
        return self.min is None and self.max is None

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return not (_above(self.min, other.max) or _above(other.min, self.max))

    def __contains__(self, number: int) -> bool:
        return not (_above(self.min, number) or _above(number, self.max))

    def __and__(self, other: Interval) -> Interval:
        """The numbers in both. Raises ValueError where there are none: ask `meets` first."""
        lows = [n for n in (self.min, other.min) if n is not None]
        highs = [n for n in (self.max, other.max) if n is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    def __or__(self, other: Interval) -> Interval:
        """The hull of both; an open end stays open."""
        low = None if self.min is None or other.min is None else min(self.min, other.min)
        high = None if self.max is None or other.max is None else max(self.max, other.max)
        return Interval(low, high)

    def __add__(self, other: Interval) -> Interval:
        """Sums of one number of each. A missing lower end counts as none, a missing upper end stays open."""
        low = None if self.min is None and other.min is None else (self.min or 0) + (other.min or 0)
        high = None if self.max is None or other.max is None else self.max + other.max
        return Interval(low, high)

    def opened(self) -> Interval:
        """The same lower end with nothing said about more."""
        return Interval(self.min, None)

    def __str__(self) -> str:
        if self.exact:
            return f"{self.min:,}"
        if self.empty_handed:
            return "?"
        if self.max is None:
            return f"≥ {self.min:,}"
        return f"≤ {self.max:,}" if self.min is None else f"{self.min:,}–{self.max:,}"


def _above(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high
