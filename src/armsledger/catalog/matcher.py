"""Finds all names of the catalog in a text: longest first, whole words, capitals and context respected."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from armsledger.catalog.discourse import open_readings, settled
from armsledger.catalog.entries import EntryKind, Hit, Surface
from armsledger.catalog.pieces import Cut, key
from armsledger.catalog.shelf import Shelf
from armsledger.catalog.spellings import spellings

_SENTENCE_END = re.compile(r"[.!?\n](?:(?<=\n)|[\"'”’)]*\s+(?=[A-Z\"“(]))")
_PREFERRED = list(EntryKind)
_VARIANT_TAIL = re.compile(r"[A-Za-z0-9]{1,4}(?:[-/][A-Z0-9]{1,3})?\b")

_ALONE = (1,)
MEMORY = 100_000
"""Of how many spellings a matcher remembers the readings."""
Readings = tuple[int, ...]
"""Numbers of surfaces, best first."""


@dataclass(frozen=True, slots=True)
class Branch:
    """All names that begin with one piece."""

    names: dict[str, Readings]
    """Their readings by the pieces after the first, joined by spaces."""
    lengths: dict[str, tuple[int, ...]]
    """How many pieces those have whose second piece is the key, the longest first; 1 too where the first is a name by itself."""
    alone: tuple[int, ...]
    """(1,) where the first piece is a name by itself, else ()."""

    @classmethod
    def of(cls, packed: str) -> Branch:
        """A branch from the line it is kept as: tab-separated names, each with the numbers of its readings."""
        names: dict[str, Readings] = {}
        for part in packed.split("\t"):
            rest, _, numbers = part.partition("=")
            names[rest] = tuple(map(int, numbers.split(",")))
        alone = _ALONE if "" in names else ()
        counts: dict[str, set[int]] = {}
        for rest in names.keys() - {""}:
            counts.setdefault(rest.partition(" ")[0], set()).add(rest.count(" ") + 2)
        lengths = {second: (*sorted(found, reverse=True), *alone) for second, found in counts.items()}
        return cls(names, lengths, alone)


class Matcher:
    """All names by their first piece; the names of one piece are unpacked when it is first met."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        names: dict[str, list[int]] = {}
        for number, surface in enumerate(shelf.surfaces()):
            for text in dict.fromkeys(spellings(surface)):
                names.setdefault(" ".join(key(text)), []).append(number)
        names.pop("", None)
        packed: dict[str, list[str]] = {}
        for name, numbers in names.items():
            first, _, rest = name.partition(" ")
            packed.setdefault(first, []).append(f"{rest}={','.join(map(str, self._ranked(numbers)))}")
        self._packed = {first: "\t".join(parts) for first, parts in packed.items()}
        self._branches: dict[str, Branch | str] = dict(self._packed)  # unpacked when first met
        self._plain: dict[str, tuple[Surface, ...]] = {}  # answers that hang on no context
        self._read: dict[Readings, tuple[Surface, ...]] = {}

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
        names = self._branch(own[0]).names if own and own[0] in self._packed else {}
        found = [self._shelf.surface(n) for n in names.get(" ".join(own[1:]), ())]
        return sorted(found, key=lambda s: (_PREFERRED.index(s.entry.kind), key(s.entry.name) != own, bool(s.context)))

    def scan(self, text: str) -> Iterator[Hit]:
        """All names in the text, leftmost longest, without overlaps; each in its sentence's context, then in the whole text's.

        A hot loop (every report passes through it): hence the look-ups written out, so that most words cost one of them.
        """
        cut = Cut(text)
        words, gaps, places, around, free = cut.words, cut.gaps, cut.places, Sentences(cut), 0
        plain, beyond = self._plain, len(words) + 1
        words.append("")  # what follows the last word
        hits: list[Hit] = []
        for position, branch in enumerate(map(self._branches.get, words)):
            if branch is None:
                continue
            if isinstance(branch, str):
                branch = self._branch(words[position])
            possible = branch.lengths.get(words[position + 1], branch.alone)
            if not possible or position < free or (gaps[position] != " " and not cut.begins_word(position)):
                continue
            if len(possible) == 1 and (last := position + possible[0]) < beyond and gaps[last]:
                start, end = places[2 * position], places[2 * last - 1]
                known = plain.get(text[start:end])  # most names were met before and hang on no context
                if known is not None:
                    if known:
                        hits.append(Hit(start, end, known))
                        free = last
                    continue
            if found := self._longest(around, position, possible, branch.names):
                hit, free = found
                hits.append(hit)
        yield from settled(cut, hits, around.doubtful) if around.doubtful else hits

    def _branch(self, first: str) -> Branch:
        branch = self._branches[first]
        if isinstance(branch, str):
            self._branches[first] = branch = Branch.of(branch)
        return branch

    def _longest(
        self, around: Sentences, first: int, lengths: tuple[int, ...], names: dict[str, Readings]
    ) -> tuple[Hit, int] | None:
        cut = around.cut
        text, words, places = cut.text, cut.words, cut.places
        for length in lengths:
            last = first + length
            numbers = names.get(" ".join(words[first + 1 : last]) if length > 1 else "")
            if numbers and (length == 1 or cut.is_one_name(first, last)):
                start, end = places[2 * first], places[2 * last - 1]
                stop = word_end(text, end) if text[end : end + 1].isalnum() else end
                if stop and (
                    fitting := self._plain.get(text[start:stop]) or self._fitting(numbers, around, start, stop)
                ):
                    return Hit(start, stop, fitting), last if stop == end else cut.number(stop, last)
        return None

    def _surfaces(self, numbers: Readings) -> tuple[Surface, ...]:
        if numbers not in self._read:
            self._read[numbers] = tuple(map(self._shelf.surface, numbers))
        return self._read[numbers]

    def _fitting(self, numbers: Readings, around: Sentences, start: int, end: int) -> tuple[Surface, ...]:
        found = around.cut.text[start:end]
        cased = [s for s in self._surfaces(numbers) if _case_fits(s, found)]
        possible = [s for s in cased if not s.avoid or not around.beside(s.avoid, start, end)]
        fits = [s for s in possible if not s.context or _context_fits(s, around, start, end)]
        if not fits and (open_ := open_readings(possible)):
            around.doubtful.append(Hit(start, end, open_))
        if len(fits) > 1 and fits[1].context and fits[0].entry.kind == fits[1].entry.kind:
            fits.sort(key=lambda s: (_preference(s), around.distance(s.context, start, end)))
        # That a word is no name is kept for plain words alone: one with a tail (TB2s) may be another name's when it is met next.
        if (fits or found.isalpha()) and len(self._plain) < MEMORY and not any(s.context or s.avoid for s in cased):
            self._plain[found] = tuple(fits)
        return tuple(fits)

    def __getstate__(self) -> tuple[Shelf, str, str]:
        return self._shelf, "\n".join(self._packed), "\n".join(self._packed.values())

    def __setstate__(self, state: tuple[Shelf, str, str]) -> None:
        self._shelf, firsts, lines = state
        self._packed = dict(zip(firsts.split("\n"), lines.split("\n"), strict=True))
        self._branches, self._plain, self._read = dict(self._packed), {}, {}


