"""Names in text: spellings fall together, ambiguous words need their context, offices resolve by date."""

import pytest

from armsledger.catalog import EntryKind, catalog
from armsledger.catalog.offices import holder, offices_in


def found(text: str) -> set[str]:
    return {hit.entry.id for hit in catalog().scan(text)}


@pytest.mark.parametrize(
    "name", ["Bayraktar TB2", "Bayraktar TB-2", "Bayraktar-TB2", "bayraktar TB 2s", "Байрактар ТБ2"]
)
def test_spellings_of_one_name_fall_together(name: str) -> None:
    readings = catalog().find(name.removesuffix("s"))
    assert [r.entry.id for r in readings][:1] == ["bayraktar-tb2"]


@pytest.mark.parametrize("name", ["S-400", "S400", "S 400", "S-400s"])
def test_designations_with_numbers_vary_in_their_gaps(name: str) -> None:
    assert "s-400" in found(f"They signed for four {name} batteries.")


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Three more Sukhoi-25s came.", "su-25"),
        ("A Tupolev 22M3 fell.", "tu-22m"),
        ("It holds two torpedoes.", "torpedo"),
    ],
)
def test_bureaus_and_plurals_are_spelled_out(text: str, id: str) -> None:
    assert found(text) == {id}


@pytest.mark.parametrize("text", ["The man ran for four hours.", "A turkey was served.", "He is a patriot.", ""])
def test_ordinary_words_are_no_names(text: str) -> None:
    assert found(text) == set()


def test_a_longer_name_wins() -> None:
    assert "ukrainian-air-force" in found("The Ukrainian Air Force said so.") or "UKR" in found(
        "The Ukrainian Air Force said so."
    )


def test_an_office_names_its_holder_on_a_day() -> None:
    person = holder(catalog(), "USA", offices_in("the American president"), "2022-03-01")
    assert person is not None
    assert person.name == "Joe Biden"
    assert holder(catalog(), "USA", offices_in("US President"), "2018-03-01").name == "Donald Trump"  # type: ignore[union-attr]


def test_the_longest_office_name_counts() -> None:
    assert offices_in("the Ukrainian defence minister") == ("defence_minister",)
    assert offices_in("prime minister") == ("head_of_government",)
    assert offices_in("the goalkeeper") == ()


def test_the_vocabulary_holds_unmistakable_weapon_names_only() -> None:
    words = set(catalog().vocabulary())
    assert {b"Bayraktar TB2", b"S-400", b"S400"} <= words
    assert b"Patriot" not in words
    assert not any(surface.text.encode() in words for surface in catalog().find("Germany"))


def test_every_state_is_found_by_its_name() -> None:
    states = [e for e in catalog().entries(EntryKind.STATE) if e.subkind == "state"]
    assert [e.id for e in states if e.id not in {s.entry.id for s in catalog().find(e.name)}] == []
