"""Short forms that a report introduces in brackets: "the Kosovo Liberation Army (KLA)", "Long-Range Rocket Launcher (LRL)".

The full form is found by Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical
text": every letter of the short form stands, in order, in the words before the bracket, its first one at a word's start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from armsledger.model import Span

_BRACKET = re.compile(r" \((?:the )?(?P<short>[A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9])\)")
_WORD = re.compile(r"\b(?!(?:of|the|for|and|de|del)\b)\w\S*")
"""A word that counts: at most twice as many as the short form has letters, and five more."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """The full form where it is introduced, and every place where the short form stands alone."""

    full: Span
    places: tuple[Span, ...]


def acronyms(text: str) -> Iterator[Acronym]:
    """The short forms that a text introduces, in the order of their brackets."""
    for match in _BRACKET.finditer(text):
        short, lines = match["short"], text[: match.start()].splitlines()
        full = _full_form(short, lines[-1] if lines else "")
        if full is not None:
            found = re.finditer(rf"(?<![\w-]){re.escape(short)}s?(?!-?\w)", text)
            yield Acronym(Span(match.start() - len(full), match.start()), tuple(Span(*m.span()) for m in found))


def _full_form(short: str, before: str) -> str | None:
    """The shortest end of the text that spells the short form out; None where it does not, or says nothing more."""
    words = list(_WORD.finditer(before))[-min(len(short) + 5, 2 * len(short)) :]
    inner, end = [c for c in short[1:] if c.isalnum()], len(before)
    for letter in reversed(inner):
        end = before.lower().rfind(letter.lower(), 0, max(0, end))
    if not words or end < words[0].start():
        return None
    starts = [
        m.start() for m in re.finditer(rf"(?<!\w){short[0]}", before[:end], re.I) if m.start() >= words[0].start()
    ]
    if not starts:
        return None
    capital = [at for at in starts if before[at] == short[0]]
    full = before[(capital or starts)[-1] :]
    return full if " " in full or "-" in full else None
