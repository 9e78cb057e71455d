"""Rules for dates counted from the day of publication: Friday, last week, two years ago, within six months."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from armsledger.catalog.cues import numerals
from armsledger.model import Period, Precision
from armsledger.reading.date_frames import SEASONS, WEEKDAYS, Found, Frame

_SAID = re.compile(r"\b(?:said|says|told|announced|reported|added)\s+(?:[\w.]+\s+){0,3}$", re.I)
_COMING = re.compile(r"\b(?:will|due|to be|set to|scheduled|expected to|(?:is|are|was|were) to)\b", re.I)
_STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}


def weekday(frame: Frame) -> Found:
    """Friday, last Monday; the next one where the clause looks ahead."""
    if frame.anchor is None:
        return None
    back = (frame.anchor.weekday() - WEEKDAYS.index(frame.group("weekday"))) % 7
    if frame.group("relative") == "last":
        back = back or 7
    elif frame.group("relative") == "next" or (back and _is_coming(frame)):
        back -= 7
    when = frame.anchor - timedelta(days=back)
    return Period.day(when), when.isoformat()


def _is_coming(frame: Frame) -> bool:
    before = frame.lead_up(60)
    return frame.ahead and bool(_COMING.search(before)) and not _SAID.search(before)


def deictic(frame: Frame) -> Found:
    """Yesterday, today, tomorrow."""
    if frame.anchor is None:
        return None
    when = frame.anchor + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(frame.group("deictic"), 0))
    return Period.day(when), when.isoformat()


def relative(frame: Frame) -> Found:
    """Last week, this month, next year, the past year."""
    if frame.anchor is None or frame.group("unit") in SEASONS:
        return None
    word = frame.group("relative").removeprefix("the ")
    if word == "past" and frame.group("unit") != "quarter":
        return _back_from(frame.anchor, frame.group("unit"))
    return calendar(frame.anchor, _STEPS.get(word, 0), frame.group("unit"))


def calendar(anchor: date, step: int, unit: str) -> Found:
    """The calendar unit `step` away from the one that `anchor` lies in; None for a unit without a calendar."""
    if unit == "year":
        return Period.year(anchor.year + step), str(anchor.year + step)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + step
        return Period.month(index // 12, index % 12 + 1), f"{index // 12}-{index % 12 + 1:02}"
    if unit == "quarter":
        index = anchor.year * 4 + (anchor.month - 1) // 3 + step
        return quarter_of(index // 4, index % 4 + 1)
    if unit in ("week", "weekend"):
        return _week(anchor + timedelta(weeks=step), unit)
    return None


def _week(when: date, unit: str) -> Found:
    week = Period.week_of(when)
    assert week.start
    name = "{0.year}-W{0.week:02}".format(week.start.isocalendar())
    if unit == "week":
        return week, name
    return replace(week, start=week.start + timedelta(days=5), precision=Precision.RANGE), f"{name}-WE"


def quarter_of(year: int, number: int) -> tuple[Period, str]:
    """A quarter of a year."""
    period = Period.month(year, 3 * number - 2) | Period.month(year, 3 * number)
    return replace(period, precision=Precision.QUARTER), f"{year}-Q{number}"


def _back_from(anchor: date, unit: str) -> Found:
    days = {"day": 1, "week": 7, "weekend": 7, "month": 30, "year": 365, "decade": 3652}.get(unit)
    if days is None:
        return None
    return Period(anchor - timedelta(days=days), anchor, Precision.RANGE), f"P1{unit[0].upper()}"


def of_the_unit(frame: Frame) -> Found:
    """The end of the month, the full year, year-end."""
    return None if frame.anchor is None else calendar(frame.anchor, 0, frame.group("unit") or "year")


def ago(frame: Frame) -> Found:
    """Two years ago; a couple of years ago reaches half a unit further on either side."""
    if frame.anchor is None:
        return None
    low, high, vague = _count(frame.group("count"))
    edges = [_shifted(frame.anchor, -n, frame.group("unit")) for n in (low, high)]
    if edges[0] is None or edges[1] is None:
        return None
    period = edges[0][0] | edges[1][0]
    return (replace(period, precision=Precision.VAGUE), "PAST_REF") if vague else (period, edges[0][1])


def in_time(frame: Frame) -> Found:
    """Within six months."""
    if frame.anchor is None:
        return None
    later = _shifted(frame.anchor, _count(frame.group("from_now"))[1], frame.group("unit"))
    if later is None or later[0].end is None:
        return None
    return Period(frame.anchor, later[0].end, Precision.RANGE), later[1]


def _count(words: str) -> tuple[int, int, bool]:
    if words.isdigit():
        return int(words), int(words), False
    if "couple" in words:
        return 1, 2, True
    if words in ("a few", "several", "some"):
        return 2, 6, True
    numeral = numerals().get(words)
    return (1, 1, False) if words in ("a", "an") or numeral is None else (numeral.low, numeral.low, False)


def _shifted(anchor: date, count: int, unit: str) -> Found:
    if unit == "day":
        when = anchor + timedelta(days=count)
        return Period.day(when), when.isoformat()
    if unit == "decade":
        first = anchor.year + 10 * count
        return Period(date(first - 2, 1, 1), date(first + 2, 12, 31), Precision.VAGUE), str(first)[:3]
    return calendar(anchor, count, unit)
