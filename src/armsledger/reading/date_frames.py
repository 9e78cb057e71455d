"""What the rules for dates see, and the rules for dates that stand by themselves: days, months, years, "last week"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from armsledger.catalog.cues import numerals
from armsledger.model import Period, Precision

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
NEAR = timedelta(days=92)
"""How far ahead a day of this year without its year may lie though nothing else looks ahead."""
_YEARS_AWAY = {"last": -1, "this": 0, "next": 1}


class Known(NamedTuple):
    """A date said before: how many characters before, its period, its value."""

    distance: int
    core: Period
    timex: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a rule sees: its match, the anchor day, whether the clause looks ahead, and the dates said before."""

    match: re.Match[str]
    anchor: date | None
    ahead: bool
    before: tuple[Known, ...] = ()

    def group(self, name: str) -> str:
        """A group of the match in lower case; empty where it is not there."""
        return (self.match.groupdict().get(name) or "").casefold()

    @property
    def year(self) -> int | None:
        """The year that is named: 2019, nineteen ninety-six, July last year."""
        if said := self.group("year"):
            return int(said) if said.isdigit() else _spelled_year(said)
        away = _YEARS_AWAY.get(self.group("away"))
        return None if away is None or self.anchor is None else self.anchor.year + away

    def lead_up(self, length: int) -> str:
        """The words before the match."""
        return self.match.string[max(0, self.match.start() - length) : self.match.start()]


Found = tuple[Period, str] | None
Rule = Callable[[Frame], Found]


def _spelled_year(words: str) -> int:
    first, *rest = re.split(r"[\s-]+", words)
    century = {"nineteen": 1900, "twenty": 2000}.get(first, 2000)
    return century + sum(numerals()[w].low for w in rest if w in numerals() and numerals()[w].role == "unit")


def month_number(word: str) -> int:
    """1 for January or Jan."""
    return MONTHS.index(word[:3].casefold()) + 1


def day(frame: Frame) -> Found:
    """Nov. 24, 24 November 2021, Saturday, April 25, July 4 last year."""
    month, number = month_number(frame.group("month")), int(frame.group("day"))
    year = frame.year or _year_for(frame, month, number)
    if year is None:
        return None
    when = date(year, month, number)
    return Period.day(when), when.isoformat()


def _year_for(frame: Frame, month: int, number: int) -> int | None:
    """The year of a day given without one: the latest before publication, unless it is near or its clause looks ahead."""
    if frame.anchor is None:
        return None
    this, ended = date(frame.anchor.year, month, min(number, 28)), bool(re.search(r"\bended\s+$", frame.lead_up(8)))
    if this > frame.anchor:
        return frame.anchor.year - (ended or not (frame.ahead or this - frame.anchor <= NEAR))
    passed = (month, number) < (frame.anchor.month, frame.anchor.day)
    return frame.anchor.year + (frame.ahead and passed and not ended and frame.anchor.month - month > 2)


def month(frame: Frame) -> Found:
    """In May, last September, July last year, October 2021."""
    number = month_number(frame.group("month"))
    year = frame.year or _year_of_month(frame, number)
    return None if year is None else (Period.month(year, number), f"{year}-{number:02}")


def _year_of_month(frame: Frame, number: int) -> int | None:
    if frame.anchor is None:
        return None
    year, here = frame.anchor.year, frame.anchor.month
    match frame.group("relative"):
        case "this":
            return year
        case "next":
            return year + (number <= here)
        case "last":
            return year - (number >= here)
    if number > here:
        return year - (not frame.ahead)
    return year + (frame.ahead and number < here - 1)


def bare_month(frame: Frame) -> Found:
    """A month without anything; "May" and "March", also a verb and a noun, need a preposition or a part before them."""
    if frame.match["month"] in ("May", "March") and not re.search(
        r"\b(?:in|since|by|until|from|of|to|last|next|this|early|mid|late|before|after|between|and)[\s-]+$",
        frame.match.string[: frame.match.start("month")][-12:],
        re.I,
    ):
        return None
    return month(frame)


