"""What the rest of a text says of names that their own sentence leaves open: one sense a text.

A report names "Eurofighter Typhoon jets" once and goes on with "the 72 Typhoons"; each sentence alone would let most of these
go (Gale, Church and Yarowsky 1992, "One Sense per Discourse").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cached_property, lru_cache

from armsledger.catalog.entries import EntryKind, Hit, Surface
from armsledger.catalog.pieces import Cut

MANY = 3
"""Systems named for sure from which on a text is about weapons."""
_COUNTED = re.compile(
    r"(?:\b(?:an?|the|its|their|his|her|our|these|those|more|few|dozens?|hundreds|second|pair of|batch of|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|used|new|old(?:er)?|[\w-]+-(?:hand|made|built))"
    r"|\d)\s+$",
    re.IGNORECASE,
)


def settled(cut: Cut, hits: Sequence[Hit], doubtful: Iterable[Hit]) -> list[Hit]:
    """All hits in order: those sure by themselves, and the doubtful ones that the rest of the text makes sure.

    A doubtful name is one whose context words its sentence lacks. It is taken as the system that the text names for sure
    elsewhere; else, where it is counted or has an article, as the one whose context words stand elsewhere in the text; and in the
    plural, among many other systems, as one of them.
    """
    sure = {entry.id for _, _, surfaces in hits if (entry := surfaces[0].entry).kind is EntryKind.SYSTEM}
    text, starts = _Rest(cut, sure), [h.start for h in hits]
    found = list(hits)
    for hit in doubtful:
        before = bisect_left(starts, hit.end)  # hits don't overlap: only the last one before its end can
        taken = before and hits[before - 1].end > hit.start
        if not taken and (fitting := text.readings(hit)):
            found.append(Hit(hit.start, hit.end, fitting))
    return sorted(found, key=lambda h: h.start) if len(found) > len(hits) else found


class _Rest:
    """The whole text as context of one name."""

    def __init__(self, cut: Cut, sure: Set[str]) -> None:
        self._cut = cut
        self._text = cut.text
        self._sure = sure

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(self._cut.words)

    def readings(self, hit: Hit) -> tuple[Surface, ...]:
        """Those of a doubtful name's readings that the text bears out, the best first."""
        if named := tuple(s for s in hit.surfaces if s.entry.id in self._sure):
            return named
        plural = self._text[hit.end - 1] == "s" and not any(s.text.endswith("s") for s in hit.surfaces)
        if not self._sure or not (plural or _COUNTED.search(self._text[max(0, hit.start - 24) : hit.start])):
            return ()
        enough = plural and len(self._sure) >= MANY
        borne_out = [s for s in hit.surfaces if enough or not self._cut.vocabulary.isdisjoint(_bare(s.context))]
        return tuple(sorted(borne_out, key=self._support, reverse=True) if len(borne_out) > 1 else borne_out)

    def _support(self, surface: Surface) -> int:
        return sum(self._words[word] for word in _bare(surface.context))


@lru_cache(maxsize=2000)
def _bare(context: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.strip() for word in context)


def open_readings(surfaces: Iterable[Surface]) -> tuple[Surface, ...]:
    """The systems among the readings that failed only for want of context words."""
    return tuple(s for s in surfaces if s.entry.kind == EntryKind.SYSTEM and s.context)
