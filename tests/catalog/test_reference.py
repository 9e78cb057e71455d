"""Names of weapons and parties in reference tables that are no part of the project lead to the entries that they mean.

ARMSLEDGER_REFERENCE names a folder with weapons_reference.csv and parties.csv; without it there is nothing to measure.
"""

import csv
import os
from pathlib import Path

import pytest

from armsledger.catalog import Entry, EntryKind, catalog

FOLDER = Path(os.environ.get("ARMSLEDGER_REFERENCE", ""))
pytestmark = pytest.mark.skipif(not (FOLDER / "parties.csv").is_file(), reason="ARMSLEDGER_REFERENCE names no tables")
WEAPONS = (EntryKind.SYSTEM, EntryKind.CLASS)
OWN = {
    "RCH 155 (howitzer on Boxer)": "rch-155",
    "SH-60 Seahawk": "sh-60",
    "MH-60R": "mh-60r",
    "GLSDB": "glsdb",
    "JSM (air-launched derivative)": "kongsberg-jsm",
    "Type-218": "type-218sg",
    "Invincible-class (218SG)": "type-218sg",
    "kamikaze drone": "loitering-munition",
    "9M723 Iskander": "iskander-missile",
}
"""Derivatives with an entry of their own, and words that mean more than the row they stand in."""


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / table).read_text(encoding="utf-8").splitlines()))


def readings(name: str) -> list[Entry]:
    return [s.entry for s in catalog().find(name) if s.entry.kind in WEAPONS]


def names(row: dict[str, str]) -> list[str]:
    cells = (row["name"], row["sipri_designations_2025_csv"], row["aliases"])
    return [name.strip() for cell in cells for name in cell.split(";") if name.strip()]


def means(name: str, row: dict[str, str]) -> bool:
    """Whether a name is read as a system of the row's family, as a class that this belongs to, or as its own entry."""
    if name in OWN:
        return OWN[name] in {entry.id for entry in readings(name)}
    first = [e for e in readings(row["name"]) if e.category == row["sipri_armament_category"]][:1]
    line = {id for e in first for id in catalog().class_line(e.klass)}
    return any(e.id in line or e.family in {f.family for f in first} for e in readings(name))


def test_names_of_weapons_lead_to_what_they_mean() -> None:
    asked = [(name, row) for row in rows("weapons_reference.csv") for name in names(row)]
    missed = [f"{row['id']}: {name}" for name, row in asked if not means(name, row)]
    assert len(missed) <= 0.02 * len(asked), missed


def test_parties_of_registers_are_known() -> None:
    asked = [row for row in rows("parties.csv") if row["kind"] != "unknown"]
    missed = [row["sipri_name"] for row in asked if not known(row)]
    assert len(missed) <= 0.02 * len(asked), missed


def known(row: dict[str, str]) -> bool:
    found = [s.entry for s in catalog().find(row["sipri_name"].strip("*"))]
    if row["iso3_guess"]:
        return row["iso3_guess"] in {e.id for e in found if e.kind == EntryKind.STATE}
    return any(e.kind in (EntryKind.STATE, EntryKind.GROUP, EntryKind.BODY) for e in found)
