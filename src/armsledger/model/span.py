"""Where in a report something stands."""

from __future__ import annotations

from typing import NamedTuple, Self


class Span(NamedTuple):
    """Half-open range of code points in a report's immutable text.

    >>> Span(6, 10).of("armed drone") == "dron"
    True
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers."""
        return text[self.start : self.end]

    def fits(self, text: str) -> bool:
        """Whether the span is a non-empty range inside `text`."""
        return 0 <= self.start < self.end <= len(text)

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """The shortest span over both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def trimmed(self, text: str) -> Self:
        """The span without white space at its ends."""
        words = self.of(text)
        start = self.start + len(words) - len(words.lstrip())
        return type(self)(start, start + len(words.strip()))
