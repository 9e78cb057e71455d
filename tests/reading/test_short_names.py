"""Weapons taken up by one word of their name, and weapons that the catalog doesn't know."""

from collections.abc import Callable

import pytest

from armsledger.model import Span
from armsledger.reading.candidates import Scene
from armsledger.reading.short_names import unlisted_name


def items(scene: Scene) -> list[tuple[str, str]]:
    """Words and name of every weapon mention."""
    text = scene.document.text
    return [(m.span.of(text), m.own_name or m.name) for m in scene.mentions.items]


def test_a_word_of_a_name_takes_up_the_system_named_in_full(scene: Callable[[str], Scene]) -> None:
    found = items(scene("Oman ordered twelve Eurofighter Typhoon jets. The Typhoons will arrive in May."))
    assert len(found) == 2
    assert found[1] == ("Typhoons", found[0][1])


def test_without_the_full_name_the_word_means_nothing(scene: Callable[[str], Scene]) -> None:
    assert items(scene("Officials in Oman spoke of the Typhoons of last year.")) == []


def test_it_takes_up_the_name_that_comes_later_too(scene: Callable[[str], Scene]) -> None:
    made = items(scene("The Typhoons will arrive in May.\nOman ordered twelve Eurofighter Typhoon jets."))
    assert made[0][0] == "Typhoons"


def test_a_longer_word_is_another_one(scene: Callable[[str], Scene]) -> None:
    found = items(scene("Oman ordered twelve Eurofighter Typhoon jets. Typhoonish weather is rare."))
    assert [words for words, _ in found] == ["Eurofighter Typhoon jets"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Poland sent 600 Dzik armoured cars to Iraq.", "Dzik"),
        ("Poland sent 600 Dzik-3 armoured cars to Iraq.", "Dzik-3"),
        ("Poland sent 600 armoured cars to Iraq.", None),
        ("Dzik armoured cars went to Iraq.", None),
        ("Poland sent Iraq 600 of its armoured cars.", None),
    ],
)
def test_capitalised_words_before_a_class_noun_name_a_system(
    scene: Callable[[str], Scene], text: str, words: str | None
) -> None:
    document = scene(text).document
    start = text.index("armoured")
    found = unlisted_name(document, Span(start, start + len("armoured cars")), [])
    assert (found.of(text) if found else None) == words


def test_words_that_something_else_explains_name_none(scene: Callable[[str], Scene]) -> None:
    text = "Poland sent 600 Polish armoured cars to Iraq."
    start = text.index("armoured")
    taken = [Span(text.index("Polish"), text.index("Polish") + 6)]
    assert unlisted_name(scene(text).document, Span(start, start + 13), taken) is None


def test_headlines_capitalise_everything_and_name_none(scene: Callable[[str], Scene]) -> None:
    text = "Poland Sends Iraq Many Armoured Cars\nThe cars left on Friday."
    start = text.index("Armoured")
    assert unlisted_name(scene(text).document, Span(start, start + 13), []) is None


def test_a_system_by_its_text_name_keeps_that_name(scene: Callable[[str], Scene]) -> None:
    assert ("Zubrak armoured cars", "Zubrak") in items(scene("Poland sent 600 Zubrak armoured cars to Iraq."))


def test_a_month_is_no_name(scene: Callable[[str], Scene]) -> None:
    assert [name for _, name in items(scene("Between July and October cargo planes landed in Chad."))] == [
        "transport aircraft"
    ]
