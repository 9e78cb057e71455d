"""A vector for every token, and what kind of mention it belongs to."""

from collections.abc import Callable

import numpy as np
import pytest

from armsledger.reading.candidates import Scene
from armsledger.reading.encoder import KINDS, SIZE, Encoder, Vectors, encoder, token_kinds
from armsledger.reading.judge import shipped
from armsledger.reading.reader import layers_of

TEXT = "Sweden sold eight Gripen fighters to Bulgaria in 2019, Saab said. Reuters saw the jets in Sofia."


@pytest.fixture(scope="module")
def encode() -> Encoder:
    return encoder(shipped().encoder)


def kinds_of(scene: Scene) -> list[int]:
    layers = layers_of(scene)
    return token_kinds(scene.document, scene.mentions, layers.numbers, layers.dates)


def named_kinds(scene: Scene) -> dict[str, str]:
    names = {number: name for name, number in KINDS.items()}
    return {t.text: names.get(kind, "") for t, kind in zip(scene.document.doc, kinds_of(scene), strict=True)}


def vectors(encode: Encoder, scene: Scene) -> Vectors:
    return encode.vectors(scene.document, kinds_of(scene))


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Sweden", "state"),
        ("sold", ""),
        ("eight", "number"),
        ("Gripen", "system"),
        ("fighters", "system"),
        ("2019", "date"),
        ("Saab", "maker"),
        ("Reuters", "outlet"),
    ],
)
def test_a_token_is_marked_by_what_it_is_part_of(scene: Callable[[str], Scene], word: str, kind: str) -> None:
    assert named_kinds(scene(TEXT))[word] == kind


def test_kinds_have_numbers_of_their_own() -> None:
    assert sorted(KINDS.values()) == list(range(1, len(KINDS) + 1))


def test_every_word_has_a_vector_and_white_space_none(scene: Callable[[str], Scene], encode: Encoder) -> None:
    made = scene("Sweden sold  tanks.\n\nBulgaria paid.")
    found = vectors(encode, made)
    assert found.shape == (len(made.document.doc), SIZE)
    assert [bool(np.any(row)) for row in found] == [not t.is_space for t in made.document.doc]


def test_the_same_word_means_another_thing_elsewhere(scene: Callable[[str], Scene], encode: Encoder) -> None:
    made = scene("Sweden sold tanks to Bulgaria. The water tanks of the village are empty.")
    first, second = (vectors(encode, made)[t.i] for t in made.document.doc if t.text == "tanks")
    assert np.abs(first - second).max() > 0.1


def test_a_long_document_is_read_to_its_end(scene: Callable[[str], Scene], encode: Encoder) -> None:
    found = vectors(encode, scene((TEXT + " ") * 30))
    assert np.isfinite(found).all()
    assert np.any(found[-1])


def test_what_stands_after_a_window_changes_nothing_in_it(scene: Callable[[str], Scene], encode: Encoder) -> None:
    short, long = scene((TEXT + " ") * 30), scene((TEXT + " ") * 36)
    assert np.array_equal(vectors(encode, short)[:100], vectors(encode, long)[:100])
