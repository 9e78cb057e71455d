"""The expressions that are dates, each with the rule that reads it; the most specific first."""

from __future__ import annotations

import re
from functools import lru_cache

from armsledger.reading import date_context as context
from armsledger.reading import date_frames as frames
from armsledger.reading import date_relative as relative
from armsledger.reading.date_frames import WEEKDAYS, Rule

_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_MONTH2 = _MONTH.replace("?P<month>", "?P<month2>")
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
_SPELLED = rf"[Nn]ineteen[ -]{_TENS}(?![ -](?:hundred|thousand|million))"
_DIGITS = r"(?P<year>(?:19|20)\d\d)"
_YEAR = rf"(?P<year>(?:19|20)\d\d|{_SPELLED})"
_AWAY = r"(?:(?:of\s+)?(?P<away>last|this|next)\s+year)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PART = r"(?:(?P<part>early|mid|late|the beginning of|the start of|the end of|end[ -]of|the middle of|the first half of|the second half of|the last half of)[ -](?:in )?)?"
_LEAD = r"(?:(?P<lead>by|since|until|till|before|after|as of|from|up to|no later than|starting in|beginning in)\s+(?:as early as )?)?"
_UNIT = r"(?P<unit>day|week|weekend|month|quarter|year|decade|summer|spring|autumn|fall|winter)"
_WEEKDAY = "|".join(d.title() for d in WEEKDAYS)
_ON = rf"(?:(?:(?:[Tt]his|[Nn]ext|[Ll]ast)\s+)?(?:[Cc]oming\s+)?(?:{_WEEKDAY}),?\s+)?"
_COUNT = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|a couple(?: of)?|a few|several|some)"
_NTH = r"(?P<nth>first|second|third|fourth)"
_RELATIVE = r"(?P<relative>last|this|next|the past|past|the previous|previous|the coming|coming)"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_YEAR_AGO = r"(?:comparable |corresponding |same |similar )?(?:year[ -](?:ago|earlier)|prior[ -]year)"
_THAT_YEAR = r"\s+(?:of\s+)?(?P<back>that|the same|the following)\s+year\b"
_QUARTER = r"(?P<unit>quarter|period)\b"


def _compiled(table: list[tuple[str, Rule]]) -> list[tuple[re.Pattern[str], Rule]]:
    cased = (frames.bare_month, frames.day, relative.weekday, frames.month)
    return [(re.compile(pattern, 0 if rule in cased else re.IGNORECASE), rule) for pattern, rule in table]


_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_SAID: dict[Rule, tuple[str, ...]] = {
    frames.numeric: ("-",),
    frames.slashed: ("/",),
    frames.season: _SEASONS,
    frames.century: ("century",),
    context.quarter: ("quarter", "q1", "q2", "q3", "q4"),
    context.year_ago_quarter: ("quarter", "period"),
    context.this_quarter: ("quarter", "period"),
    context.latest_year: ("year",),
    context.of_that_year: ("year",),
    context.year_ago: ("year",),
    context.weekend: ("weekend",),
    relative.ago: ("ago", "earlier", "before"),
}


def may_be_said(rule: Rule, folded: str) -> bool:
    """Whether a case-folded text holds one of the words without which a rule's expressions can't stand in it."""
    return any(word in folded for word in _SAID.get(rule, ("",)))


@lru_cache(maxsize=1)
def standing() -> list[tuple[re.Pattern[str], Rule]]:
    """Expressions that need no other date."""
    return _compiled([*_numbered(), *_relative()])


