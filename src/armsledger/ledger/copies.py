"""Which reports reprint which: containment of word n-grams, so that cut and re-headlined copies are found.

Wire copies share only about 30 % of their 3-grams by Jaccard (NEWS-COPY), so the shared part is measured against the
shorter text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from armsledger.model import Report

GRAM = 5
CONTAINED = 0.6
"""Share of the shorter text's n-grams that makes it a copy."""


def copies(reports: Iterable[Report]) -> list[list[str]]:
    """Groups of two or more report ids that reprint one text, each in order of publication, then id."""
    ordered = sorted(reports, key=lambda r: (str(r.published), r.id))
    grams = {r.id: _grams(r.text) for r in ordered}
    leader = {r.id: r.id for r in ordered}
    for one, other in _candidates(grams):
        small, large = sorted((grams[one], grams[other]), key=len)
        if small and len(small & large) / len(small) >= CONTAINED:
            _join(leader, one, other)
    groups: dict[str, list[str]] = defaultdict(list)
    for report in ordered:
        groups[_find(leader, report.id)].append(report.id)
    return sorted(group for group in groups.values() if len(group) > 1)


def _grams(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(zip(*(words[n:] for n in range(GRAM)), strict=False))


def _candidates(grams: dict[str, frozenset[tuple[str, ...]]]) -> list[tuple[str, str]]:
    """Pairs that share an n-gram, by an inverted index; n-grams in more than 50 texts are boilerplate."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id, found in grams.items():
        for gram in found:
            holders[gram].append(id)
    pairs = {
        (a, b) for held in holders.values() if 1 < len(held) <= 50 for n, a in enumerate(held) for b in held[n + 1 :]
    }
    return sorted(pairs)


def _find(leader: dict[str, str], id: str) -> str:
    while leader[id] != id:
        id = leader[id]
    return id


def _join(leader: dict[str, str], one: str, other: str) -> None:
    a, b = _find(leader, one), _find(leader, other)
    leader[b] = a
