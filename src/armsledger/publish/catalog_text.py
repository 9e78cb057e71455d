"""Catalog entries as text that people can read."""

from __future__ import annotations

from collections.abc import Iterator

from armsledger.catalog import Catalog, Entry, EntryKind, Surface

PLAIN = ("aliases", "synonyms", "demonyms", "capital", "seats", "domains", "kind", "designer", "state", "country", "parent",
         "maker", "unit", "parts", "since", "from", "to", "context", "avoid", "lat", "lon", "precision")  # fmt: skip


def reading_line(surface: Surface, fits: bool | None) -> str:
    """One reading of a name: what it is, and whether a given context lets it stand."""
    entry = surface.entry
    parts = [entry.kind.value, entry.id, entry.name, entry.class_name or entry.subkind or "", entry.country or ""]
    line = "  ".join(part for part in parts if part)
    needs = ", ".join(word.strip() for word in surface.context[:8])
    if needs and not fits:
        line += f"  (only beside: {needs}{' …' if len(surface.context) > 8 else ''})"
    return line


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
