"""How names are cut into pieces so that spellings fall together: S-400, S 400 and S400 are all (s, 400)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PIECE = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s\-‐‑‒–/.'’]{0,2}")  # what may stand between the pieces of one name
_PLAIN = str.maketrans(
    {"ı": "i", "İ": "I", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae"}
)


Piece = tuple[str, int, int]
"""A folded run of letters or of digits, with its place."""


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def pieces(text: str) -> list[Piece]:
    """Folded runs of letters or of digits with their places in `text`."""
    lower = text.lower()
    if len(lower) != len(text):  # some letters grow: İ
        return [(fold(m[0]), m.start(), m.end()) for m in _PIECE.finditer(text)]
    found = [(m[0], *m.span()) for m in _PIECE.finditer(lower)]
    return found if text.isascii() else [(p if p.isascii() else fold(p), start, end) for p, start, end in found]


@lru_cache(maxsize=20_000)
def key(name: str) -> tuple[str, ...]:
    """The pieces of a name."""
    return tuple(piece for piece, _, _ in pieces(name))


def joined(text: str, end: int, start: int) -> bool:
    """Whether the gap between two pieces may lie inside a name."""
    return end == start or _GAP.fullmatch(text, end, start) is not None


_TOKENS = re.compile(r"[^\W\d_]+|\d+|[^\s\-]")


def gap_spellings(name: str) -> tuple[str, ...]:
    """A name with its hyphens and spaces written as they are, as hyphens, as spaces, and (with a digit) as nothing."""
    parts = [m[0] for m in _TOKENS.finditer(name)]
    closed = ("".join(parts),) if any(p.isdigit() for p in parts) else ()
    return (name, re.sub(r"[\s\-]+", "-", name), re.sub(r"[\s\-]+", " ", name), *closed)
