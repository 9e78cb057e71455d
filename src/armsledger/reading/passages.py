"""Passages between quotation marks, paragraph by paragraph; one that is left open runs to the paragraph's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armsledger.model import Span
from armsledger.reading.document import Document

_MARK = re.compile("''|[“”„«»\"]")
_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"', "”": "”", "''": "''"}
"""What closes a passage, by what opened it."""


def passages(document: Document) -> list[Span]:
    """All passages of a text with their marks, in order, none inside another."""
    return [p for paragraph in document.paragraphs for p in _inside(document.text, paragraph.span)]


def _inside(text: str, bounds: Span) -> Iterator[Span]:
    opened, mark = -1, ""
    for match in _MARK.finditer(text, bounds.start, bounds.end):
        at, found = match.span()[0], match[0]
        if opened < 0 and found in _CLOSING and _opens(text, match, bounds):
            opened, mark = at, found
        elif opened >= 0 and found in _CLOSING[mark]:
            yield Span(opened, match.end())
            opened = -1
    if opened >= 0 and opened < bounds.end - 1:
        yield Span(opened, bounds.end)


def _opens(text: str, mark: re.Match[str], bounds: Span) -> bool:
    """Whether a mark opens: a word follows it, and none stands right before it."""
    start, end = mark.span()
    follows = end < bounds.end and not text[end].isspace()
    return follows and (start == bounds.start or not text[start - 1].isalnum())


def around(quoted: list[Span], place: int) -> Span | None:
    """The passage that holds a character."""
    return next((p for p in quoted if p.start <= place < p.end), None)
