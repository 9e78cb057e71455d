"""Finds all names of the catalog in a text: longest first, whole words, capitals and context respected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armsledger.catalog.discourse import open_readings, settled
from armsledger.catalog.entries import EntryKind, Hit, Surface
from armsledger.catalog.pieces import Cut, key
from armsledger.catalog.shelf import Shelf
from armsledger.catalog.spellings import spellings

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“(])|\n")
_PREFERRED = list(EntryKind)
_VARIANT_TAIL = re.compile(r"[A-Za-z0-9]{1,4}(?:[-/][A-Z0-9]{1,3})?\b")

_ALONE = (1,)
MEMORY = 100_000
"""Of how many spellings a matcher remembers the readings."""
Readings = tuple[int, ...]
"""Numbers of surfaces, best first."""


class Matcher:
    """All names by their pieces, and which lengths names with the same first two pieces have."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        names: dict[str, list[int]] = {}
        for number, surface in enumerate(shelf.surfaces()):
            for text in dict.fromkeys(spellings(surface)):
                names.setdefault(" ".join(key(text)), []).append(number)
        names.pop("", None)
        ranked = {name: self._ranked(numbers) for name, numbers in names.items()}
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._names = {name: shared.setdefault(numbers, numbers) for name, numbers in ranked.items()}
        self._lengths = {pair: shared.setdefault(found, found) for pair, found in _lengths(names).items()}
        self._starts = {name.partition(" ")[0] for name in names}
        self._plain: dict[str, tuple[Surface, ...]] = {}  # answers that hang on no context

    def _ranked(self, numbers: list[int]) -> Readings:
        """Numbers of the surfaces, best first, one of several with which the same entry is read under the same conditions."""
        chosen: dict[tuple[object, ...], int] = {}
        for number in numbers:
            s = self._shelf.surface(number)
            chosen.setdefault((id(s.entry), s.manner, s.context, s.avoid, s.caseless, s.text.isupper()), number)
        return tuple(sorted(chosen.values(), key=lambda n: (_preference(self._shelf.surface(n)), n)))

    def find(self, name: str) -> list[Surface]:
        """The surfaces spelled exactly so, whatever case and context; those first whose entry is named just so, without conditions."""
        own = key(name)
        found = [self._shelf.surface(n) for n in self._names.get(" ".join(own), ())]
        return sorted(found, key=lambda s: (_PREFERRED.index(s.entry.kind), key(s.entry.name) != own, bool(s.context)))

    def scan(self, text: str) -> Iterator[Hit]:
        """All names in the text, leftmost longest, without overlaps; each in its sentence's context, then in the whole text's.

        A hot loop (every report passes through it): hence the look-ups written out, so that most words cost one of them.
        """
        cut, names, starts, lengths = Cut(text), self._names, self._starts, self._lengths
        words, around, free = cut.words, Sentences(cut), 0
        words.append("")  # what follows the last word
        hits: list[Hit] = []
        for position, word in enumerate(words):
            if word in starts and position >= free:
                possible = lengths.get(f"{word} {words[position + 1]}") or (_ALONE if word in names else None)
                if possible and (found := self._longest(around, position, possible)):
                    hit, free = found
                    hits.append(hit)
        yield from settled(cut, hits, around.doubtful) if around.doubtful else hits

    def _longest(self, around: Sentences, first: int, lengths: tuple[int, ...]) -> tuple[Hit, int] | None:
        cut = around.cut
        if not cut.begins_word(first):
            return None
        words, start = cut.words, cut.start(first)
        for length in lengths:
            last = first + length
            numbers = self._names.get(words[first] if length == 1 else " ".join(words[first:last]))
            if numbers and (length == 1 or cut.is_one_name(first, last)):
                end = cut.end(last - 1)
                stop = word_end(cut.text, end)
                if stop and (fitting := self._fitting(numbers, around, start, stop)):
                    return Hit(start, stop, fitting), last if stop == end else cut.number(stop, last)
        return None

    def _fitting(self, numbers: Readings, around: Sentences, start: int, end: int) -> tuple[Surface, ...]:
        found = around.cut.text[start:end]
        if known := self._plain.get(found):
            return known
        surfaces = [self._shelf.surface(n) for n in numbers]
        possible = [s for s in surfaces if _case_fits(s, found) and not _avoided(s, around, start, end)]
        fits = [s for s in possible if _context_fits(s, around, start, end)]
        if not fits and (open_ := open_readings(possible)):
            around.doubtful.append(Hit(start, end, open_))
        if len(fits) > 1 and fits[1].context and fits[0].entry.kind == fits[1].entry.kind:
            fits.sort(key=lambda s: (_preference(s), around.distance(s.context, start, end)))
        if fits and len(self._plain) < MEMORY and not any(s.context or s.avoid for s in surfaces):
            self._plain[found] = tuple(fits)
        return tuple(fits)

    def __getstate__(self) -> dict[str, object]:
        return self.__dict__ | {"_plain": {}}


