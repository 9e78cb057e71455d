"""The catalog as one object: look-ups by name and id, and the scan of a text."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import cast

from armsledger.catalog import tables
from armsledger.catalog.cache import compiled
from armsledger.catalog.entries import Entry, EntryKind, Hit, Manner, Surface
from armsledger.catalog.matcher import Matcher
from armsledger.catalog.pieces import fold, gap_spellings, key
from armsledger.catalog.shelf import Shelf
from armsledger.catalog.spellings import has_calibre, rewritings
from armsledger.model import CatalogError


class Catalog:
    """Everything known beforehand, read from one or more data folders; a later folder's entry replaces an earlier's."""

    def __init__(self, *folders: Path) -> None:
        known = {(entry.kind, entry.id): (entry, row) for entry, row in tables.load(folders)}
        words = tables.contexts(folders)
        self._shelf = Shelf(
            [entry for entry, _ in known.values()],
            (s for entry, row in known.values() for s in tables.surfaces(entry, row, words)),
        )
        self._matcher = Matcher(self._shelf)
        self._rows = pickle.dumps({f"{kind} {id}": row for (kind, id), (_, row) in known.items()}, -1)

    def entries(self, kind: EntryKind | None = None) -> Iterator[Entry]:
        """All entries, or those of one kind."""
        return self._shelf.entries(kind)

    def get(self, kind: EntryKind, id: str) -> Entry | None:
        """The entry with that id."""
        return self._shelf.find(kind, id)

    def row(self, entry: Entry) -> tables.Row:
        """The table row of an entry, by column."""
        return _unpacked(self._rows)[f"{entry.kind} {entry.id}"]

    def surfaces(self) -> Iterator[Surface]:
        """All names of all entries, in the tables' order."""
        return self._shelf.surfaces()

    def scan(self, text: str) -> Iterator[Hit]:
        """All known names in a text, leftmost longest."""
        return self._matcher.scan(text)

    def find(self, name: str) -> list[Surface]:
        """All readings of a name, whatever case and context.

        A designation that is not known as it stands is looked up without calibre, remarks, the other side of a slash, trailing
        words and the tail of a variant ("M-109A5Ö 155mm", "Mi-8MT/Mi-17"); such readings are systems only.
        """
        return self._exact(name) or self._part(name) or self._rewritten(name)

    def lookup(self, name: str) -> list[Surface]:
        """As `find`, and where that finds nothing, systems whose name begins or ends so: Searcher for IAI Searcher."""
        return self.find(name) or self._ends(name)

    def _exact(self, name: str) -> list[Surface]:
        """Readings of the name as it stands, then the systems for which a class word must be added: HQ-9 missile for HQ-9."""
        found = self._matcher.find(name)
        if not any(s.entry.kind == EntryKind.SYSTEM for s in found):
            return found
        known = {s.entry.id for s in found}
        more = [s for s in self._ends(name) if s.entry.id not in known and self._is_class(s.text, name)]
        return found + list({s.entry.id: s for s in reversed(more)}.values())

    def _is_class(self, longer: str, name: str) -> bool:
        own, whole = key(name), key(longer)
        rest = " ".join(whole[len(own) :])
        return whole[: len(own)] == own and any(s.entry.kind == EntryKind.CLASS for s in self._matcher.find(rest))

    def _rewritten(self, name: str) -> list[Surface]:
        calibre = has_calibre(name)
        for text in rewritings(name):
            found = [s for s in self._matcher.find(text) if s.entry.kind == EntryKind.SYSTEM]
            if found := [s for s in found if not calibre or has_barrel(s.entry)]:
                return found
        return []

    def _ends(self, name: str) -> list[Surface]:
        """Systems with a name that begins or ends with this one: Searcher for IAI Searcher, PZL-130 for PZL-130 Orlik."""
        wanted = key(name)
        found = _by_ends(self).get(wanted, ()) if len("".join(wanted)) > 2 else ()
        return [self._shelf.surface(number) for number in found]

    def _part(self, name: str) -> list[Surface]:
        """Readings as a class, where the last word says that it is a part of a known system: Leopard-1 turret, Arthur radar."""
        system, _, last = name.rpartition(" ")
        classes = [s for s in self._matcher.find(last) if s.entry.kind == EntryKind.CLASS]
        known = (
            system and classes and next((s.entry for s in self.find(system) if s.entry.kind == EntryKind.SYSTEM), None)
        )
        if known and classes[0].entry.id in PARTS:
            return classes
        return []

    def readings(self, name: str, context: str | None = None) -> list[Surface]:
        """All readings of a name; given the sentence it stands in, only those that this context lets stand."""
        if context is None:
            return self.lookup(name)
        text = context if name in context else f"{name} {context}"
        place = text.find(name)
        return [s for h in self.scan(text) if h.start <= place < h.end for s in h.surfaces]

    def vocabulary(self) -> list[bytes]:
        """Weapon names that mean nothing else, as UTF-8 in all spellings of their gaps, sorted: for filters over raw bytes.

        Left out is what would let most pages through: names that need a context, those of under four characters, and common nouns
        of one short word (tank, mine, round) or of no armament (training, spare part).
        """
        found: set[str] = set()
        for surface in self.surfaces():
            if not surface.context and len(surface.text) > 3 and _tells(surface):
                found |= set(gap_spellings(surface.text))
        return sorted(text.encode() for text in found)

    def item(self, name: str) -> Entry | None:
        """The weapon system, else the class, that goes by this name."""
        known = [s.entry for s in self.lookup(name)]
        return next((e for kind in (EntryKind.SYSTEM, EntryKind.CLASS) for e in known if e.kind == kind), None)

    def outlet(self, name: str) -> Entry | None:
        """The news outlet of this name."""
        return next((s.entry for s in self.find(name) if s.entry.kind == EntryKind.OUTLET), None)

    def state(self, code: str) -> Entry | None:
        """The state or IGO with this alpha-3 code."""
        return self.get(EntryKind.STATE, code)

    def state_of(self, name: str) -> str | None:
        """Alpha-3 of the state that a name, demonym, capital or seat stands for, or that a phrase begins with.

        Persons, bodies, groups and makers give the state they belong to.
        """
        if name in _codes(self):
            return name
        hits = list(self.scan(name)) or list(self.scan(name.title()))
        states = [h for h in hits if h.entry.kind == EntryKind.STATE]
        chosen = next(iter(states), None) or next((h for h in hits if h.entry.country), None)
        return chosen.entry.country if chosen else None

    def family_line(self, entry: Entry) -> tuple[str, ...]:
        """Ids of a system and of all that it is a variant of, umbrellas too, the nearest first."""
        line: list[str] = []
        above: Entry | None = entry
        while above and above.kind == EntryKind.SYSTEM and above.id not in line:
            line.append(above.id)
            above = self.get(EntryKind.SYSTEM, above.parent) if above.parent else None
        return tuple(line)

    def akin(self, one: Entry, other: Entry) -> bool:
        """Whether two systems are of one family, or one is an umbrella over the other's: Leopard and Leopard 2A4."""
        umbrellas = [(a, b) for a, b in ((one, other), (other, one)) if a.umbrella]
        return one.family == other.family or any(a.id in self.family_line(b) for a, b in umbrellas)

    def class_line(self, id: str | None) -> tuple[str, ...]:
        """A class and all classes above it, from the id of a class."""
        line: list[str] = []
        while id and id not in line and (entry := self.get(EntryKind.CLASS, id)):
            line.append(id)
            id = entry.parent
        return tuple(line)


