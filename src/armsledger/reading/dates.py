"""Dates in text as intervals with a precision, anchored on the day of publication.

A bare weekday is the latest one up to publication day; a bare month or day lies in the past unless its clause looks
ahead. "By May" is open at its start, "since 2019" runs up to publication. TIMEX3 values (ISO-TimeML) name each date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from armsledger.catalog.cues import numerals
from armsledger.model import Period, Precision, Span

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PART = r"(?:(?P<part>early|mid|late|the beginning of|the start of|the end of|end[ -]of|the middle of|the first half of|the second half of)[ -](?:in )?)?"
_LEAD = r"(?:(?P<lead>by|since|until|till|before|after|as of|from|up to|no later than|starting in|beginning in)\s+(?:as early as )?)?"
_UNIT = r"(?P<unit>day|week|weekend|month|quarter|year|decade|summer|spring|autumn|fall|winter)"
_AHEAD = re.compile(
    r"\b(?:will|shall|would|should|due|expect\w*|plan\w*|schedul\w*|to be|next|upcoming|by|until|slated|is to|are to)\b[^.;]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date read from the text."""

    span: Span
    period: Period
    timex: str
    """TIMEX3 value of the core expression: 2021-10, 2021-W48, PAST_REF …"""
    core: Period
    """The period without "by", "since" …"""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a rule sees: its match, the anchor day, and whether the clause looks ahead."""

    match: re.Match[str]
    anchor: date | None
    ahead: bool

    def group(self, name: str) -> str:
        return (self.match.groupdict().get(name) or "").casefold()


Rule = Callable[[_Frame], "tuple[Period, str] | None"]


def dates(text: str, published: date | None) -> list[DateMention]:
    """All dates of a text, in order, without overlaps. Relative ones need the day of publication."""
    taken: list[DateMention] = []
    for pattern, rule in _rules():
        for match in pattern.finditer(text):
            if any(Span(*match.span()).overlaps(known.span) for known in taken):
                continue
            if found := _read(text, match, rule, published):
                taken.append(found)
    return sorted(taken, key=lambda d: d.span)


def _read(text: str, match: re.Match[str], rule: Rule, published: date | None) -> DateMention | None:
    ahead = bool(_AHEAD.search(text, max(0, match.start() - 120), match.end()))
    try:
        result = rule(_Frame(match, published, ahead))
    except (ValueError, OverflowError):  # 31 June, year 0: no date
        return None
    if result is None:
        return None
    core, timex = result
    part = (match.groupdict().get("part") or "").casefold()
    core = narrowed(core, part) if part else core
    lead = (match.groupdict().get("lead") or "").casefold()
    period = bounded(core, lead, published)
    span = Span(*match.span()).trimmed(text)
    return DateMention(span, period.read_from(span, text), timex, core)


def narrowed(period: Period, part: str) -> Period:
    """The early, middle or late third of a period (halves where a half is named)."""
    if not period.start or not period.end:
        return period
    days = (period.end - period.start).days + 1
    share = 2 if "half" in part else 3
    first, last = period.start, period.end
    if re.search(r"early|beginning|start|first", part):
        last = period.start + timedelta(days=max(0, days // share - 1))
    elif re.search(r"late|end|second", part):
        first = period.end - timedelta(days=max(0, days // share - 1))
    else:
        first, last = period.start + timedelta(days=days // 3), period.end - timedelta(days=days // 3)
    return replace(period, start=first, end=last, precision=Precision.RANGE)


def bounded(core: Period, lead: str, published: date | None) -> Period:
    """A period behind "by", "since", "until" …."""
    if lead in ("by", "until", "till", "up to", "no later than", "before", "as of"):
        return Period(None, core.end, Precision.RANGE)
    if lead in ("since", "from", "starting in", "beginning in", "after"):
        end = published if published and core.start and core.start <= published and lead in ("since", "after") else None
        return Period(core.start, end, Precision.RANGE)
    return core


def _month_number(word: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word.rstrip(".")[:3].casefold()))


def _day(frame: _Frame) -> tuple[Period, str] | None:
    month, day = _month_number(frame.group("month")), int(frame.group("day"))
    year = int(frame.group("year")) if frame.group("year") else _year_for(frame, month, day)
    if year is None:
        return None
    when = date(year, month, day)
    return Period.day(when), when.isoformat()


def _year_for(frame: _Frame, month: int, day: int) -> int | None:
    """The year of a date given without one: the latest before publication, or the next one in a clause that looks ahead."""
    if frame.anchor is None:
        return None
    if date(frame.anchor.year, month, min(day, 28)) > frame.anchor + timedelta(days=0 if not frame.ahead else 366):
        return frame.anchor.year - 1
    passed = (month, day) < (frame.anchor.month, frame.anchor.day)
    if frame.ahead and passed:
        return frame.anchor.year + (1 if frame.anchor.month - month > 2 else 0)
    return frame.anchor.year


def _month(frame: _Frame) -> tuple[Period, str] | None:
    month = _month_number(frame.group("month"))
    if frame.group("year"):
        year = int(frame.group("year"))
    elif frame.anchor is None:
        return None
    elif frame.group("relative") == "next":
        year = frame.anchor.year + (month <= frame.anchor.month)
    elif frame.group("relative") == "last":
        year = frame.anchor.year - (month >= frame.anchor.month)
    elif month > frame.anchor.month:
        year = frame.anchor.year - (0 if frame.ahead else 1)
    else:
        year = frame.anchor.year + (1 if frame.ahead and month < frame.anchor.month - 1 else 0)
    return Period.month(year, month), f"{year}-{month:02}"


def _year(frame: _Frame) -> tuple[Period, str]:
    year = int(frame.group("year"))
    return Period.year(year), str(year)


def _years(frame: _Frame) -> tuple[Period, str] | None:
    first, last = int(frame.group("year")), frame.group("until")
    end = int(last) if len(last) == 4 else int(frame.group("year")[: 4 - len(last)] + last)
    return Period(date(first, 1, 1), date(end, 12, 31), Precision.RANGE), f"{first}/{end}"


def _decade(frame: _Frame) -> tuple[Period, str]:
    first = int(frame.group("decade")[:4])
    return Period(date(first, 1, 1), date(first + 9, 12, 31), Precision.VAGUE), str(first)[:3]


def _season(frame: _Frame) -> tuple[Period, str] | None:
    first, last = SEASONS[frame.group("season")]
    if not frame.group("year") and frame.anchor is None:
        return None
    year = int(frame.group("year")) if frame.group("year") else frame.anchor.year  # type: ignore[union-attr]
    if not frame.group("year") and frame.anchor:
        year += _season_shift(frame, first)
    period = Period.month(year, first) | Period.month(year + (last < first), last)
    code = {"spring": "SP", "summer": "SU", "winter": "WI"}.get(frame.group("season"), "FA")
    return replace(period, precision=Precision.SEASON), f"{year}-{code}"


def _season_shift(frame: _Frame, first: int) -> int:
    assert frame.anchor
    if frame.group("relative") == "next":
        return int(first <= frame.anchor.month)
    if frame.group("relative") == "last" or not frame.ahead:
        return -int(first >= frame.anchor.month)
    return 0


def _quarter(frame: _Frame) -> tuple[Period, str] | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}.get(frame.group("nth")) or int(
        frame.group("q") or 0
    )
    year = int(frame.group("year")) if frame.group("year") else frame.anchor.year if frame.anchor else None
    if year is None or not number:
        return None
    period = Period.month(year, 3 * number - 2) | Period.month(year, 3 * number)
    return replace(period, precision=Precision.QUARTER), f"{year}-Q{number}"


def _weekday(frame: _Frame) -> tuple[Period, str] | None:
    if frame.anchor is None:
        return None
    wanted = WEEKDAYS.index(frame.group("weekday"))
    back = (frame.anchor.weekday() - wanted) % 7
    when = frame.anchor - timedelta(days=back)
    if frame.group("relative") == "next" or (
        frame.ahead
        and back
        and re.search(
            r"\b(?:will|due|to be)\b", frame.match.string[max(0, frame.match.start() - 60) : frame.match.start()]
        )
    ):
        when += timedelta(days=7)
    return Period.day(when), when.isoformat()


def _deictic(frame: _Frame) -> tuple[Period, str] | None:
    if frame.anchor is None:
        return None
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "overnight": 0}[frame.group("deictic")]
    when = frame.anchor + timedelta(days=shift)
    return Period.day(when), when.isoformat()


def _relative(frame: _Frame) -> tuple[Period, str] | None:
    """Last week, this month, next year, the past year, the same month."""
    if frame.anchor is None:
        return None
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(frame.group("relative"), 0)
    unit = frame.group("unit")
    if frame.group("relative") in ("past", "recent"):
        return _back_from(frame.anchor, 1, unit)
    return _calendar(frame.anchor, step, unit)


def _calendar(anchor: date, step: int, unit: str) -> tuple[Period, str] | None:
    if unit == "year":
        return Period.year(anchor.year + step), str(anchor.year + step)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + step
        return Period.month(index // 12, index % 12 + 1), f"{index // 12}-{index % 12 + 1:02}"
    if unit in ("week", "weekend"):
        week = Period.week_of(anchor + timedelta(weeks=step))
        assert week.start
        iso = week.start.isocalendar()
        return week, f"{iso.year}-W{iso.week:02}"
    return None


def _back_from(anchor: date, count: int, unit: str) -> tuple[Period, str] | None:
    days = {"day": 1, "week": 7, "weekend": 7, "month": 30, "year": 365, "decade": 3652}.get(unit)
    if days is None:
        return None
    return Period(anchor - timedelta(days=days * count), anchor, Precision.RANGE), f"P{count}{unit[0].upper()}"


def _ago(frame: _Frame) -> tuple[Period, str] | None:
    """Two years ago; a couple of years ago reaches half a unit further on either side."""
    if frame.anchor is None:
        return None
    low, high, vague = _count(frame.group("count"))
    ahead = frame.group("from_now") != ""
    near, far = (-low, -high) if not ahead else (low, high)
    edges = [_shifted(frame.anchor, n, frame.group("unit")) for n in (near, far)]
    if None in edges:
        return None
    period = edges[0][0] | edges[1][0]  # type: ignore[index]
    return (replace(period, precision=Precision.VAGUE) if vague else period), edges[0][1]  # type: ignore[index]


def _count(words_: str) -> tuple[int, int, bool]:
    if words_.isdigit():
        return int(words_), int(words_), False
    if "couple" in words_:
        return 1, 2, True
    if words_ in ("a few", "several", "some"):
        return 2, 6, True
    numeral = numerals().get(words_)
    return (1, 1, False) if words_ in ("a", "an") or numeral is None else (numeral.low, numeral.low, False)


def _shifted(anchor: date, count: int, unit: str) -> tuple[Period, str] | None:
    if unit == "day":
        when = anchor + timedelta(days=count)
        return Period.day(when), when.isoformat()
    if unit == "decade":
        year = anchor.year + 10 * count
        return Period(date(year - 2, 1, 1), date(year + 2, 12, 31), Precision.VAGUE), str(year)[:3]
    return _calendar(anchor, count, unit)


def _numeric(frame: _Frame) -> tuple[Period, str]:
    when = date(int(frame.group("year")), int(frame.group("mm")), int(frame.group("dd")))
    return Period.day(when), when.isoformat()


def _span_of_days(frame: _Frame) -> tuple[Period, str] | None:
    month = _month_number(frame.group("month"))
    year = int(frame.group("year")) if frame.group("year") else _year_for(frame, month, int(frame.group("day")))
    if year is None:
        return None
    first, last = date(year, month, int(frame.group("day"))), date(year, month, int(frame.group("last")))
    return Period(first, last, Precision.RANGE), f"{first}/{last}"


def _span_of_months(frame: _Frame) -> tuple[Period, str] | None:
    last_year = int(frame.group("until"))
    last = _month_number(frame.group("month2"))
    first = _month_number(frame.group("month"))
    first_year = int(frame.group("year")) if frame.group("year") else last_year - (first > last)
    return replace(
        Period.month(first_year, first) | Period.month(last_year, last), precision=Precision.RANGE
    ), f"{first_year}-{first:02}/{last_year}-{last:02}"


@lru_cache(maxsize=1)
def _rules() -> list[tuple[re.Pattern[str], Rule]]:
    """Rules, the most specific first."""
    month2 = _MONTH.replace("?P<month>", "?P<month2>")
    relative = r"(?P<relative>last|this|next|the past|past|the previous|previous|the coming|coming|the same|that|the following|following)"
    count = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|a couple(?: of)?|a few|several|some)"
    table: list[tuple[str, Rule]] = [
        (rf"\b{_LEAD}{_YEAR}-(?P<mm>\d\d)-(?P<dd>\d\d)\b", _numeric),
        (
            rf"\b(?:between|from)\s+{_MONTH}(?:\s+{_YEAR})?\s+(?:and|to|until)\s+{month2}\s+(?P<until>(?:19|20)\d\d)\b",
            _span_of_months,
        ),
        (
            rf"\b(?:between|from)?\s*{_DAY}\s?(?:-|–|and|to)\s?(?P<last>[0-3]?\d)\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b",
            _span_of_days,
        ),
        (rf"\b{_LEAD}(?:the )?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)", _day),
        (rf"\b{_LEAD}{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\b(?!,\d|\.\d)", _day),
        (rf"\b{_LEAD}{_PART}{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", _month),
        (rf"\b{_LEAD}{_PART}(?P<relative>last|next|this)\s+{_MONTH}(?!\w)", _month),
        (rf"\b(?:between|from)\s+{_YEAR}\s+(?:and|to|until)\s+(?P<until>(?:19|20)\d\d)\b", _years),
        (rf"\b{_YEAR}\s?(?:-|–|—|/|to)\s?(?P<until>(?:19|20)?\d\d)\b(?!-)", _years),
        (
            rf"\b{_LEAD}{_PART}(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+quarter(?:\s+of)?(?:\s+{_YEAR})?\b",
            _quarter,
        ),
        (rf"\b{_LEAD}Q(?P<q>[1-4])(?:\s+(?:of\s+)?{_YEAR})?\b", _quarter),
        (
            rf"\b{_LEAD}{_PART}(?:the\s+)?(?P<relative>last\s|next\s|this\s)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+{_YEAR}\b",
            _season,
        ),
        (rf"\b{_LEAD}{_PART}(?P<relative>last|next|this)\s+(?P<season>spring|summer|autumn|winter)\b", _season),
        (rf"\b(?:{count})\s+{_UNIT}s?\s+(?:ago|earlier|before)\b", _ago),
        (
            rf"\b(?:in|within)\s+(?P<from_now>{count.replace('?P<count>', '?:')})\s+{_UNIT}s?(?:'\s+time)?\b(?=\s*[.,;])",
            _in_time,
        ),
        (rf"\b{_LEAD}{_PART}{relative}\s+{_UNIT}\b", _relative_named),
        (
            rf"\b{_LEAD}{_PART}(?:of\s+)?(?P<relative>the)\s+(?P<unit>year|month|week)\b(?=\s*[.,;]|\s+(?:and|the))",
            _of_the_unit,
        ),
        (rf"\b{_LEAD}(?:the\s+)?(?:early |mid-?|late )?(?P<decade>(?:19|20)\d0)s\b", _decade),
        (rf"\b(?:(?P<relative>last|next|this)\s+)?(?P<weekday>{'|'.join(d.title() for d in WEEKDAYS)})\b", _weekday),
        (r"\b(?P<deictic>yesterday|today|tonight|tomorrow|overnight)\b", _deictic),
        (rf"\b{_LEAD}{_PART}{_MONTH}(?![\w'’])", _bare_month),
        (
            rf"(?<![\w$€£,.-]){_LEAD}{_PART}{_YEAR}\b(?![-,.]\d|\s?(?:mm|km|troops|soldiers|rounds|missiles|units))",
            _year,
        ),
    ]
    return [
        (re.compile(pattern, re.IGNORECASE if rule not in (_bare_month, _day, _weekday, _month) else 0), rule)
        for pattern, rule in table
    ]


def _bare_month(frame: _Frame) -> tuple[Period, str] | None:
    word = frame.match["month"]
    # "May" and "March" are also a verb and a noun: they need a preposition or a part before them.
    if word in ("May", "March") and not re.search(
        r"\b(?:in|since|by|until|from|of|to|last|next|this|early|mid|late|before|after|between|and)[\s-]+$",
        frame.match.string[: frame.match.start("month")][-12:],
        re.I,
    ):
        return None
    return _month(frame)


def _relative_named(frame: _Frame) -> tuple[Period, str] | None:
    if frame.anchor is None:
        return None
    word = frame.group("relative").removeprefix("the ")
    if word in ("same", "that", "following"):  # anchored on another date of the text, not on publication
        return None
    if word == "past":
        return _back_from(frame.anchor, 1, frame.group("unit"))
    if frame.group("unit") in SEASONS:
        return None
    return _calendar(
        frame.anchor, {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(word, 0), frame.group("unit")
    )


def _of_the_unit(frame: _Frame) -> tuple[Period, str] | None:
    if frame.anchor is None or not frame.group("part"):
        return None
    return _calendar(frame.anchor, 0, frame.group("unit"))


def _in_time(frame: _Frame) -> tuple[Period, str] | None:
    if frame.anchor is None:
        return None
    _low, high, _ = _count(frame.group("from_now"))
    later = _shifted(frame.anchor, high, frame.group("unit"))
    return (Period(frame.anchor, later[0].end, Precision.RANGE), later[1]) if later else None
