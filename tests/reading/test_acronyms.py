"""Short forms introduced in brackets."""

from collections.abc import Callable

import pytest

from armsledger.reading.acronyms import acronyms
from armsledger.reading.candidates import Scene


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("In May the Kosovo Liberation Army (KLA) got rifles.", "Kosovo Liberation Army"),
        ("The Front for the Defence of the Highlands (FDH) marched.", "Front for the Defence of the Highlands"),
        ("It bought a medium-range air defence (MRAD) battery.", "medium-range air defence"),
        ("Two Long-Range Rocket Launchers (the LRRL) came.", "Long-Range Rocket Launchers"),
    ],
)
def test_the_full_form_is_the_shortest_that_spells_the_short_one(text: str, full: str) -> None:
    assert [a.full.of(text) for a in acronyms(text)] == [full]


@pytest.mark.parametrize(
    "text", ["The maker (UK) said so.", "Air defences (S-125) fired.", "(ABC) comes first.", "He went home (TV) early."]
)
def test_what_does_not_spell_it_introduces_nothing(text: str) -> None:
    assert list(acronyms(text)) == []


def test_every_later_place_is_found_and_no_part_of_a_word() -> None:
    text = "The Long-Range Rocket Launcher (LRL) is old. Two LRLs and an LRL-2 came; LRL crews trained."
    (found,) = acronyms(text)
    assert [p.of(text) for p in found.places] == ["LRL", "LRLs", "LRL"]


def test_a_party_goes_by_its_short_form(scene: Callable[[str], Scene]) -> None:
    made = scene("The Front for the Defence of the Highlands (FDH) got mortars. Later the FDH fired them.")
    text = made.document.text
    named = [(m.span.of(text), m.kind, m.name) for m in made.mentions.parties if m.kind == "group"]
    assert ("FDH", "group", "Front for the Defence of the Highlands") in named


def test_a_weapon_goes_by_its_short_form(scene: Callable[[str], Scene]) -> None:
    made = scene("Oman ordered surface-to-air missiles (SAM) in May. Ten SAM were delivered in June.")
    assert [m.name for m in made.mentions.items if m.span.of(made.document.text) == "SAM"]
