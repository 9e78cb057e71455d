"""How names are cut into pieces so that spellings fall together: S-400, S 400 and S400 are all (s, 400)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PIECE = re.compile(r"[^\W\d_]+|\d+")
_USUAL_GAPS = frozenset({" ", "-"})
_COMMON_PIECE = re.compile(
    "[a-zà-öø-ɏа-ӿ]+|[0-9]+"
)  # the same in a third of the time where the script is Latin or Cyrillic
_RARE = re.compile("[^\x00-©®°-¾×÷À-ʯЀ-ӿ‐-⁞€™]")
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


class Cut:
    """A text cut into folded pieces; their places are worked out only when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        steady = len(lower) == len(text)  # some letters grow: İ
        pattern = _PIECE if not steady or _RARE.search(lower) else _COMMON_PIECE
        self.matches = list(pattern.finditer(lower if steady else text))
        self.words = [m[0] for m in self.matches]
        if not text.isascii():
            self.words = [w if steady and w.isascii() else fold(w) for w in self.words]

    def is_one_name(self, first: int, last: int) -> bool:
        """Whether only gaps of one name lie between the pieces from `first` to before `last`."""
        end = self.matches[first].end()
        for number in range(first + 1, last):
            begin = self.matches[number].start()
            if not joined(self.text, end, begin):
                return False
            end = self.matches[number].end()
        return True

    def after(self, number: int, end: int) -> int:
        """The number of the first piece from `number` on that begins at or after a place."""
        while number < len(self.matches) and self.matches[number].start() < end:
            number += 1
        return number


@lru_cache(maxsize=20_000)
def key(name: str) -> tuple[str, ...]:
    """The pieces of a name."""
    return tuple(piece for piece, _, _ in pieces(name))


def joined(text: str, end: int, start: int) -> bool:
    """Whether the gap between two pieces may lie inside a name."""
    return end == start or text[end:start] in _USUAL_GAPS or _GAP.fullmatch(text, end, start) is not None


_TOKENS = re.compile(r"[^\W\d_]+|\d+|[^\s\-]")


def gap_spellings(name: str) -> tuple[str, ...]:
    """A name with its hyphens and spaces written as they are, as hyphens, as spaces, and (with a digit) as nothing."""
    parts = [m[0] for m in _TOKENS.finditer(name)]
    closed = ("".join(parts),) if any(p.isdigit() for p in parts) else ()
    return (name, re.sub(r"[\s\-]+", "-", name), re.sub(r"[\s\-]+", " ", name), *closed)