def year(frame: Frame) -> Found:
    """2019."""
    return None if frame.year is None else (Period.year(frame.year), str(frame.year))


def years(frame: Frame) -> Found:
    """From 2006 to 2009, 2006-09."""
    first, last = frame.group("year"), frame.group("until")
    end = int(last) if len(last) == 4 else int(first[: 4 - len(last)] + last)
    return Period(date(int(first), 1, 1), date(end, 12, 31), Precision.RANGE), f"{first}/{end}"


def decade(frame: Frame) -> Found:
    """The 1980s, the '80s, the eighties."""
    said = frame.group("decade")
    first = int(said) if len(said) == 4 else 1900 + (int(said) if said.isdigit() else numerals()[said[:-3] + "y"].low)
    return Period(date(first, 1, 1), date(first + 9, 12, 31), Precision.VAGUE), str(first)[:3]


def century(frame: Frame) -> Found:
    """The 19th century."""
    first = 100 * (int(frame.group("nth")) - 1)
    return Period(date(first + 1, 1, 1), date(first + 100, 12, 31), Precision.VAGUE), f"{first // 100:02}"


def season(frame: Frame) -> Found:
    """Spring 2021, last summer, in the winter."""
    if frame.year is None and frame.anchor is None:
        return None
    name = frame.group("season")
    return season_of(frame.year or frame.anchor.year + _season_shift(frame, SEASONS[name][0]), name)  # type: ignore[union-attr]


def season_of(year: int, name: str) -> tuple[Period, str]:
    """A season by the year it begins in."""
    first, last = SEASONS[name]
    period = Period.month(year, first) | Period.month(year + (last < first), last)
    code = {"spring": "SP", "summer": "SU", "winter": "WI"}.get(name, "FA")
    return replace(period, precision=Precision.SEASON), f"{year}-{code}"


def _season_shift(frame: Frame, first: int) -> int:
    assert frame.anchor
    relative = frame.group("relative").strip()
    if relative == "next":
        return int(first <= frame.anchor.month)
    if relative == "last":
        return -int(first >= frame.anchor.month)
    if first == 12 and frame.anchor.month < 6 and not frame.ahead:  # this winter began last year
        return -1
    return -int(not relative and not frame.ahead and first > frame.anchor.month)


def numeric(frame: Frame) -> Found:
    """2021-10-26."""
    when = date(int(frame.group("year")), int(frame.group("mm")), int(frame.group("dd")))
    return Period.day(when), when.isoformat()


def slashed(frame: Frame) -> Found:
    """10/30/89 or 30/10/1989; a date that could be read both ways is none."""
    first, second, said = int(frame.group("mm")), int(frame.group("dd")), frame.group("yy")
    if max(first, second) <= 12 and first != second:
        return None
    year = int(said) if len(said) == 4 else int(said) + (1900 if int(said) > 50 else 2000)
    when = date(year, first, second) if first <= 12 else date(year, second, first)
    return Period.day(when), when.isoformat()


def span_of_days(frame: Frame) -> Found:
    """3-5 May."""
    month = month_number(frame.group("month"))
    year = frame.year or _year_for(frame, month, int(frame.group("day")))
    if year is None:
        return None
    first, last = date(year, month, int(frame.group("day"))), date(year, month, int(frame.group("last")))
    return Period(first, last, Precision.RANGE), f"{first}/{last}"


def span_of_months(frame: Frame) -> Found:
    """From May to July 2020."""
    last_year, last = int(frame.group("until")), month_number(frame.group("month2"))
    first = month_number(frame.group("month"))
    first_year = frame.year or last_year - (first > last)
    period = Period.month(first_year, first) | Period.month(last_year, last)
    return replace(period, precision=Precision.RANGE), f"{first_year}-{first:02}/{last_year}-{last:02}"
