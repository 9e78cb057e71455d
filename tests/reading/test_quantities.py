"""Numbers in text become the intervals that DESIGN's conventions give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.model import Interval
from armsledger.reading.number_words import value_of
from armsledger.reading.quantities import numbers


def only(text: str):
    found = numbers(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("dozens of drones", 24, None),
        ("at least two dozen drones", 24, None),
        ("up to 40 tanks", None, 40),
        ("about 100 guns", 90, 110),
        ("several ships", 3, None),
        ("hundreds of shells", 200, None),
        ("several hundred shells", 300, None),
        ("some 30 guns", 27, 33),
        ("6 aircraft", 6, 6),
        ("twenty-four howitzers", 24, 24),
        ("half a million rounds", 500_000, 500_000),
        ("over 28 million rounds", 28_000_000, None),
        ("3,000-5,000 rounds", 3000, 5000),
        ("between 10 and 20 launchers", 10, 20),
        ("a couple of boats", 2, 2),
        ("two hundred and fifty rifles", 250, 250),
        ("fewer than 10 jets", None, 10),
    ],
)
def test_counts_are_intervals(words: str, low: int | None, high: int | None) -> None:
    number = only(words)
    assert (number.interval, number.kind) == (Interval(low, high), "count")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("$3.1 billion", "money"),
        ("8 billion pounds", "money"),
        ("155 mm", "measure"),
        ("47.6%", "percent"),
        ("six months", "duration"),
    ],
)
def test_money_calibres_and_durations_are_no_counts(words: str, kind: str) -> None:
    assert only(words).kind == kind


@pytest.mark.parametrize("name", ["the T-72", "an F-16", "Su-35"])
def test_model_numbers_are_not_read(name: str) -> None:
    assert numbers(name) == []


def test_more_marks_an_additional_number() -> None:
    assert only("two dozen more drones").more
    assert only("another 10 tanks").more
    assert not only("two dozen drones").more


def test_money_keeps_its_currency_and_decimals() -> None:
    number = only("about $3.1 billion")
    assert number.unit == "USD"
    assert 3_100_000_000 in number.interval


def test_a_scale_behind_a_range_counts_for_both_ends() -> None:
    assert only("3 to 5 million rounds").interval == Interval(3_000_000, 5_000_000)


@pytest.mark.parametrize(
    ("words", "ends", "kind"),
    [
        ("$13.6m", (13_600_000, 13_600_000), "money"),
        ("US $1.5 billion", (1.5e9, 1.5e9), "money"),
        ("$US55,000", (55_000, 55_000), "money"),
        ("5m euros", (5_000_000, 5_000_000), "money"),
        ("US$1.2 to US$1.4 billion", (1.2e9, 1.4e9), "money"),
        ("$-5.5bn", (-5.5e9, -5.5e9), "money"),
        ("4.5pc", (4.5, 4.5), "percent"),
        ("between 5% and 6%", (5, 6), "percent"),
        ("two per cent to 2.5 per cent", (2, 2.5), "percent"),
        ("minus 40 degrees", (-40, -40), "measure"),
        ("10W", (10, 10), "measure"),
        ("sub-7 nanometre", (None, 7), "measure"),
        ("~20 km", (18, 22), "measure"),
        ("30-odd tanks", (27, 33), "count"),
        ("20 or fewer tanks", (None, 20), "count"),
        ("two-thirds of the fleet", (2 / 3, 2 / 3), "fraction"),
        ("more than a third of the fleet", (1 / 3, None), "fraction"),
        ("half the fleet", (0.5, 0.5), "fraction"),
        ("1/16 of a pint", (1 / 16, 1 / 16), "fraction"),
    ],
)
def test_decimals_units_and_parts(words: str, ends: tuple[float | None, float | None], kind: str) -> None:
    number = only(words)
    assert number.kind == kind
    assert number.exact == pytest.approx(ends)


def test_a_change_is_two_numbers_and_no_range() -> None:
    assert [n.interval.min for n in numbers("fell from 40 tanks to 30; cut from 12 to 9")] == [40, 30, 12, 9]
    assert [n.interval.min for n in numbers("rose by $5 billion to $20 billion")] == [5 * 10**9, 20 * 10**9]


@pytest.mark.parametrize(
    "words",
    [
        "The Radia 11 has wings.",
        "It is Unit 3.",
        "On March 29, it rained.",
        "It left at 10.45pm.",
        "They live at 575 Oak Road.",
        "It ended 2-0.",
        "It was the same one again.",
        "In Reno, both came.",
    ],
)
def test_numbers_that_name_something_are_labels(words: str) -> None:
    assert all(n.label for n in numbers(words))
    assert numbers(words)


@pytest.mark.parametrize(
    "words",
    ["They gave Ukraine 31 tanks.", "They gave Ukraine 31 Abrams tanks.", "It has 30 road vehicles.", "12 L118 guns."],
)
def test_amounts_are_no_labels(words: str) -> None:
    assert [(n.kind, n.label) for n in numbers(words)] == [("count", False)]


@pytest.mark.parametrize("words", ["a .50 calibre gun", "the MiG-29K", "the T-72"])
def test_calibres_and_names_are_not_read(words: str) -> None:
    assert numbers(words) == []


@given(st.integers(min_value=0, max_value=10**9))
def test_every_whole_number_is_read_as_itself(number: int) -> None:
    assert value_of(f"{number:,}") == Interval.exactly(number)


@given(st.text(alphabet="0123456789,. -–toand dozenmillion$€%xa\n", max_size=60))
def test_spans_lie_in_the_text_and_intervals_stand_upright(text: str) -> None:
    for number in numbers(text):
        assert number.span.fits(text)
