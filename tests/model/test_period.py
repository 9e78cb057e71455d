"""The algebra of periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.model import Period, Precision

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    a, b = sorted((draw(days), draw(days)))
    return Period(draw(st.sampled_from([a, None])), draw(st.sampled_from([b, None])))


@given(periods(), periods())
def test_meeting_and_hull_are_symmetric(a: Period, b: Period) -> None:
    assert a.meets(b) == b.meets(a)
    assert a | b == b | a


@given(periods(), periods())
def test_an_intersection_lies_in_both(a: Period, b: Period) -> None:
    if a.meets(b):
        both = a & b
        assert both.meets(a)
        assert both.meets(b)


@given(days)
def test_a_day_lies_in_its_week_month_and_year(day: date) -> None:
    own = Period.day(day)
    assert all(own.meets(p) for p in (Period.week_of(day), Period.month(day.year, day.month), Period.year(day.year)))


def test_the_coarser_precision_wins_in_a_hull() -> None:
    assert (Period.year(2019) | Period.day(date(2020, 1, 1))).precision == Precision.YEAR


def test_a_period_may_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2020, 1, 2), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period.year(2019), "2019"),
        (Period.month(2021, 10), "2021-10"),
        (Period.day(date(2021, 1, 2)), "2021-01-02"),
        (Period(None, date(2021, 1, 2)), "by 2021-01-02"),
    ],
)
def test_periods_read_well(period: Period, text: str) -> None:
    assert str(period) == text
