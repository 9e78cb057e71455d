"""Dates are intervals with a precision, anchored on the day of publication."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.reading.dates import dates

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


@given(st.text(alphabet="0123456789 -/,.JanMaylstnexfriFdytohdc", max_size=50))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = dates(text, SUNDAY)
    assert all(d.span.fits(text) for d in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