def _numbered() -> list[tuple[str, Rule]]:
    return [
        (rf"\b{_LEAD}{_DIGITS}-(?P<mm>\d\d)-(?P<dd>\d\d)\b", frames.numeric),
        (r"(?<![\d/])(?P<mm>\d\d?)/(?P<dd>\d\d?)/(?P<yy>(?:\d\d)?\d\d)(?![\d/])", frames.slashed),
        (
            rf"\b(?:between|from)\s+{_MONTH}(?:\s+{_YEAR})?\s+(?:and|to|until)\s+{_MONTH2}\s+(?P<until>(?:19|20)\d\d)\b",
            frames.span_of_months,
        ),
        (
            rf"\b(?:between|from)?\s*{_DAY}\s?(?:-|–|and|to)\s?(?P<last>[0-3]?\d)\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b",
            frames.span_of_days,
        ),
        (rf"\b{_ON}{_LEAD}(?:the )?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?:{_YEAR}|{_AWAY}))?(?!\w)", frames.day),
        (rf"\b{_ON}{_LEAD}{_MONTH}\s+{_DAY}(?:,?\s+(?:{_YEAR}|{_AWAY}))?\b(?!,\d|\.\d)", frames.day),
        (rf"\b{_LEAD}{_PART}{_MONTH},?\s+(?:of\s+)?(?:{_YEAR}|{_AWAY})\b", frames.month),
        (rf"\b{_LEAD}{_PART}(?P<relative>[Ll]ast|[Nn]ext|[Tt]his)\s+{_MONTH}(?!\w)", frames.month),
        (rf"\b(?:between|from)\s+{_DIGITS}\s+(?:and|to|until)\s+(?P<until>(?:19|20)\d\d)\b", frames.years),
        (rf"\b{_DIGITS}\s?(?:-|–|—|/|to)\s?(?P<until>(?:19|20)?\d\d)\b(?!-)", frames.years),
        (rf"\b{_LEAD}(?:the\s+)?{_YEAR}(?:['’]s)?\s+{_NTH}[ -]quarter\b", context.quarter),
        (rf"\b(?:the\s+)?{_YEAR_AGO}\s+{_NTH}[ -]{_QUARTER}", context.year_ago_quarter),
        (rf"\b{_LEAD}{_AWAY}['’]s\s+{_NTH}[ -]quarter\b", context.quarter),
        (
            rf"\b{_LEAD}{_PART}(?:the\s+)?(?:fiscal[ -])?(?P<nth>first|second|third|fourth|last)[ -]quarter\b(?:\s+of)?(?:\s+(?:{_YEAR}|{_AWAY})\b)?",
            context.quarter,
        ),
        (rf"\b{_LEAD}Q(?P<q>[1-4])(?:\s+(?:of\s+)?{_YEAR})?\b", context.quarter),
        (
            rf"\b{_LEAD}{_PART}(?:the\s+)?(?P<relative>last\s|next\s|this\s)?{_SEASON}(?:\s+of)?\s+{_YEAR}\b",
            frames.season,
        ),
    ]


