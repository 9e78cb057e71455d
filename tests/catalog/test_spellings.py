"""Designations in the spelling of transfer registers lead to a system of the right category; texts vary them in known ways."""

from pathlib import Path

import pytest

from armsledger.catalog import EntryKind, catalog
from armsledger.catalog.spellings import renumbered, rewritings

ROWS = [
    line.split("|") for line in Path(__file__).with_name("designations.psv").read_text(encoding="utf-8").splitlines()
]


def test_designations_of_registers_have_the_right_category() -> None:
    found = {name: (entry.category if (entry := catalog().item(name)) else None) for _, name in ROWS}
    assert {name: found[name] for category, name in ROWS if found[name] != category} == {}


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("M-109A5Ö 155mm", "m109a5"),
        ("Mi-8MT/Mi-17", "mi-8"),
        ("AS-350/AS-550 Fennec", "as350"),
        ("Igla-S/SA-24", "igla-s"),
        ("C-130H-30 Hercules", "c-130h"),
        ("Leopard-1 chassis", "leopard-1"),
        ("Searcher", "searcher"),
    ],
)
def test_a_register_spelling_leads_to_its_system(name: str, id: str) -> None:
    entry = catalog().item(name)
    assert entry is not None
    assert entry.id == id


def test_a_part_of_a_system_is_no_such_system() -> None:
    entry = catalog().item("M-113 turret")
    assert entry is not None
    assert (entry.id, entry.category) == ("turret", "Other")


def test_a_calibre_keeps_aircraft_and_tanks_out() -> None:
    assert catalog().item("M-84 152mm").category == "Artillery"  # type: ignore[union-attr]
    assert catalog().item("F-16 105mm") is None


@pytest.mark.parametrize("name", ["", "Zzyzx", "a", "7", "Quorl-9", "//", "Unknown 155mm"])
def test_what_is_no_weapon_leads_nowhere(name: str) -> None:
    assert catalog().item(name) is None


def test_numbers_after_words_are_read_in_both_scripts() -> None:
    assert list(renumbered("Leopard 2")) == ["Leopard II"]
    assert list(renumbered("Harpoon Block II")) == ["Harpoon Block 2"]
    assert list(renumbered("S-400")) == []
    assert [r.entry.id for r in catalog().find("Challenger II")][:1] == ["challenger-2"]


def test_the_american_prefix_of_equipment_may_be_missing() -> None:
    assert {s.entry.id for s in catalog().find("TPQ-36")} == {s.entry.id for s in catalog().find("AN/TPQ-36")}


def test_what_is_left_of_a_designation_still_designates() -> None:
    assert all(any(c.isdigit() for c in text) for text in list(rewritings("M-109A5 155mm Paladin"))[2:])


def test_the_nearest_word_of_context_decides() -> None:
    sentence = "Qatar ordered 12 Typhoon fighters, and Iraq 30 Cougar armoured vehicles."
    found = [hit.entry.id for hit in catalog().scan(sentence) if hit.entry.kind == EntryKind.SYSTEM]
    assert found == ["eurofighter", "cougar-mrap"]


def test_the_vocabulary_has_no_ordinary_words() -> None:
    words = set(catalog().vocabulary())
    assert {b"tank", b"mine", b"round", b"training", b"Javelin", b"Leopard"} & words == set()
    assert {b"howitzer", b"Leopard 2", b"loitering munition"} <= words
