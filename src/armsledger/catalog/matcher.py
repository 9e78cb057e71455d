"""Finds all names of the catalog in a text: longest first, whole words, capitals and context respected."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from armsledger.catalog.entries import EntryKind, Hit, Surface
from armsledger.catalog.pieces import Piece, joined, key, pieces

Trie = dict[str, "Trie | list[Surface]"]
_END = ""  # key under which a node keeps its surfaces; no piece is empty
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“(])|\n")
_PREFERRED = list(EntryKind)
_VARIANT_TAIL = re.compile(r"[A-Za-z0-9]{1,4}(?:[-/][A-Z0-9]{1,3})?\b")


class Matcher:
    """A trie over the pieces of all names."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        self._root: Trie = {}
        self.surfaces = tuple(surfaces)
        for surface in self.surfaces:
            for text in spellings(surface):
                self._insert(key(text), surface)

    def _insert(self, name: tuple[str, ...], surface: Surface) -> None:
        node = self._root
        for piece in name:
            node = node.setdefault(piece, {})  # type: ignore[assignment]
        known: list[Surface] = node.setdefault(_END, [])  # type: ignore[assignment]
        if surface not in known:
            known.append(surface)

    def find(self, name: str) -> list[Surface]:
        """The surfaces spelled exactly so, whatever case and context."""
        node = self._root
        for piece in key(name):
            step = node.get(piece)
            if not isinstance(step, dict):
                return []
            node = step
        return sorted(node.get(_END, []), key=_preference)  # type: ignore[arg-type]

    def scan(self, text: str) -> Iterator[Hit]:
        """All names in the text, leftmost longest, without overlaps.

        A hot loop (every report passes through it): hence the inlined walk.
        """
        run, first, around = pieces(text), self._root, Sentences(text)
        free = 0
        for position, (piece, start, _) in enumerate(run):
            if piece in first and position >= free and not (start and text[start - 1].isalnum()):
                hit, used = self._longest(around, run, position)
                free = position + used
                if hit:
                    yield hit

    def _longest(self, around: Sentences, run: list[Piece], first: int) -> tuple[Hit | None, int]:
        text, (piece, start, end) = around.text, run[first]
        node, last, found = self._root.get(piece), first, []
        while isinstance(node, dict):
            if _END in node:
                found.append((last, node[_END]))
            last += 1
            if last == len(run) or run[last][0] not in node or not joined(text, end, run[last][1]):
                break
            node, end = node[run[last][0]], run[last][2]
        for last, surfaces in reversed(found):
            stop = word_end(text, run[last][2])
            if stop and (fitting := _fitting(surfaces, around, start, stop)):  # type: ignore[arg-type]
                return Hit(start, stop, fitting), _pieces_until(run, last, stop) - first
        return None, 1


class Sentences:
    """Roughly the sentences of a text, for context conditions; each is cut into pieces only once, when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces: dict[int, str] = {}

    @cached_property
    def _ends(self) -> list[int]:
        return [m.end() for m in _SENTENCE_END.finditer(self.text)]

    def around(self, place: int) -> str:
        """The pieces of the sentence at a place, with a space before and after each."""
        number = bisect_right(self._ends, place)
        if number not in self._pieces:
            low, high = ([0, *self._ends][number], [*self._ends, len(self.text)][number])
            self._pieces[number] = f" {' '.join(p for p, _, _ in pieces(self.text[low:high]))} "
        return self._pieces[number]


def _pieces_until(run: list[Piece], last: int, end: int) -> int:
    while last < len(run) and run[last][1] < end:
        last += 1
    return last


def word_end(text: str, end: int) -> int | None:
    """Where the word that a name ends in ends: with a plural s or a variant's tail (T-72 in T-72B3); else None."""
    if end == len(text) or not text[end].isalnum():
        return end
    if text[end] == "s" and (end + 1 == len(text) or not text[end + 1].isalnum()):
        return end + 1
    tail = _VARIANT_TAIL.match(text, end)
    return tail.end() if tail and text[end - 1].isdigit() else None


def _fitting(surfaces: list[Surface], around: Sentences, start: int, end: int) -> tuple[Surface, ...]:
    found = around.text[start:end]
    fits = [s for s in surfaces if _case_fits(s, found) and _context_fits(s, around, start, end)]
    return tuple(sorted(fits, key=_preference)) if len(fits) > 1 else tuple(fits)


def _preference(surface: Surface) -> tuple[int, int]:
    return (not surface.context, _PREFERRED.index(surface.entry.kind))


def _case_fits(surface: Surface, found: str) -> bool:
    name = surface.text
    if name.isupper() and len(name) <= 5 and name.isalpha():
        return found.rstrip("s").isupper()
    if surface.caseless:
        return True
    return not name[0].isupper() or found[0].isupper()


def _context_fits(surface: Surface, around: Sentences, start: int, end: int) -> bool:
    if surface.avoid and _beside(surface.avoid, around.text, start, end):
        return False
    if not surface.context:
        return True
    own = f" {' '.join(key(around.text[start:end]))} "
    words = around.around(start).replace(own, " ", 1)
    return any(word in words for word in surface.context)


def _beside(words: tuple[str, ...], text: str, start: int, end: int) -> bool:
    before = [p for p, _, _ in pieces(text[max(0, start - 40) : start])][-2:]
    after = [p for p, _, _ in pieces(text[end : end + 40])][:2]
    return any(
        word in before[-1:] or word in after[:1] or tuple(key(word)) in (tuple(before), tuple(after)) for word in words
    )


def spellings(surface: Surface) -> Iterator[str]:
    """A name as written, in American spelling, and in the plural where it is a common noun or a demonym."""
    for text in {surface.text, american(surface.text)}:
        yield text
        if surface.caseless or surface.manner == "demonym":
            yield plural(text)
        elif surface.entry.kind == EntryKind.SYSTEM and text[-1].isalpha():
            yield text + "s"


def american(text: str) -> str:
    """The American spelling of the words that arms reports spell both ways."""
    return text.replace("efence", "efense").replace("rmour", "rmor").replace("alibre", "aliber")


def plural(noun: str) -> str:
    """The regular English plural of a noun or noun phrase."""
    if noun.endswith(("craft", "ese", "personnel", "equipment", "ammunition", "ware", "materiel", "s")):
        return noun
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("x", "ch", "sh")) else "s")
