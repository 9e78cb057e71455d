"""Entries and surfaces as lines of text, made into objects only when asked for.

Unpickling a hundred thousand objects takes longer than reading a report; a few long strings load and split in milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property

from armsledger.catalog.entries import Entry, EntryKind, Manner, Surface, Tenure

_ENTRY = tuple(f.name for f in fields(Entry))
_KIND, _PARTS, _TENURES, _DESIGNERS = (_ENTRY.index(name) for name in ("kind", "parts", "tenures", "designers"))
_CELL = "\x1e"
"""Between the parts of a surface's line; str.splitlines ends a line there, so that no table's cell can hold it."""


class Shelf:
    """All entries and surfaces by number."""

    def __init__(self, entries: Sequence[Entry], surfaces: Iterable[Surface]) -> None:
        numbers = {id(entry): number for number, entry in enumerate(entries)}
        self._entries = [_packed(entry) for entry in entries]
        self._names = [_name(e.kind, e.id) for e in entries]
        known: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self._surfaces: list[str] = []
        for s in surfaces:
            condition = known.setdefault((s.context, s.avoid), len(known))
            cells = (s.text, numbers[id(s.entry)], s.manner.value, condition, "x" if s.caseless else "")
            self._surfaces.append(_CELL.join(map(str, cells)))
        self._conditions = list(known)
        self._made: dict[int, Entry] = {}
        self._shown: dict[int, Surface] = {}

    def __getstate__(self) -> tuple[object, ...]:
        return (self._conditions, *map("\n".join, (self._entries, self._names, self._surfaces)))

    def __setstate__(self, state: tuple[list[tuple[tuple[str, ...], tuple[str, ...]]], str, str, str]) -> None:
        self._conditions = state[0]
        self._entries, self._names, self._surfaces = (lines.split("\n") if lines else [] for lines in state[1:])
        self._made, self._shown = {}, {}

    def __len__(self) -> int:
        return len(self._surfaces)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._names)}

    def entry(self, number: int) -> Entry:
        """The entry with that number, always the same object."""
        if number not in self._made:
            self._made[number] = _entry(self._entries[number])
        return self._made[number]

    def surface(self, number: int) -> Surface:
        """The surface with that number, always the same object."""
        if number not in self._shown:
            text, entry, manner, condition, caseless = self._surfaces[number].split(_CELL)
            context, avoid = self._conditions[int(condition)]
            self._shown[number] = Surface(text, self.entry(int(entry)), Manner(manner), context, avoid, bool(caseless))
        return self._shown[number]

    def find(self, kind: EntryKind, id: str) -> Entry | None:
        """The entry of that kind with that id."""
        number = self._numbers.get(_name(kind, id))
        return None if number is None else self.entry(number)

    def entries(self, kind: EntryKind | None = None) -> Iterator[Entry]:
        """All entries, or those of one kind, in the tables' order."""
        return (self.entry(n) for n, name in enumerate(self._names) if name.startswith(f"{kind} " if kind else ""))

    def surfaces(self) -> Iterator[Surface]:
        """All surfaces, in the tables' order."""
        return (self.surface(n) for n in range(len(self)))


def _name(kind: EntryKind, id: str) -> str:
    return f"{kind} {id}"


def _packed(entry: Entry) -> str:
    values = [getattr(entry, name) for name in _ENTRY]
    values[_TENURES] = [(t.office, t.state, t.start, t.end) for t in entry.tenures]
    return json.dumps(values)


def _entry(packed: str) -> Entry:
    values = json.loads(packed)
    values[_KIND] = EntryKind(values[_KIND])
    values[_PARTS], values[_DESIGNERS] = tuple(values[_PARTS]), tuple(values[_DESIGNERS])
    values[_TENURES] = tuple(Tenure(*t) for t in values[_TENURES])
    return Entry(*values)