class Sentences:
    """Roughly the sentences of a text, for context conditions; looked for only where a name needs one."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.doubtful: list[Hit] = []
        self._last = (0, 0)
        self._ends = [0, 0]
        self._words: list[str] = []

    def bounds(self, place: int) -> tuple[int, int]:
        """Where the sentence at a place begins and ends."""
        low, high = self._last
        if not low <= place < high:
            ends = self._ends_around(place)
            after = bisect_right(ends, place, hi=len(ends) - 1)
            self._last = low, high = ends[after - 1], ends[after]
            self._words = self.cut.between(low, high)
        return low, high

    def _ends_around(self, place: int) -> list[int]:
        """Where the sentences of the paragraph at a place end, its own begin and end too."""
        if not self._ends[0] <= place < self._ends[-1]:
            text = self.cut.text
            low, high = text.rfind("\n", 0, place) + 1, text.find("\n", place) + 1 or len(text)
            self._ends = [low, *(m.end() for m in _SENTENCE_END.finditer(text, low, high)), high]
        return self._ends

    def words(self, place: int) -> list[str]:
        """The pieces of the sentence at a place."""
        self.bounds(place)
        return self._words

    def distance(self, context: tuple[str, ...], start: int, end: int) -> int:
        """How many characters lie between a name and the nearest of its context words in the sentence."""
        low, high = self.bounds(start)
        before, after = self.cut.run(low, start), self.cut.run(end, high)
        left = [len(before) - at - len(word) for word in context if (at := before.rfind(word)) >= 0]
        right = [at for word in context if (at := after.find(word)) >= 0]
        return min([*left, *right], default=len(self.cut.text))

    def beside(self, words: tuple[str, ...], start: int, end: int) -> bool:
        """Whether one of the words, or two of them, stand right before or after a name."""
        first = self.cut.number(start)
        after = self.cut.number(end, first)
        left = list(filter(None, self.cut.words[max(0, first - 4) : first]))[-2:]
        right = list(filter(None, self.cut.words[after : after + 4]))[:2]
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


def _context_fits(surface: Surface, around: Sentences, start: int, end: int) -> bool:
    firsts, alone = _firsts(surface.context)
    sentence, own = around.words(start), key(around.cut.text[start:end])
    if firsts.isdisjoint(sentence):
        return False
    if alone.intersection(sentence).difference(own):
        return True
    words = f" {' '.join(sentence)} ".replace(f" {' '.join(own)} ", " ", 1)
    return any(word in words for word in surface.context)


@lru_cache(maxsize=2000)
def _firsts(context: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The first pieces of the context's words, and the words of one piece: with these most sentences need no closer look."""
    parts = [word.split() for word in context]
    return frozenset(p[0] for p in parts), frozenset(p[0] for p in parts if len(p) == 1)
