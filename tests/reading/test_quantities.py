"""Numbers in text become the intervals that DESIGN's conventions give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.model import Interval
from armsledger.reading.quantities import numbers, value_of


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


@given(st.integers(min_value=0, max_value=10**9))
def test_every_whole_number_is_read_as_itself(number: int) -> None:
    assert value_of(f"{number:,}") == Interval.exactly(number)


@given(st.text(alphabet="0123456789,. -–toand dozenmillion$€%xa\n", max_size=60))
def test_spans_lie_in_the_text_and_intervals_stand_upright(text: str) -> None:
    for number in numbers(text):
        assert number.span.fits(text)
