"""Entries and surfaces as plain tuples, made into objects only when asked for.

Unpickling a hundred thousand objects takes longer than reading a report; a shelf of tuples of strings loads in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from armsledger.catalog.entries import Entry, EntryKind, Manner, Surface, Tenure

_ENTRY = tuple(f.name for f in fields(Entry))
_KIND, _ID, _TENURES = (_ENTRY.index(name) for name in ("kind", "id", "tenures"))

Packed = tuple[object, ...]


class Shelf:
    """All entries and surfaces by number."""

    def __init__(self, entries: Sequence[Entry], surfaces: Iterable[Surface]) -> None:
        numbers = {id(entry): number for number, entry in enumerate(entries)}
        self._entries = [_packed(entry) for entry in entries]
        self._numbers = {(e.kind.value, e.id): n for n, e in enumerate(entries)}
        self._conditions: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        known: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self._surfaces: list[tuple[str, int, str, int, bool]] = []
        for s in surfaces:
            condition = known.setdefault((s.context, s.avoid), len(known))
            self._surfaces.append((s.text, numbers[id(s.entry)], s.manner.value, condition, s.caseless))
        self._conditions = list(known)
        self._made: dict[int, Entry] = {}
        self._shown: dict[int, Surface] = {}

    def __getstate__(self) -> tuple[object, ...]:
        return self._entries, self._numbers, self._conditions, self._surfaces

    def __setstate__(self, state: tuple[object, ...]) -> None:
        self._entries, self._numbers, self._conditions, self._surfaces = state  # type: ignore[assignment]
        self._made, self._shown = {}, {}

    def __len__(self) -> int:
        return len(self._surfaces)

    def entry(self, number: int) -> Entry:
        """The entry with that number, always the same object."""
        if number not in self._made:
            self._made[number] = _entry(self._entries[number])
        return self._made[number]

    def surface(self, number: int) -> Surface:
        """The surface with that number, always the same object."""
        if number not in self._shown:
            text, entry, manner, condition, caseless = self._surfaces[number]
            context, avoid = self._conditions[condition]
            self._shown[number] = Surface(text, self.entry(entry), Manner(manner), context, avoid, caseless)
        return self._shown[number]

    def find(self, kind: EntryKind, id: str) -> Entry | None:
        """The entry of that kind with that id."""
        number = self._numbers.get((kind.value, id))
        return None if number is None else self.entry(number)

    def entries(self, kind: EntryKind | None = None) -> Iterator[Entry]:
        """All entries, or those of one kind, in the tables' order."""
        return (self.entry(n) for n, e in enumerate(self._entries) if kind is None or e[_KIND] == kind.value)

    def surfaces(self) -> Iterator[Surface]:
        """All surfaces, in the tables' order."""
        return (self.surface(n) for n in range(len(self)))


def _packed(entry: Entry) -> Packed:
    values = [getattr(entry, name) for name in _ENTRY]
    values[_KIND] = entry.kind.value
    values[_TENURES] = tuple((t.office, t.state, t.start, t.end) for t in entry.tenures)
    return tuple(values)


def _entry(packed: Packed) -> Entry:
    values = list(packed)
    values[_KIND] = EntryKind(str(packed[_KIND]))
    values[_TENURES] = tuple(Tenure(*t) for t in packed[_TENURES])  # type: ignore[attr-defined]
    return Entry(*values)  # type: ignore[arg-type]