def _lengths(names: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    """How many pieces the names have that begin with the same two, the longest first; 1 where the first is a name by itself."""
    found: dict[str, set[int]] = {}
    for name in names:
        parts = name.split(" ")
        if len(parts) > 1:
            found.setdefault(f"{parts[0]} {parts[1]}", set()).add(len(parts))
    return {
        pair: (*sorted(lengths, reverse=True), *(_ALONE if pair.partition(" ")[0] in names else ()))
        for pair, lengths in found.items()
    }


class Sentences:
    """Roughly the sentences of a text, for context conditions; looked for only where a name needs one."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.doubtful: list[Hit] = []
        self._last = (0, 0)
        self._run = ""

    def bounds(self, place: int) -> tuple[int, int]:
        """Where the sentence at a place begins and ends; looked for from the place on, since few names need it."""
        low, high = self._last
        if not low <= place < high:
            text = self.cut.text
            after = _SENTENCE_END.search(text, place)
            self._last = low, high = self._begin(place), after.end() if after else len(text)
            self._run = self.cut.run(low, high)
        return low, high

    def _begin(self, place: int, back: int = 300) -> int:
        start = max(0, place - back)
        ends = [m.end() for m in _SENTENCE_END.finditer(self.cut.text, start, place + 1) if m.end() <= place]
        return ends[-1] if ends else self._begin(place, 4 * back) if start else 0

    def around(self, place: int) -> str:
        """The pieces of the sentence at a place, with a space before and after each."""
        self.bounds(place)
        return self._run

    def distance(self, context: tuple[str, ...], start: int, end: int) -> int:
        """How many characters lie between a name and the nearest of its context words in the sentence."""
        low, high = self.bounds(start)
        before, after = self.cut.run(low, start), self.cut.run(end, high)
        left = [len(before) - at - len(word) for word in context if (at := before.rfind(word)) >= 0]
        right = [at for word in context if (at := after.find(word)) >= 0]
        return min([*left, *right], default=len(self.cut.text))

    def beside(self, words: tuple[str, ...], start: int, end: int) -> bool:
        """Whether one of the words, or two of them, stand right before or after a name."""
        first, after = self.cut.number(start), self.cut.number(end)
        left, right = self.cut.words[max(0, first - 2) : first], self.cut.words[after : after + 2]
        near = {*left[-1:], *right[:1], " ".join(left), " ".join(right)}
        return not near.isdisjoint(words)


def word_end(text: str, end: int) -> int | None:
    """Where the word that a name ends in ends: with a plural s or a variant's tail (T-72 in T-72B3); else None."""
    if end == len(text) or not text[end].isalnum():
        return end
    if text[end] == "s" and (end + 1 == len(text) or not text[end + 1].isalnum()):
        return end + 1
    tail = _VARIANT_TAIL.match(text, end)
    return tail.end() if tail and text[end - 1].isdigit() else None


def _preference(surface: Surface) -> tuple[bool, int]:
    return (not surface.context, _PREFERRED.index(surface.entry.kind))


def _case_fits(surface: Surface, found: str) -> bool:
    name = surface.text
    if name.isupper() and len(name) <= 5 and name.isalpha():
        return found.rstrip("s").isupper()
    if surface.caseless:
        return True
    if found[-1] == "s" and name[-1] == "S" and name[-2:-1].isdigit():
        return False  # MiG-29s are several of a type, no MiG-29S
    return not name[0].isupper() or found[0].isupper()


def _avoided(surface: Surface, around: Sentences, start: int, end: int) -> bool:
    return bool(surface.avoid) and around.beside(surface.avoid, start, end)


def _context_fits(surface: Surface, around: Sentences, start: int, end: int) -> bool:
    if not surface.context:
        return True
    own = f" {' '.join(key(around.cut.text[start:end]))} "
    words = around.around(start).replace(own, " ", 1)
    return any(word in words for word in surface.context)
