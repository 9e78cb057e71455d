"""Catalog entries as text that people can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from armsledger.catalog import Catalog, Entry, EntryKind, Surface
from armsledger.catalog.tables import cell

PLAIN = ("aliases", "ambiguous", "synonyms", "demonyms", "capital", "seats", "domains", "kind", "designer", "state", "country", "parent",
         "maker", "unit", "parts", "since", "from", "to", "context", "avoid", "lat", "lon", "precision")  # fmt: skip


def reading_line(surface: Surface, fits: bool | None) -> str:
    """One reading of a name: what it is, and whether a given context lets it stand."""
    entry = surface.entry
    parts = [entry.kind.value, entry.id, entry.name, entry.class_name or entry.subkind or "", entry.country or ""]
    line = "  ".join(part for part in parts if part)
    needs = ", ".join(surface.needs[:8])
    if needs and not fits:
        line += f"  (only beside: {needs}{' …' if len(surface.needs) > 8 else ''})"
    return line


def reading_record(surface: Surface) -> dict[str, Any]:
    """One reading of a name as JSON: the name as the tables have it, how it names the entry, its conditions, and the entry's main facts."""
    conditions = {"context": list(surface.needs), "avoid": list(surface.avoid)}
    return {"name": surface.text, "manner": surface.manner.value, **conditions, "entry": _record(surface.entry)}


def entry_record(catalog: Catalog, entry: Entry) -> dict[str, Any]:
    """Everything the catalog knows of an entry as JSON; lists of the table are lists, empty cells are left out."""
    row = catalog.row(entry)
    cells = {n: [*cell(row, n)] if n in LISTS else row[n] for n in PLAIN if row.get(n)}
    line = [*catalog.class_line(entry.klass)]
    variants = (
        [e.id for e in catalog.entries(EntryKind.SYSTEM) if e.parent == entry.id]
        if entry.kind == EntryKind.SYSTEM
        else []
    )
    return _record(entry) | cells | {"class_line": line, "variants": variants}


def _record(entry: Entry) -> dict[str, Any]:
    record = asdict(entry)
    record["class"] = record.pop("klass")
    return {name: value for name, value in record.items() if value not in (None, (), [])}


LISTS = frozenset(
    {
        "aliases",
        "ambiguous",
        "synonyms",
        "demonyms",
        "seats",
        "domains",
        "designer",
        "maker",
        "parts",
        "context",
        "avoid",
    }
)


def entry_text(catalog: Catalog, entry: Entry) -> str:
    """Everything the catalog knows of an entry."""
    rows = [("kind", entry.kind.value), *_lineage(catalog, entry), *_own(catalog, entry), *_tenures(entry)]
    title = f"{entry.name} ({entry.id})"
    return "\n".join([title, "=" * len(title), *(f"{name:14} {value}" for name, value in rows if value)])


def _lineage(catalog: Catalog, entry: Entry) -> Iterator[tuple[str, str]]:
    line = [e.name for id in catalog.class_line(entry.klass) if (e := catalog.get(EntryKind.CLASS, id))]
    yield "class", " ⊂ ".join(line)
    yield "category", entry.category or ""
    yield "SIPRI calls it", entry.description or ""
    yield "UNROCA", entry.unroca or ""
    yield "counted in", entry.unit or ""
    if entry.kind == EntryKind.SYSTEM:
        above = catalog.get(EntryKind.SYSTEM, entry.parent) if entry.parent else None
        yield "variant of", above.name if above else ""
        yield "variants", "; ".join(e.name for e in catalog.entries(EntryKind.SYSTEM) if e.parent == entry.id)


def _own(catalog: Catalog, entry: Entry) -> Iterator[tuple[str, str]]:
    row = catalog.row(entry)
    shown = {"unit"} | ({"from", "to", "state"} if entry.tenures else set())
    yield from ((name, row[name]) for name in PLAIN if name in row and name not in shown)


def _tenures(entry: Entry) -> Iterator[tuple[str, str]]:
    for t in entry.tenures:
        yield "office", f"{t.office.replace('_', ' ')} of {t.state}, {t.start or '?'} to {t.end or 'now'}"
