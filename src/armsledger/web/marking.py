"""A report's text cut into pieces at every edge of evidence and fields, so that overlapping words light up on their own.

A long text is shown in parts: no page grows with its report. The text is never anything but escaped text.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.model import AnyClaim, Report, Span
from armsledger.publish.reading_page import FIELDS, spans_of

PART = 40_000
"""Characters of a part."""
AROUND = 900
"""Characters shown before and after the words of one claim."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive characters with the same claims behind them."""

    start: int
    end: int
    text: str
    kinds: tuple[str, ...]
    """Kinds of the claims whose evidence it is; empty for plain text."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A field of a claim and the places of its words."""

    field: str
    value: str
    words: str
    spans: str


def parts(report: Report) -> int:
    """How many parts a report is shown in."""
    return max(1, -(-report.characters // PART))


def part_of(start: int) -> int:
    """Which part a character stands in, counted from 1."""
    return start // PART + 1


def window_of(report: Report, part: int) -> Span:
    """The characters of one part."""
    return Span((part - 1) * PART, min(part * PART, report.characters))


def around(report: Report, span: Span) -> Span:
    """Some text before and after some words, from and to a gap between words."""
    text, start, end = report.text, max(0, span.start - AROUND), min(report.characters, span.end + AROUND)
    start = text.find(" ", start, span.start) + 1 if start else 0
    end = text.rfind(" ", span.end, end) if end < report.characters and text.rfind(" ", span.end, end) > 0 else end
    return Span(start, end)


def pieces(report: Report, claims: Sequence[AnyClaim], window: Span) -> list[Piece]:
    """The pieces of a window, in order; together they are exactly its text."""
    near = [c for c in claims if any(span.overlaps(window) for span in spans_of(c))]
    edges = {window.start, window.end} | {edge for c in near for span in spans_of(c) for edge in span}
    ordered = sorted(edge for edge in edges if window.start <= edge <= window.end)
    evidence = [(c.evidence.span, c.kind.value) for c in near]
    found = []
    for start, end in itertools.pairwise(ordered):
        kinds = tuple(kind for place, kind in evidence if place.overlaps(Span(start, end)))
        found.append(Piece(start, end, report.text[start:end], kinds))
    return found


def pointers(report: Report, claim: AnyClaim) -> list[Pointer]:
    """The claim's fields, each with the words it was read from."""
    found = []
    for name in FIELDS:
        value = getattr(claim, name, None)
        if value is not None and (span := getattr(value, "span", None)):
            found.append(_pointer(report, name, _plain(value), [span]))
    found += [_pointer(report, name, str(getattr(claim, name, name)), [span]) for name, span in claim.cues]
    found += [_pointer(report, "source", s.name, [s.span]) for s in claim.sources if s.span]
    return found


def _pointer(report: Report, field: str, value: str, spans: Sequence[Span]) -> Pointer:
    words = " … ".join(" ".join(span.of(report.text).split()) for span in spans)
    return Pointer(field.replace("_", " "), value, words, " ".join(f"{s.start}-{s.end}" for s in spans))


def _plain(value: object) -> str:
    name = getattr(value, "name", None)
    interval = getattr(value, "interval", None)
    return str(name if name is not None else interval if interval is not None else value)
