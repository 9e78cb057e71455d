"""What is known beforehand: weapon systems, states and groups, persons, makers, outlets, places, cue words."""

from armsledger.catalog.catalog import Catalog, catalog
from armsledger.catalog.entries import Entry, EntryKind, Hit, Manner, Surface, Tenure
from armsledger.catalog.pieces import fold

__all__ = ["Catalog", "Entry", "EntryKind", "Hit", "Manner", "Surface", "Tenure", "catalog", "fold"]
