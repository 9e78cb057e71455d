"""Which reports reprint which: containment of word n-grams, so that cut and re-headlined copies are found.

Wire copies share only about 30 % of their 3-grams by Jaccard (NEWS-COPY), so the shared part is measured against the
shorter text, and a text that credits the other's publisher ("(Reuters)") needs to share less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from armsledger.catalog import fold
from armsledger.model import AnyClaim, Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grams = NDArray[np.int64]

GRAM = 5
CONTAINED = 0.6
"""Share of the shorter text's n-grams that makes it a copy."""
CREDITED = 0.35
"""The same, where one text credits the publisher of the other as its wire."""
OWN = 0.4
"""Share of n-grams that stand in no other text of its group, from which on a copy says something of its own."""
MANY = 50
"""The first so many texts that share an n-gram are compared with each other, later ones with the earliest only.

What two texts share so never depends on what comes later: the copies of a past day are those of a ledger of that day.
"""
AT_ONCE = 4_000_000
"""Pairs of texts held in memory before they are counted."""
EDGE = 160
"""Characters at either end of a text in which a wire is credited."""

REGISTERED = "register "
"""What the readers of register files are called by."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that reprints an earlier one; nothing is deleted, the edge says why it adds nothing."""

    report: str
    original: str
    edited: bool
    """Whether it adds text of its own."""
    reason: str


def copies(reports: Iterable[Report]) -> list[list[str]]:
    """Groups of two or more report ids that reprint one text, each in order of publication, then id."""
    groups: dict[str, list[str]] = defaultdict(list)
    for edge in edges(reports):
        groups[edge.original] = [*(groups[edge.original] or [edge.original]), edge.report]
    return sorted(groups.values())


def edges(reports: Iterable[Report]) -> list[Copy]:
    """Each copy with the earliest report of its text, in order of publication."""
    ordered = sorted(reports, key=lambda r: (str(r.published), r.id))
    grams = [_grams(r.text) for r in ordered]
    leader = list(range(len(ordered)))
    for one, other, share in _alike(grams):
        if share >= CONTAINED or _credits(ordered[one], ordered[other]):
            _join(leader, one, other)
    found = []
    for n, report in enumerate(ordered):
        first = _find(leader, n)
        if first != n:
            found.append(_edge(report, ordered[first], grams[n], grams[first]))
    return found


def reprintable(read: Sequence[tuple[Report, Sequence[AnyClaim]]]) -> list[Report]:
    """Reports that can reprint each other: rows of one register are alike without being copies."""
    return [report for report, claims in read if not any(c.reader.startswith(REGISTERED) for c in claims)]


def _edge(report: Report, original: Report, own: Grams, theirs: Grams) -> Copy:
    shared = _common(own, theirs)
    share = round(100 * shared / min(len(own), len(theirs)))
    credit = f", credits {original.publisher}" if _credits(report, original) else ""
    reason = f"shares {share} % of the shorter text's {GRAM}-word sequences with {original.id}{credit}"
    return Copy(report.id, original.id, (len(own) - shared) / len(own) >= OWN, reason)


def _grams(text: str) -> Grams:
    """Hashes of a text's n-grams, each once, in 8 bytes."""
    import numpy as np

    # Hashes of tuples of words differ between runs, but only their equality is looked at.
    words = re.findall(r"\w+", text.casefold())
    found = set(map(hash, zip(*(words[n:] for n in range(GRAM)), strict=False)))
    return np.fromiter(found, np.int64, len(found))


def _alike(grams: Sequence[Grams]) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts that share enough n-grams to be looked at, in order, with the share of the shorter text's."""
    import numpy as np

    if not grams:
        return
    sizes = np.array([len(found) for found in grams], dtype=np.int64)
    codes, shared = _counted(_pairs(grams, sizes))
    one, other = np.divmod(codes, len(grams))
    share = shared / np.minimum(sizes[one], sizes[other])
    near = share >= CREDITED
    yield from zip(one[near].tolist(), other[near].tolist(), share[near].tolist(), strict=True)


def _pairs(grams: Sequence[Grams], sizes: Grams) -> Iterator[Grams]:
    """Each pair of texts that share an n-gram, once for each that they share, as one number: earlier × texts + later."""
    import numpy as np

    texts, starts, lengths = _holders(grams, sizes)
    for length in np.unique(lengths[lengths > 1]).tolist():
        early, late = np.triu_indices(min(length, MANY), 1)
        alike = starts[lengths == length]
        step = max(1, AT_ONCE // (len(early) + length))
        for n in range(0, len(alike), step):
            # N-grams that equally many texts hold are taken at once: a row each, its texts in order.
            held = texts[alike[n : n + step, None] + np.arange(length)]
            yield (held[:, early] * len(grams) + held[:, late]).ravel()
            yield (held[:, :1] * len(grams) + held[:, MANY:]).ravel()


def _counted(parts: Iterable[Grams]) -> tuple[Grams, Grams]:
    """Each number once, in order, with how often it came."""
    import numpy as np

    empty = np.empty(0, np.int64)
    known, counts, waiting = empty, empty, [empty]
    for part in chain(parts, [None]):
        waiting += [] if part is None else [part]
        if part is None or sum(map(len, waiting)) > AT_ONCE:
            new, often = np.unique(np.concatenate(waiting), return_counts=True)
            known, place = np.unique(np.concatenate([known, new]), return_inverse=True)
            counts = np.bincount(place, np.concatenate([counts, often]), len(known)).astype(np.int64)
            waiting = [empty]
    return known, counts


def _holders(grams: Sequence[Grams], sizes: Grams) -> tuple[Grams, Grams, Grams]:
    """Texts by the n-gram they hold, in order; with where each n-gram's begin, and how many they are."""
    import numpy as np

    flat = np.concatenate(grams)
    order = np.argsort(flat, kind="stable")
    flat = flat[order]
    texts = np.repeat(np.arange(len(grams)), sizes)[order]
    starts = np.flatnonzero(np.r_[True, flat[1:] != flat[:-1]])
    return texts, starts, np.diff(np.r_[starts, len(flat)])


def _common(one: Grams, other: Grams) -> int:
    """How many n-grams two texts share."""
    return len(set(one.tolist()) & set(other.tolist()))


def _credits(one: Report, other: Report) -> bool:
    """Whether either text names the other's publisher where wires are credited: in brackets or behind a dash at an end."""
    return any(_credit(a.text, b.publisher) for a, b in ((one, other), (other, one)))


def _credit(text: str, publisher: str | None) -> bool:
    if not publisher:
        return False
    ends, bare = _ends(text), _folded(publisher)
    if bare not in ends:
        return False
    name = re.escape(bare)
    return re.search(rf"[(\[/–—-]\s*(?:source: |by )?{name}\b|\b{name}\s*[)\]/–—-]", ends) is not None


@lru_cache(maxsize=1024)
def _ends(text: str) -> str:
    """The beginning and the end of a text, where wires are credited."""
    return f"{fold(text[:EDGE])} … {fold(text[-EDGE:])}"


_folded = lru_cache(maxsize=16_384)(fold)


def _find(leader: list[int], n: int) -> int:
    while leader[n] != n:
        leader[n] = leader[leader[n]]
        n = leader[n]
    return n


def _join(leader: list[int], one: int, other: int) -> None:
    """The earlier text leads."""
    a, b = sorted((_find(leader, one), _find(leader, other)))
    leader[b] = a
