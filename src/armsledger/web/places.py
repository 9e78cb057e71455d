"""Where things are on the map: states by their middle, places of uses by the catalog, with how exact that is."""

from __future__ import annotations

from dataclasses import dataclass

from armsledger.catalog import Catalog, EntryKind
from armsledger.web.centres import centres

PRECISION = {
    1: "exact place", 2: "within 25 km", 3: "district", 4: "province", 5: "larger region or line", 6: "state only", 7: "open sea or air",
}  # fmt: skip
"""UCDP's seven steps of geographic precision, in plain words."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its precision, 1 (exact) to 7."""

    lat: float
    lon: float
    precision: int
    name: str


def state_spot(code: str | None, catalog: Catalog) -> Spot | None:
    """The middle of a state."""
    if code is None or code not in centres():
        return None
    entry = catalog.state(code)
    return Spot(*centres()[code], 6, entry.name if entry else code)


def place_spot(words: str, catalog: Catalog) -> Spot | None:
    """The place that some words name, else the state they name; None where the catalog knows neither."""
    hits = list(catalog.scan(words))
    for hit in hits:
        for surface in hit.surfaces:
            if surface.entry.kind == EntryKind.PLACE:
                row = catalog.row(surface.entry)
                if row.get("lat") and row.get("lon"):
                    return Spot(
                        float(row["lat"]), float(row["lon"]), int(row.get("precision") or 2), surface.entry.name
                    )
    states = [hit.entry for hit in hits if hit.entry.kind == EntryKind.STATE]
    return state_spot(states[0].id, catalog) if states else None
