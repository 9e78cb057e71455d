"""Dates are intervals with a precision, anchored on the day of publication."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.catalog.cues import words
from armsledger.reading.dates import dates
from armsledger.reading.references import references

SUNDAY = date(2021, 12, 5)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Friday", "2021-12-03", "2021-12-03"),
        ("on Sunday", "2021-12-05", "2021-12-05"),
        ("in late October", "2021-10-22", "2021-10-31"),
        ("since 2019", "2019-01-01", "2021-12-05"),
        ("a couple years ago", "2019-01-01", "2020-12-31"),
        ("two years ago", "2019-01-01", "2019-12-31"),
        ("by the end of the year", None, "2021-12-31"),
        ("in August 2023", "2023-08-01", "2023-08-31"),
        ("on Nov. 24", "2021-11-24", "2021-11-24"),
        ("from 2006 to 2009", "2006-01-01", "2009-12-31"),
        ("last month", "2021-11-01", "2021-11-30"),
        ("last September", "2021-09-01", "2021-09-30"),
        ("in the first quarter of 2024", "2024-01-01", "2024-03-31"),
        ("in the 1980s", "1980-01-01", "1989-12-31"),
        ("by 1 October", None, "2021-10-01"),
        ("on 2021-10-26", "2021-10-26", "2021-10-26"),
        ("will arrive in May", "2022-05-01", "2022-05-31"),
        ("arrived in May", "2021-05-01", "2021-05-31"),
        ("on Dec. 20", "2021-12-20", "2021-12-20"),
        ("on 4 April", "2021-04-04", "2021-04-04"),
        ("and will be opened by A. Novak on Jan. 9", "2022-01-09", "2022-01-09"),
        ("in July last year", "2020-07-01", "2020-07-31"),
        ("on Saturday, November 27", "2021-11-27", "2021-11-27"),
        ("last Sunday", "2021-11-28", "2021-11-28"),
        ("and will be back, he said on Friday", "2021-12-03", "2021-12-03"),
        ("in the fourth quarter", "2021-10-01", "2021-12-31"),
        ("as third-quarter sales fell", "2021-07-01", "2021-09-30"),
        ("in the quarter", "2021-07-01", "2021-09-30"),
        ("over the weekend", "2021-12-04", "2021-12-05"),
        ("last spring", "2021-03-01", "2021-05-31"),
        ("by year-end", None, "2021-12-31"),
        ("in nineteen ninety-six", "1996-01-01", "1996-12-31"),
        ("in the eighties", "1980-01-01", "1989-12-31"),
        ("on 10/30/89", "1989-10-30", "1989-10-30"),
    ],
)
def test_words_for_dates(words: str, start: str | None, end: str | None) -> None:
    [found] = dates(f"It happened {words}.", SUNDAY)
    edges = (found.period.start, found.period.end)
    assert tuple(d.isoformat() if d else None for d in edges) == (start, end)


def test_relative_dates_need_an_anchor() -> None:
    assert dates("They came on Friday and last month.", None) == []


def test_may_and_march_need_a_preposition() -> None:
    assert dates("They May march on.", SUNDAY) == []


def test_impossible_days_are_no_dates() -> None:
    assert all(d.period.start != date(2021, 6, 30) for d in dates("on 31 June 2021", SUNDAY))


def test_timex_values_name_the_expression() -> None:
    assert [d.timex for d in dates("in October 2021 and last week", SUNDAY)] == ["2021-10", "2021-W47"]


@pytest.mark.parametrize(
    ("words", "timex"),
    [
        ("The deal of 2015 was paid the following year", ["2015", "2016"]),
        ("It was signed in 2015 and, in May of that year, paid", ["2015", "2015-05"]),
        ("Four came on 3 May 2015 and two the next day", ["2015-05-03", "2015-05-04"]),
        ("The contract of 2015 follows one of a year earlier", ["2015", "2014"]),
        ("Sales fell in the third quarter of 2019 from a year ago", ["2019-Q3", "2018-Q3"]),
        ("After the second quarter of 2019, the year-earlier quarter is dull", ["2019-Q2", "2018-Q2"]),
        ("In the last half of 2019", ["2019-H2"]),
        ("a fort of the 19th century", ["18"]),
    ],
)
def test_dates_lean_on_the_date_said_before(words: str, timex: list[str]) -> None:
    assert [d.timex for d in dates(words, SUNDAY)] == timex


def test_that_year_is_silent_where_no_year_was_said() -> None:
    assert dates("They came later that year.", SUNDAY) == []


@pytest.mark.parametrize("numbers", ["10/11/12", "24/7/365", "1/2"])
def test_slashed_numbers_that_could_be_read_two_ways_are_no_dates(numbers: str) -> None:
    assert dates(f"It says {numbers} here.", SUNDAY) == []


def test_references_point_at_a_time_without_dating_it() -> None:
    found = references("They recently said the guns, now in store, would soon be fired.")
    assert [r.timex for r in found] == ["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
    assert all(r.period.start is None and r.period.end is None for r in found)


def test_references_are_no_dates() -> None:
    phrases = words("time_references", "phrase", "value")
    assert not any(dates(f"They came {phrase}.", SUNDAY) for phrase in phrases)


@given(st.text(alphabet="0123456789 -/,.JanMaylstnexfriFdytohdc", max_size=50))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = dates(text, SUNDAY)
    assert all(d.span.fits(text) for d in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
