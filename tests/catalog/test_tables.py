"""The shipped tables pass their own check; mistakes in added ones are named with their place."""

from pathlib import Path

import pytest

from armsledger.catalog import Entry, EntryKind, catalog
from armsledger.catalog.catalog import Catalog, data_folders
from armsledger.catalog.check import problems
from armsledger.catalog.tables import COLUMNS
from armsledger.model import CatalogError

SYSTEMS = ",".join(COLUMNS["systems"])


def added(folder: Path, table: str, *rows: str) -> tuple[Path, Path]:
    (folder / f"{table}.csv").write_text("\n".join([",".join(COLUMNS[table]), *rows]) + "\n", encoding="utf-8")
    return data_folders()[0], folder


def test_the_shipped_tables_have_no_problems() -> None:
    assert list(problems(data_folders())) == []


def test_the_catalog_is_large() -> None:
    count = {kind: sum(1 for _ in catalog().entries(kind)) for kind in EntryKind}
    assert count[EntryKind.SYSTEM] >= 1500
    assert count[EntryKind.GROUP] >= 200
    assert count[EntryKind.MAKER] >= 500
    assert count[EntryKind.OUTLET] >= 600


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("x-1,Falke 9,,,no-class,DEU,,,,,,", "class 'no-class' is not in classes"),
        ("x-1,Falke 9,,nothing,armed-drone,DEU,,,,,,", "family 'nothing' is not in systems"),
        ("x-1,Falke 9,,x-1,armed-drone,DEU,,,,,,", "leads back to itself"),
        ("x-1,Falke 9,,,,DEU,,,,,,", "has a class"),
        ("x-1,Falke 9,,,armed-drone,Atlantis,,,,,,", "designer 'Atlantis' is not in states"),
        ("x-1,Falke 9,Bayraktar TB2,,armed-drone,DEU,,,,,,", "also names bayraktar-tb2"),
        ("x-1,Falke 9,,,armed-drone,DEU,,dozen,,,,", "unit 'dozen' is unknown"),
        ("x-1,Falke 9,,,armed-drone,DEU,,,,last year,,", "is no date"),
        ("x-1,,,,armed-drone,DEU,,,,,,", "no id or no name"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, row: str, problem: str) -> None:
    folders = added(tmp_path, "systems", row)
    found = list(problems(folders, folders[1:]))
    assert any(line.startswith("systems.csv:2: ") and problem in line for line in found), found


def test_ambiguous_names_need_a_condition_and_others_none(tmp_path: Path) -> None:
    columns = (
        "id",
        "name",
        "aliases",
        "ambiguous",
        "family",
        "class",
        "designer",
        "maker",
        "unit",
        "parts",
        "since",
        "context",
        "avoid",
    )
    row = "falke-9,Falke 9,Falke IX drone,Falke,,armed-drone,DEU,,,,,{},"
    (tmp_path / "systems.csv").write_text(f"{','.join(columns)}\n{row.format('@drone; Luftwaffe')}\n", encoding="utf-8")
    folders = (data_folders()[0], tmp_path)
    assert list(problems(folders, folders[1:])) == []
    known = Catalog(*folders)
    read = [
        [h.entry.id for h in known.scan(text)]
        for text in ("Ein Falke 9 flog.", "Two Falke drones flew.", "Peter Falke sang.")
    ]
    assert ["falke-9" in ids for ids in read] == [True, True, False]
    for context, problem in (("", "neither context nor avoid"), ("@nothing", "is not in contexts")):
        (tmp_path / "systems.csv").write_text(f"{','.join(columns)}\n{row.format(context)}\n", encoding="utf-8")
        assert any(problem in line for line in problems(folders, folders[1:]))


def test_two_persons_in_one_office_at_once_are_a_mistake(tmp_path: Path) -> None:
    folders = added(
        tmp_path, "people", "a,Ada Alt,,head_of_state,AUT,2001,2009", "b,Bea Berg,,head_of_state,AUT,2005,2010"
    )
    assert any("begins before the term" in line for line in problems(folders, folders[1:]))


def test_a_table_with_an_unknown_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "systems.csv").write_text("id,name,colour\nx,Falke,red\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="unknown columns"):
        Catalog(data_folders()[0], tmp_path)


def test_an_added_row_is_known_and_may_replace_a_shipped_one(tmp_path: Path) -> None:
    folders = added(
        tmp_path, "systems", "falke-9,Falke 9,,,armed-drone,DEU,,,,,,", "bayraktar-tb2,Kestrel,,,tank,TUR,,,,,,"
    )
    known = Catalog(*folders)
    assert known.item("Falke-9").class_name == "armed drone"  # type: ignore[union-attr]
    assert known.get(EntryKind.SYSTEM, "bayraktar-tb2").klass == "tank"  # type: ignore[union-attr]
    assert known.item("Bayraktar TB2") is None or known.item("Bayraktar TB2").id != "bayraktar-tb2"  # type: ignore[union-attr]


def test_an_umbrella_leads_to_the_families_below_it_without_making_them_one() -> None:
    entry = {id: found for id in ("leopard-family", "leopard-1", "leopard-2a4") if (found := known(id))}
    assert entry["leopard-2a4"].family == "leopard-2"
    assert catalog().family_line(entry["leopard-2a4"]) == ("leopard-2a4", "leopard-2", "leopard-family")
    assert catalog().akin(entry["leopard-family"], entry["leopard-2a4"])
    assert catalog().akin(entry["leopard-1"], entry["leopard-family"])
    assert not catalog().akin(entry["leopard-1"], entry["leopard-2a4"])


def known(id: str) -> Entry | None:
    return catalog().get(EntryKind.SYSTEM, id)
