"""Offices over time: who led a state, and who its ministers were, on a day."""

import pytest

from armsledger.catalog import EntryKind, catalog
from armsledger.catalog.offices import holder, holders


def test_the_terms_are_many() -> None:
    assert sum(len(person.tenures) for person in catalog().entries(EntryKind.PERSON)) >= 1200


@pytest.mark.parametrize(
    ("state", "office", "day", "name"),
    [
        ("EGY", "head_of_state", "2013-01-15", "Mohamed Morsi"),
        ("UKR", "head_of_state", "2014-09-05", "Petro Poroshenko"),
        ("RUS", "head_of_government", "2010-03-01", "Vladimir Putin"),
        ("UKR", "defence_minister", "2022-03-01", "Oleksii Reznikov"),
        ("USA", "defence_minister", "2012-05-01", "Leon Panetta"),
        ("DEU", "foreign_minister", "2022-06-01", "Annalena Baerbock"),
        ("IND", "defence_minister", "2016-09-23", "Manohar Parrikar"),
        ("TUR", "foreign_minister", "2015-10-01", "Feridun Sinirlioglu"),
        ("ISR", "head_of_government", "2021-12-01", "Naftali Bennett"),
        ("MMR", "head_of_state", "2022-01-01", "Min Aung Hlaing"),
        ("KOR", "head_of_state", "2016-01-06", "Park Geun-hye"),
        ("CAN", "defence_minister", "2022-04-08", "Anita Anand"),
    ],
)
def test_the_holder_of_an_office_on_a_day(state: str, office: str, day: str, name: str) -> None:
    person = holder(catalog(), state, (office,), day)
    assert person is not None
    assert person.name == name


HEADS = ("head_of_state", "head_of_government")
LED = {t.state for e in catalog().entries(EntryKind.PERSON) for t in e.tenures if t.office in HEADS}


@pytest.mark.parametrize(
    ("day", "without"), [("2003-06-15", {"IRQ", "SSD"}), ("2012-06-15", {"YUG"}), ("2022-06-15", {"YUG"})]
)
def test_every_state_has_a_known_leader_on_any_day(day: str, without: set[str]) -> None:
    assert len(LED) >= 195
    assert {state for state in LED if not holders(catalog(), state, HEADS, day)} == without


def test_a_surname_alone_is_enough_where_only_one_bears_it() -> None:
    assert [s.entry.name for s in catalog().find("Pistorius")] == ["Boris Pistorius"]
