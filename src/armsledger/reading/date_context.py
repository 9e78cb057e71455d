"""Rules for dates that lean on the date said before or on the calendar of reports: "the following year", "the quarter"."""

from __future__ import annotations

from datetime import date, timedelta

from armsledger.model import Period
from armsledger.reading.date_frames import Found, Frame, month_number, season_of
from armsledger.reading.date_relative import calendar, quarter_of

_REACH = 400
"""How many characters back a date is still the one that "that year" means."""
_QUARTER_REACH = 1500
"""The quarter that a report is about stays so for paragraphs."""
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def quarter(frame: Frame) -> Found:
    """The third quarter, Q4 2020, third-quarter results; without a year the latest that has begun."""
    number = _NTH.get(frame.group("nth")) or int(frame.group("q") or 0)
    if frame.group("nth") == "last":
        return quarter_of(frame.year, 4) if frame.year else _completed(frame)
    year = frame.year or (frame.anchor.year if frame.anchor else None)
    if year is None or not number:
        return None
    begun = frame.anchor is None or date(year, 3 * number - 2, 1) <= frame.anchor
    return quarter_of(year - (not frame.year and not frame.ahead and not begun), number)


def this_quarter(frame: Frame) -> Found:
    """The quarter (the latest one): that which was said before, else the last one completed."""
    return _quarter_said(frame) or (_completed(frame) if frame.group("unit") == "quarter" else None)


def year_ago_quarter(frame: Frame) -> Found:
    """The year-earlier quarter, the 1988 period: the same quarter of another year."""
    said = _quarter_said(frame)
    if said is None and frame.group("unit") == "quarter":
        said = _completed(frame)
    number = _NTH.get(frame.group("nth")) or (int(said[1][-1]) if said else 0)
    year = frame.year or (int(said[1][:4]) - 1 if said else frame.anchor.year - 1 if frame.anchor else None)
    if year is None:
        return None
    return quarter_of(year, number) if number else (Period.year(year), str(year))


def year_ago(frame: Frame) -> Found:
    """A year ago, year-earlier: of the quarter that is spoken of; else of the date just said ("earlier"), or of today."""
    if said := _quarter_said(frame):
        return quarter_of(int(said[1][:4]) - 1, int(said[1][-1]))
    if frame.group("back") == "earlier" and (start := _base(frame)):
        return calendar(start, -1, "year")
    return calendar(frame.anchor, -1, "year") if frame.anchor else None


def same(frame: Frame) -> Found:
    """That year, the same month, the following day: by the date said before; silent where none is fine enough."""
    step, unit = int(frame.group("back") in ("the following", "the next")), frame.group("unit")
    most = {"day": 1, "month": 31, "quarter": 92, "year": 366}[unit]
    for known in frame.before:
        start, end = known.core.start, known.core.end
        if known.distance > _REACH:
            return None
        if start and end and (end - start).days < most:
            return _day(start + timedelta(days=step)) if unit == "day" else calendar(start, step, unit)
    return None


def of_that_year(frame: Frame) -> Found:
    """October of that year, the autumn of the following year: by the year said before."""
    step, known = int(frame.group("back") == "the following"), next(iter(frame.before), None)
    if known is None or known.core.start is None or known.distance > _REACH:
        return None
    year = known.core.start.year + step
    if frame.group("season"):
        return season_of(year, frame.group("season"))
    number = month_number(frame.group("month"))
    return Period.month(year, number), f"{year}-{number:02}"


def weekend(frame: Frame) -> Found:
    """The weekend: the latest that has begun, or the coming one where the clause looks ahead."""
    if frame.anchor is None:
        return None
    past = frame.anchor.weekday() < 5 and not frame.ahead and "ahead of" not in frame.lead_up(12)
    return calendar(frame.anchor, -1 if past else 0, "weekend")


def latest_year(frame: Frame) -> Found:
    """The latest fiscal year: the one that is over."""
    return calendar(frame.anchor, -1, "year") if frame.anchor else None


def _day(when: date) -> Found:
    return Period.day(when), when.isoformat()


def _quarter_said(frame: Frame) -> Found:
    """The nearest quarter before, of the latest year: a year-ago quarter is but compared with."""
    near = [k for k in frame.before if k.distance <= _QUARTER_REACH and k.timex[4:6] == "-Q"]
    nearest = max(near, key=lambda k: (k.timex[:4], -k.distance), default=None)
    return (nearest.core, nearest.timex) if nearest else None


def _completed(frame: Frame) -> Found:
    return calendar(frame.anchor, -1, "quarter") if frame.anchor else None


def _base(frame: Frame) -> date | None:
    """The first day of the date said just before, in this sentence or the last."""
    return next((k.core.start for k in frame.before if k.distance <= _REACH // 2), None)
