"""A document cut into the pieces the encoder knows, in windows it can take in, each piece traceable to its token.

The vocabulary is that of uncased BERT (WordPiece: Wu et al. 2016, "Google's Neural Machine Translation System", 4.1); tokens
are spaCy's, so that a vector belongs to the same word as a parse.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from armsledger.reading.document import Document

LONGEST = 510
"""Pieces in a window, without the two marks around it: what the encoder has places for."""
BEFORE = 128
"""Pieces of the text before that a window repeats, so that its first words are read in context."""
MOST = 12
"""Pieces kept of one token; longer ones are addresses and the like."""
_CHUNK = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces by number, the kind of the token each comes from, and which pieces are whose."""

    pieces: list[int]
    kinds: list[int]
    owners: list[tuple[int, int, int]]
    """Token index, first and last piece of the tokens that this window speaks for."""


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Numbers of the pieces, in the order of the file."""
    text = (files("armsledger.reading") / "models" / "wordpieces.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.rstrip("\n").split("\n"))}


@lru_cache(maxsize=50_000)
def pieces(word: str) -> tuple[int, ...]:
    """The pieces of a token: the longest known beginning, then the longest known continuations."""
    known, found = vocabulary(), list[int]()
    for chunk in _CHUNK.findall(_folded(word)):
        found += _split(chunk, known)
    return tuple(found[:MOST]) or (known["[UNK]"],)


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def _split(chunk: str, known: dict[str, int]) -> list[int]:
    found, start = list[int](), 0
    while start < len(chunk):
        for end in range(len(chunk), start, -1):
            piece = ("##" if start else "") + chunk[start:end]
            if piece in known:
                found.append(known[piece])
                start = end
                break
        else:
            return [known["[UNK]"]]
    return found


def windows(document: Document, kinds: Sequence[int]) -> Iterator[Window]:
    """The document in windows that end with sentences where they can; every token is spoken for by one of them."""
    cut = [() if t.is_space else pieces(t.text) for t in document.doc]
    ends = {s.end for s in document.sentences}
    start = 0
    while start < len(cut):
        first = _first_before(cut, start)
        end = _end(cut, first, start, ends)
        yield _window(cut, kinds, first, start, end)
        start = end


def _first_before(cut: Sequence[tuple[int, ...]], start: int) -> int:
    room = BEFORE
    while start and len(cut[start - 1]) <= room:
        start -= 1
        room -= len(cut[start])
    return start


def _end(cut: Sequence[tuple[int, ...]], first: int, start: int, ends: set[int]) -> int:
    used = sum(len(cut[i]) for i in range(first, start))
    end, whole = start, start
    while end < len(cut) and used + len(cut[end]) <= LONGEST:
        used += len(cut[end])
        end += 1
        whole = end if end in ends else whole
    return whole if end < len(cut) and whole > start else max(end, start + 1)


def _window(cut: Sequence[tuple[int, ...]], kinds: Sequence[int], first: int, start: int, end: int) -> Window:
    known = vocabulary()
    out, types, owners = [known["[CLS]"]], [0], []
    for token in range(first, end):
        if token >= start:
            owners.append((token, len(out), len(out) + len(cut[token])))
        out += cut[token]
        types += [kinds[token]] * len(cut[token])
    return Window([*out, known["[SEP]"]], [*types, 0], owners)
