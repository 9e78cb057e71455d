"""Short names of weapons that a report has introduced in full: "the Trekkers" after "AW109 Trekker helicopters".

A word of a system's name that means nothing by itself (Typhoon, Javelin, Sukhoi) names the system wherever the same report
names it in full; and a capitalised word before a class noun ("Dzik armoured cars") names a system the catalog doesn't know.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from armsledger.catalog import Catalog, Entry, EntryKind, Hit
from armsledger.catalog.tables import cell
from armsledger.model import Span
from armsledger.reading.document import Document

_WORD = re.compile(r"[A-Z][A-Za-zÀ-ÿ]{2,}")
COMMON = 8
"""A word in the names of more families than this names none of them: Super, Block, Light."""


def short_hits(document: Document, hits: list[Hit], catalog: Catalog) -> Iterator[tuple[Span, Entry]]:
    """Where the text takes up a system it names in full elsewhere by one word of its name."""
    taken = [Span(h.start, h.end) for h in hits]
    owners: dict[str, Entry] = {}
    for hit in hits:
        if hit.entry.kind == EntryKind.SYSTEM:
            for word in _words(catalog).get(hit.entry.id, ()):
                owners.setdefault(word, hit.entry)
    for word, entry in owners.items():
        for match in re.finditer(rf"\b{re.escape(word)}s?\b", document.text):
            span = Span(*match.span())
            if not any(span.overlaps(t) for t in taken):
                yield span, entry


@lru_cache(maxsize=2)
def _words(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The telling words in the names of each system, by its id."""
    found: dict[str, list[str]] = {}
    families: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for entry in catalog.entries(EntryKind.SYSTEM):
        row = catalog.row(entry)
        names = (entry.name, *cell(row, "aliases"), *cell(row, "ambiguous"))
        found[entry.id] = list(dict.fromkeys(w for name in names for w in _WORD.findall(name)))
        for word in found[entry.id]:
            if (word, entry.family or entry.id) not in seen:
                seen.add((word, entry.family or entry.id))
                families[word] += 1
    telling = {w for w, count in families.items() if count <= COMMON and _only_weapon(w, catalog)}
    return {id: tuple(w for w in words if w in telling) for id, words in found.items()}


def _only_weapon(word: str, catalog: Catalog) -> bool:
    return all(s.entry.kind == EntryKind.SYSTEM for s in catalog.find(word))


def unlisted_name(document: Document, klass: Span, taken: Iterable[Span]) -> Span | None:
    """The capitalised words right before a class noun that nothing else explains: Dzik in "600 Dzik armoured cars"."""
    tokens = document.tokens(klass)
    if tokens is None or document.paragraph_at(klass.start).kind == "headline":
        return None
    first = start = tokens[0].i
    while start > 0 and _names(document.doc[start - 1].text) and not document.doc[start - 1].is_sent_start:
        start -= 1
    if start == first:
        return None
    span = Span(document.doc[start].idx, document.doc[first - 1].idx + len(document.doc[first - 1].text))
    return None if any(span.overlaps(t) for t in taken) else span


def _names(word: str) -> bool:
    """Whether a word can be part of a name: it has a capital and is no month or day ("October cargo planes")."""
    return bool(re.fullmatch(r"[A-Z][\w-]*[a-z0-9][\w-]*", word)) and word.casefold() not in _CALENDAR


_CALENDAR = frozenset(name.casefold() for name in (*month_name, *day_name) if name)