PARTS = frozenset({"turret", "radar", "sonar", "engine"})
"""Classes whose name after a system's says that only this part of it is meant."""


NO_ARMAMENT = frozenset({None, "Other", "components", "services"})


def _tells(surface: Surface) -> bool:
    """Whether a page that has the name is likely to be about weapons."""
    if surface.entry.kind == EntryKind.CLASS:
        long = len(surface.text) > 5 or len(key(surface.text)) > 1
        return surface.entry.category not in NO_ARMAMENT and long
    return surface.entry.kind == EntryKind.SYSTEM


def has_barrel(entry: Entry) -> bool:
    """Whether a system can be told by its calibre."""
    return entry.category in CALIBRED or entry.klass == "guided-shell"


CALIBRED = frozenset({"Artillery", "Air-defence systems", "Naval weapons", "Other", "ammunition", "small_arms"})


@lru_cache(maxsize=4)
def _by_ends(catalog: Catalog) -> dict[tuple[str, ...], list[int]]:
    """Numbers of systems' surfaces by the words that their names begin and end with, main names first."""
    found: dict[tuple[str, ...], list[int]] = {}
    systems = [(n, s) for n, s in enumerate(catalog.surfaces()) if s.entry.kind == EntryKind.SYSTEM]
    for number, surface in sorted(systems, key=lambda pair: pair[1].text != pair[1].entry.name):
        words = surface.text.split()
        for count in range(1, len(words)):
            for part in (words[:count], words[-count:]):
                found.setdefault(key(" ".join(part)), []).append(number)
    return found


@lru_cache(maxsize=4)
def _unpacked(rows: bytes) -> dict[str, tables.Row]:
    return cast(dict[str, tables.Row], pickle.loads(rows))


@lru_cache(maxsize=8)
def _codes(catalog: Catalog) -> frozenset[str]:
    return frozenset(entry.id for entry in catalog.entries(EntryKind.STATE))


ADDITIONS = "ARMSLEDGER_CATALOG"
"""Environment variable that names a folder with the user's own tables."""


def data_folders() -> tuple[Path, ...]:
    """The shipped tables and, where the user has some, their own. Raises CatalogError where that is no folder."""
    own = os.environ.get(ADDITIONS)
    shipped = Path(__file__).parent / "data"  # importing importlib.resources takes 10 ms
    if own and not Path(own).is_dir():
        raise CatalogError(f"catalog {own!r} is no folder: give one with tables such as systems.csv (docs/catalog.md)")
    return (shipped, Path(own)) if own else (shipped,)


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The catalog that armsledger ships, with the user's additions. Raises CatalogError where these don't pass the check."""
    folders = data_folders()
    return compiled(folders, lambda: _checked(folders))


def _checked(folders: tuple[Path, ...]) -> Catalog:
    from armsledger.catalog.check import problems

    for found in problems(folders, folders[1:]):
        raise CatalogError(f"{found}: mend it, then see armsledger catalog check")
    return Catalog(*folders)


__all__ = ["Catalog", "Entry", "EntryKind", "Hit", "Manner", "Surface", "catalog", "fold"]
