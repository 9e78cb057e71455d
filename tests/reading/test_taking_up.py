"""What takes up a weapon that was named before."""

from collections.abc import Callable

import pytest

from armsledger.reading.candidates import Scene


def taken_up(scene: Scene) -> dict[str, str]:
    """Words that take up a weapon, with its name."""
    text = scene.document.text
    return {m.span.of(text): m.antecedent.name for m in scene.mentions.items if m.antecedent is not None}


@pytest.mark.parametrize(
    ("second", "word"),
    [
        ("The first is expected in Nairobi by May.", "first"),
        ("A fifth was promised by the embassy.", "fifth"),
        ("The six machines were shipped to Mombasa.", "machines"),
        ("Turkey lends further units for training.", "units"),
        ("Several were handed over in March.", "Several"),
        ("The army has paid for the systems.", "systems"),
    ],
)
def test_ordinals_and_nouns_that_any_weapon_goes_by_take_it_up(
    scene: Callable[[str], Scene], second: str, word: str
) -> None:
    found = taken_up(scene(f"Kenya ordered twelve Bayraktar TB2s from Turkey. {second}"))
    assert found.get(word) == "Bayraktar TB2"


@pytest.mark.parametrize(
    "second",
    [
        "At first the embassy kept silent.",
        "The political system of the country is stable.",
        "Each machine of the mill was sold.",
        "The second minister spoke of unity.",
    ],
)
def test_the_same_words_of_other_things_take_up_no_weapon(scene: Callable[[str], Scene], second: str) -> None:
    assert not taken_up(scene(f"Kenya ordered twelve Bayraktar TB2s from Turkey. {second}"))
