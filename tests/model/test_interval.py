"""The algebra of intervals."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from armsledger.model import Interval

ends = st.none() | st.integers(0, 10_000)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ends), draw(ends)
    return Interval(high, low) if low is not None and high is not None and low > high else Interval(low, high)


@given(intervals(), intervals(), st.integers(0, 10_000))
def test_a_number_lies_in_the_intersection_if_it_lies_in_both(a: Interval, b: Interval, n: int) -> None:
    both = n in a and n in b
    assert (a.meets(b) and n in (a & b)) == both


@given(intervals(), intervals(), st.integers(0, 10_000))
def test_the_hull_holds_what_either_holds(a: Interval, b: Interval, n: int) -> None:
    assert not (n in a or n in b) or n in (a | b)


@given(intervals(), intervals())
def test_meeting_hull_and_sum_are_symmetric(a: Interval, b: Interval) -> None:
    assert (a.meets(b), a | b, a + b) == (b.meets(a), b | a, b + a)


@given(intervals(), intervals(), intervals())
def test_sums_may_be_made_in_any_order(a: Interval, b: Interval, c: Interval) -> None:
    assert (a + b) + c == a + (b + c)


@given(st.integers(0, 999), st.integers(0, 999))
def test_exact_numbers_add_up(a: int, b: int) -> None:
    assert Interval.exactly(a) + Interval.exactly(b) == Interval.exactly(a + b)


@given(intervals())
def test_an_interval_met_with_itself_is_itself(a: Interval) -> None:
    assume(not a.empty_handed)
    assert a & a == a == (a | a)


def test_upside_down_intervals_are_refused() -> None:
    with pytest.raises(ValueError, match="upside down"):
        Interval(5, 3)


@pytest.mark.parametrize(
    ("interval", "text"),
    [(Interval(24, None), "≥ 24"), (Interval(None, 40), "≤ 40"), (Interval(6, 6), "6"), (Interval(2, 8), "2–8")],
)
def test_intervals_read_well(interval: Interval, text: str) -> None:
    assert str(interval) == text
