"""Which number belongs to a weapon."""

from collections.abc import Callable

import pytest

from armsledger.model import Quantity, Scope, Stage
from armsledger.reading.candidates import Scene, candidates
from armsledger.reading.counting import quantity_of
from armsledger.reading.quantities import numbers


def counted(scene: Scene, weapon: str) -> Quantity | None:
    """The number of the first candidate whose words are these."""
    text = scene.document.text
    found = next(c for c in candidates(scene) if c.item.span.of(text) == weapon)
    return quantity_of(scene.document, found.item, numbers(text), found.trigger, Stage.DELIVERED)


@pytest.mark.parametrize(
    ("text", "weapon", "number", "words"),
    [
        ("Mali received an Su-25 and six L-39 trainers from Russia.", "Su-25", 1, "an"),
        ("Mali received an Su-25 and six L-39 trainers from Russia.", "L-39 trainers", 6, "six"),
        ("Croatia handed over 30 M-84 tanks and as many M113 carriers to Ukraine.", "M113", 30, "as many"),
        (
            "Japan handed over 30 jeeps and an equal number of M113 carriers to Kenya.",
            "M113",
            30,
            "an equal number of",
        ),
        ("Two of the eight T-72 tanks that Turkey had delivered to Mali are lost.", "T-72 tanks", 8, "eight"),
        ("Two of the eight T-72 tanks were delivered to Mali.", "T-72 tanks", 2, "Two"),
        ("On Monday the first of fifteen Leopard 2A4 tanks was delivered to Mali.", "Leopard 2A4 tanks", 1, "first"),
        ("In May the last of 33 Cobra II vehicles was delivered to Mali.", "Cobra II vehicles", 33, "33"),
        ("Embraer delivered Sweden's first C-390 on Thursday.", "C-390", 1, "first"),
        ("Russia delivered 102 bombs of the FAB-500 type to Mali.", "FAB-500", 102, "102"),
        ("France delivered nine jeeps and a radar to Mali.", "radar", 1, "a"),
        ("HD Hyundai delivered the frigate Diego Silang to Manila.", "frigate", 1, "the"),
        ("Kenya ordered nine T-72 tanks from Ukraine. The first was delivered to Mombasa.", "first", 1, "first"),
        ("Ukraine shipped 74 T-72 tanks, which were delivered to Georgia by sea.", "which", 74, "74"),
    ],
)
def test_a_weapon_has_the_number_that_its_words_give_it(
    scene: Callable[[str], Scene], text: str, weapon: str, number: int, words: str
) -> None:
    quantity = counted(scene(text), weapon)
    assert quantity is not None
    assert (quantity.interval.min, quantity.interval.max, quantity.text) == (number, number, words)
    assert quantity.span is not None
    assert quantity.span.of(text) == words


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("France delivered Rafale fighters to Egypt under a contract of 2015.", "Rafale fighters"),
        ("In 2022 Mali received its first Bayraktar TB2s from Turkey.", "Bayraktar TB2s"),
        ("The first of the T-72 tanks have been delivered to Mali.", "T-72 tanks"),
        ("France denies that it delivered a drone contract to Mali.", "drone"),
        ("Russia delivered parts of a MiG-29 to Algeria.", "MiG-29"),
    ],
)
def test_an_article_of_something_else_is_no_number(scene: Callable[[str], Scene], text: str, weapon: str) -> None:
    assert counted(scene(text), weapon) is None


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Kenya ordered nine T-72 tanks from Ukraine. The first was delivered to Mombasa.", "first"),
        ("On Monday the first of fifteen Leopard 2A4 tanks is to be delivered to Mali.", "Leopard 2A4 tanks"),
    ],
)
def test_the_first_is_one_of_this_delivery_not_of_all(scene: Callable[[str], Scene], text: str, weapon: str) -> None:
    quantity = counted(scene(text), weapon)
    assert quantity is not None
    assert quantity.scope == Scope.THIS_DELIVERY