def _relative() -> list[tuple[str, Rule]]:
    return [
        (rf"\b{_LEAD}{_PART}(?P<relative>last|next|this)\s+(?:past\s+|coming\s+)?{_SEASON}\b", frames.season),
        (
            r"\b(?:(?:over|during|in|into|since|by|until)\s+(?:the\s+)?|the\s+(?=early |late |mid))(?:early |mid-?|late )?(?P<season>(?-i:spring|summer|autumn|winter|(?<=the )fall))\b(?!\s+of\b)",
            frames.season,
        ),
        (rf"\b(?!(?:a|one) year (?:ago|earlier)){_COUNT}\s+{_UNIT}s?\s+(?:ago|earlier|before)\b", relative.ago),
        (
            rf"\b(?:in|within)\s+(?P<from_now>{_COUNT.replace('?P<count>', '?:')})\s+{_UNIT}s?(?:'\s+time)?\b(?=\s*[.,;])",
            relative.in_time,
        ),
        (rf"\b{_LEAD}{_PART}{_RELATIVE}\s+{_UNIT}\b(?!['’]s\s+(?:quarter|period))", relative.relative),
        (
            rf"\b{_LEAD}{_PART.rstrip('?')}(?:of\s+)?the\s+(?P<unit>year|month|week)\b(?=\s*[.,;]|\s+(?:and|the))",
            relative.of_the_unit,
        ),
        (
            rf"\b{_LEAD}the\s+(?:(?:current|present|full|whole|fiscal|financial|calendar)\s+)+(?P<unit>year|quarter|month|week)\b(?!\s+end)",
            relative.of_the_unit,
        ),
        (
            r"\b(?<!early in )(?:for|during|months of|half of|rest of|remainder of|high of|low of)\s+the\s+(?P<unit>year)\b(?!-|\s+end)",
            relative.of_the_unit,
        ),
        (
            r"\b(?:(?P<lead>by|since|until|before|after)\s+)?(?:the\s+)?(?P<part>year[ -]end|year['’]s end)\b",
            relative.of_the_unit,
        ),
        (r"\bthe\s+latest\s+(?:fiscal\s+|financial\s+)?year\b", context.latest_year),
        (r"\b(?:the\s+)?(?:early |mid-?|late )?(?P<nth>1\d|2[01])(?:st|nd|rd|th)[ -]century\b", frames.century),
        (rf"\b{_LEAD}(?:the\s+)?(?:early |mid-?|late )?(?P<decade>(?:19|20)\d0)s\b", frames.decade),
        (
            rf"\b{_LEAD}the\s+(?:early |mid-?|late )?['’]?(?P<decade>[2-9]0(?=s)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)s?\b",
            frames.decade,
        ),
        (rf"\b(?:(?P<relative>[Ll]ast|[Nn]ext|[Tt]his)\s+(?:coming\s+)?)?(?P<weekday>{_WEEKDAY})\b", relative.weekday),
        (r"\b(?P<deictic>yesterday|today|tonight|tomorrow|overnight)\b", relative.deictic),
        (rf"\b{_LEAD}{_PART}{_MONTH}(?![\w'’]|{_THAT_YEAR.replace('?P<back>', '?:')})", frames.bare_month),
        (rf"\b(?:the\s+)?(?:year\s+)?(?P<year>{_SPELLED}|(?<=year )two thousand)\b", frames.year),
        (
            rf"(?<![\w$€£,.-]){_LEAD}{_PART}{_DIGITS}\b(?![-,.]\d|\s?(?:mm|km|troops|soldiers|rounds|missiles|units)|\s+(?:quarter|period)\b)",
            frames.year,
        ),
    ]


@lru_cache(maxsize=1)
def leaning() -> list[tuple[re.Pattern[str], Rule]]:
    """Expressions that take up a date said before; read when all others are known."""
    return _compiled(
        [
            (rf"\b{_LEAD}{_PART}{_MONTH}{_THAT_YEAR}", context.of_that_year),
            (rf"\b{_LEAD}{_PART}(?:the\s+)?{_SEASON}{_THAT_YEAR}", context.of_that_year),
            (rf"\bthe\s+{_YEAR}\s+{_QUARTER}", context.year_ago_quarter),
            (
                rf"\b(?:the\s+)?{_YEAR_AGO}\s+{_QUARTER}",
                context.year_ago_quarter,
            ),
            (
                rf"\bthe\s+(?:(?:comparable|corresponding|same|similar|like)\s+)?{_QUARTER}\s+(?:(?:a|one)\s+year\s+(?:ago|earlier|before)|(?:of\s+)?last\s+year)",
                context.year_ago_quarter,
            ),
            (rf"\blast\s+year['’]s\s+(?:{_NTH}\s+)?{_QUARTER}", context.year_ago_quarter),
            (r"\b(?:the|its|the latest|the most recent)\s+(?P<unit>quarter)\b(?!-)", context.this_quarter),
            (r"\bthe\s+latest\s+(?P<unit>period)\b", context.this_quarter),
            (r"\b(?:a|one)\s+year\s+(?P<back>ago|earlier)\b|\byear[ -](?:ago|earlier)\b", context.year_ago),
            (
                r"\b(?P<back>that|(?:the|that)\s+same|the\s+following|the\s+next)\s+(?P<unit>day|month|quarter|(?<!next )year)\b",
                context.same,
            ),
            (r"\bthe\s+(?-i:weekend)\b", context.weekend),
        ]
    )
