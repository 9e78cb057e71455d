"""Cutting a text: each piece stands where it says, and a text met before is cut the same."""

from hypothesis import given
from hypothesis import strategies as st

from armsledger.catalog import catalog
from armsledger.catalog.pieces import LONGEST, Cut, fold, pieces

TEXTS = st.text(st.sampled_from(list("aBéßİł9 .,-–\"'(\n ١я")), max_size=80) | st.text(max_size=80)


@given(TEXTS)
def test_every_piece_stands_where_the_cut_says(text: str) -> None:
    cut = Cut(text)
    found = [(word, cut.start(n), cut.end(n)) for n, word in enumerate(cut.words) if word]
    assert found == pieces(text)
    assert all(fold(text[start:end].lower()) == word for word, start, end in found)


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_between_two_places_are_the_pieces_that_begin_there(text: str, low: int, high: int) -> None:
    assert Cut(text).between(low, high) == [word for word, start, _ in pieces(text) if low <= start < high]


@given(TEXTS)
def test_a_text_is_cut_alike_a_second_time(text: str) -> None:
    first, second = Cut(text), Cut(text)
    assert (first.words, first.gaps, first.places) == (second.words, second.gaps, second.places)


def test_names_are_found_beside_marks_and_in_endless_tokens() -> None:
    for text in ('A "TB2" flew', "(TB2)", "– TB2 –", "x," * LONGEST + "TB2", "\n\nTB2\n"):
        assert [hit.entry.id for hit in catalog().scan(text)] == ["bayraktar-tb2"], text


def test_a_calibre_that_begins_with_its_point_belongs_to_the_name() -> None:
    hits = list(catalog().scan("Rebels showed a Barrett .50 to visitors."))
    assert [(hit.entry.id, hit.end - hit.start) for hit in hits] == [("m107-rifle", len("Barrett .50"))]
