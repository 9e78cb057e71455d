"""Documents cut into pieces and windows."""

from collections.abc import Callable

import pytest

from armsledger.reading.candidates import Scene
from armsledger.reading.wordpieces import LONGEST, MOST, Window, pieces, vocabulary, windows

SENTENCE = "Sweden has sold eight Gripen fighters to Bulgaria for an undisclosed sum, officials said on Friday. "


def spelled(word: str) -> list[str]:
    names = list(vocabulary())
    return [names[number] for number in pieces(word)]


def cut(scene: Scene) -> list[Window]:
    return list(windows(scene.document, [1] * len(scene.document.doc)))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tank", ["tank"]),
        ("TANK", ["tank"]),
        ("Gripen", ["grip", "##en"]),
        ("Erdoğan", ["er", "##dog", "##an"]),
        ("F-16", ["f", "-", "16"]),
        ("\U0001f6e9", ["[UNK]"]),
    ],
)
def test_a_word_is_its_longest_known_pieces(word: str, expected: list[str]) -> None:
    assert spelled(word)[: len(expected)] == expected


def test_every_word_has_a_piece_and_none_too_many() -> None:
    assert len(pieces("http://" + "a1-" * 200)) == MOST
    assert spelled("\u200b") == ["[UNK]"]


def test_the_marks_stand_around_every_window(scene: Callable[[str], Scene]) -> None:
    known = vocabulary()
    for window in cut(scene(SENTENCE * 60)):
        assert (window.pieces[0], window.pieces[-1]) == (known["[CLS]"], known["[SEP]"])
        assert len(window.pieces) == len(window.kinds) <= LONGEST + 2


def test_windows_speak_for_every_token_once_and_in_order(scene: Callable[[str], Scene]) -> None:
    made = scene(SENTENCE * 80)
    spoken_for = [token for window in cut(made) for token, _, _ in window.owners]
    assert spoken_for == list(range(len(made.document.doc)))
    assert len(cut(made)) > 2


def test_a_token_owns_its_own_pieces(scene: Callable[[str], Scene]) -> None:
    made = scene(SENTENCE * 30)
    for window in cut(made):
        for token, first, last in window.owners:
            word = made.document.doc[token]
            assert tuple(window.pieces[first:last]) == (() if word.is_space else pieces(word.text))


def test_a_window_ends_with_a_sentence_and_repeats_what_stands_before(scene: Callable[[str], Scene]) -> None:
    made = scene(SENTENCE * 80)
    first, second, *_ = cut(made)
    assert first.owners[-1][0] + 1 in {s.end for s in made.document.sentences}
    assert second.owners[0][1] > 100


def test_a_sentence_longer_than_a_window_is_cut(scene: Callable[[str], Scene]) -> None:
    made = scene("Sweden sold tanks" + " and tanks" * 700 + ".")
    assert [t for w in cut(made) for t, _, _ in w.owners] == list(range(len(made.document.doc)))
    assert all(len(w.pieces) <= LONGEST + 2 for w in cut(made))
