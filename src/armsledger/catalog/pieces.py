"""How names are cut into pieces so that spellings fall together: S-400, S 400 and S400 are all (s, 400)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import accumulate, chain

_PIECE = re.compile(r"[^\W\d_]+|\d+")
_ANY = re.compile(f"({_PIECE.pattern})")
_USUAL_GAPS = frozenset({"", " ", "-"})
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


MEMORY = 30_000
"""Of how many tokens the pieces are remembered."""
LONGEST = 60
"""Of how many characters a token may be to be remembered."""


class _Tokens(dict[str, tuple[str, ...]]):
    """What stands between two spaces, cut into pieces by turns with the gaps after them; most was met in texts before."""

    def __missing__(self, token: str) -> tuple[str, ...]:
        lead, *parts = _ANY.split(token)
        if lead or not parts:
            parts = ["", lead, *parts]
        parts[-1] += " "
        if len(self) >= MEMORY:
            self.clear()
        cut = tuple(parts)
        if len(token) <= LONGEST:
            self[token] = cut
        return cut


_MET = _Tokens()


class Cut:
    """A text cut into folded pieces and the gaps before them; before a word that begins with a mark stands an empty piece.

    A match for every word would cost more than all that is done with the words afterwards: hence the memory of tokens.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        steady = len(lower) == len(text)  # some letters grow: İ
        tokens = (lower if steady else text).replace(" .", "\n.").split(" ")  # Barrett .50 is one name
        parts = list(chain.from_iterable(map(_MET.__getitem__, tokens)))
        self.words = parts[::2]
        self.gaps = ["", *parts[1::2]]
        self.places = list(accumulate(map(len, parts), initial=0))
        """Start and end of each piece by turns."""
        if not text.isascii():
            self.words = [w if w.isascii() else fold(w) for w in self.words] if steady else list(map(fold, self.words))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different pieces of the text."""
        return frozenset(self.words)

    def start(self, number: int) -> int:
        """Where a piece begins."""
        return self.places[2 * number]

    def end(self, number: int) -> int:
        """Where a piece ends."""
        return self.places[2 * number + 1]

    def begins_word(self, number: int) -> bool:
        """Whether no letter or digit stands right before a piece."""
        gap = self.gaps[number]
        return gap == " " or not (gap[-1].isalnum() if gap else number)

    def is_one_name(self, first: int, last: int) -> bool:
        """Whether only gaps of one name lie between the pieces from `first` to before `last`."""
        between = self.gaps[first + 1 : last]
        return _USUAL_GAPS.issuperset(between) or all(map(_GAP.fullmatch, between))

    def number(self, place: int, low: int = 0) -> int:
        """The number of the first piece from `low` on that begins at or after a place."""
        return bisect_left(self.places, place, 2 * low, len(self.places)) + 1 >> 1

    def between(self, low: int, high: int) -> list[str]:
        """The pieces that begin between two places."""
        first = self.number(low)
        return list(filter(None, self.words[first : self.number(high, first)]))

    def run(self, low: int, high: int) -> str:
        """The pieces between two places with a space before and after each."""
        return f" {' '.join(self.between(low, high))} "


@lru_cache(maxsize=20_000)
def key(name: str) -> tuple[str, ...]:
    """The pieces of a name."""
    return tuple(piece for piece, _, _ in pieces(name))


_TOKENS = re.compile(r"[^\W\d_]+|\d+|[^\s\-]")


def gap_spellings(name: str) -> tuple[str, ...]:
    """A name with its hyphens and spaces written as they are, as hyphens, as spaces, and (with a digit) as nothing."""
    parts = [m[0] for m in _TOKENS.finditer(name)]
    closed = ("".join(parts),) if any(p.isdigit() for p in parts) else ()
    return (name, re.sub(r"[\s\-]+", "-", name), re.sub(r"[\s\-]+", " ", name), *closed)
