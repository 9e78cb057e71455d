"""Which entry of the catalog an item is, and what deals of one system share."""

from __future__ import annotations

from functools import lru_cache

from armsledger.catalog import Catalog, Entry, EntryKind, fold
from armsledger.model import Item


def entry_of(item: Item, catalog: Catalog) -> Entry | None:
    """The catalog's entry for an item: by its id, else by its name, else by the system named inside it, else by its class."""
    given = item.id and (catalog.get(EntryKind.SYSTEM, item.id) or catalog.get(EntryKind.CLASS, item.id))
    return given or _entry(item.name, item.klass, catalog)


@lru_cache(maxsize=16_384)
def _entry(name: str, klass: str | None, catalog: Catalog) -> Entry | None:
    found = catalog.item(name)
    if found is None:
        inside = [h.entry for h in catalog.scan(name) if h.entry.kind in (EntryKind.SYSTEM, EntryKind.CLASS)]
        found = next(iter(sorted(inside, key=lambda e: e.kind != EntryKind.SYSTEM)), None)
    return found or (catalog.item(klass) if klass else None)


def family_of(item: Item, entry: Entry | None) -> str:
    """What deals of one system share: the root of the variant tree, else the folded name."""
    return (entry.family or entry.id) if entry else "-".join(fold(item.name).rstrip("s").split())
