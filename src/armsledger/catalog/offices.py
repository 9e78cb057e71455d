"""Who held an office on a day: "the Turkish leader", "Ukraine's defence minister", "his German counterpart"."""

from __future__ import annotations

from functools import lru_cache

from armsledger.catalog.catalog import Catalog
from armsledger.catalog.cues import words
from armsledger.catalog.entries import Entry, EntryKind
from armsledger.catalog.pieces import key


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        key(p): tuple(o.strip() for o in offices.split(";"))
        for p, offices in words("offices", "phrase", "offices").items()
    }


def offices_in(phrase: str) -> tuple[str, ...]:
    """The offices that the longest office name in a phrase can mean; () where there is none."""
    run = key(phrase)
    spans = [(j - i, run[i:j]) for i in range(len(run)) for j in range(i + 1, len(run) + 1)]
    found = [(length, _phrases()[words_]) for length, words_ in spans if words_ in _phrases()]
    return max(found)[1] if found else ()


def holders(catalog: Catalog, state: str, offices: tuple[str, ...], day: str) -> list[Entry]:
    """The persons who held one of the offices of the state on the ISO day, in the order of `offices`."""
    return [
        person
        for office in offices
        for person in catalog.entries(EntryKind.PERSON)
        if any(t.office == office and t.state == state and t.holds_on(day) for t in person.tenures)
    ]


def holder(catalog: Catalog, state: str, offices: tuple[str, ...], day: str) -> Entry | None:
    """The one person meant, where only one is possible: a "leader" is both head of state and of government, or nobody."""
    found = {person.id: person for person in holders(catalog, state, offices, day)}
    return next(iter(found.values())) if len(found) == 1 else None


def offices_of(person: Entry, day: str) -> tuple[str, ...]:
    """The offices a person held on the ISO day: those of whom "counterpart" speaks."""
    return tuple(t.office for t in person.tenures if t.holds_on(day))
