"""The catalog as one object: look-ups by name and id, and the scan of a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from armsledger.catalog import tables
from armsledger.catalog.entries import Entry, EntryKind, Hit, Manner, Surface
from armsledger.catalog.matcher import Matcher
from armsledger.catalog.pieces import fold


class Catalog:
    """Everything known beforehand, read from one or more data folders; a later folder's entry replaces an earlier's."""

    def __init__(self, *folders: Path) -> None:
        self._rows: dict[tuple[EntryKind, str], tuple[Entry, tables.Row]] = {}
        for folder in folders:
            for entry, row in tables.load(folder):
                self._rows[entry.kind, entry.id] = (entry, row)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(s for entry, row in self._rows.values() for s in tables.surfaces(entry, row))

    def entries(self, kind: EntryKind | None = None) -> Iterator[Entry]:
        """All entries, or those of one kind."""
        return (entry for entry, _ in self._rows.values() if kind in (None, entry.kind))

    def get(self, kind: EntryKind, id: str) -> Entry | None:
        """The entry with that id."""
        return self._rows.get((kind, id), (None, {}))[0]

    def scan(self, text: str) -> Iterator[Hit]:
        """All known names in a text, leftmost longest."""
        return self._matcher.scan(text)

    def find(self, name: str) -> list[Surface]:
        """All readings of a name, whatever case and context."""
        return self._matcher.find(name)

    def item(self, name: str) -> Entry | None:
        """The weapon system, else the class, that goes by this name."""
        known = [s.entry for s in self.find(name)]
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

    def class_line(self, id: str | None) -> tuple[str, ...]:
        """A class and all classes above it, from the id of a class."""
        line: list[str] = []
        while id and id not in line and (entry := self.get(EntryKind.CLASS, id)):
            line.append(id)
            id = entry.parent
        return tuple(line)


@lru_cache(maxsize=8)
def _codes(catalog: Catalog) -> frozenset[str]:
    return frozenset(entry.id for entry in catalog.entries(EntryKind.STATE))


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """The catalog that armsledger ships."""
    return Catalog(Path(str(files("armsledger.catalog") / "data")))


__all__ = ["Catalog", "Entry", "EntryKind", "Hit", "Manner", "Surface", "catalog", "fold"]
