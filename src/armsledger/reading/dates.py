"""Dates in text as intervals with a precision, anchored on the day of publication.

A bare weekday is the latest one up to publication day; a bare month or day lies in the past unless its clause looks
ahead or it is less than a quarter of a year off. "By May" is open at its start, "since 2019" runs up to publication.
"The following year", "a year earlier", "the quarter" lean on the date said before. TIMEX3 values (ISO-TimeML) name each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from armsledger.model import Period, Precision, Span
from armsledger.reading.date_frames import Frame, Known, Rule
from armsledger.reading.date_grammar import leaning, may_be_said, standing

_AHEAD = re.compile(
    r"\b(?:will|shall|would|should|due|expect\w*|plan\w*|schedul\w*|payable|effective|to be|next|upcoming|slated|is to|are to)\b"
    r"(?:(?!(?<=[a-z\d)%\"”]{2})[.;!?]\s)[\s\S])*$",  # no end of a sentence in between; the dot of an initial is none
    re.I,
)
_NEXT = re.compile(r"by|until|till|next|upcoming", re.I)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date read from the text."""

    span: Span
    period: Period
    timex: str
    """TIMEX3 value of the core expression: 2021-10, 2021-W48 …"""
    core: Period
    """The period without "by", "since" …"""


def dates(text: str, published: date | None) -> list[DateMention]:
    """All dates of a text, in order, without overlaps. Relative ones need the day of publication."""
    taken: list[DateMention] = []
    folded = text.casefold()
    for pattern, rule in (p for p in standing() if may_be_said(p[1], folded)):
        for match in pattern.finditer(text):
            if _free(match, taken) and (found := _read(text, match, rule, published)):
                taken.append(found)
    for pattern, rule in (p for p in leaning() if may_be_said(p[1], folded)):
        for match in pattern.finditer(text):
            before = _before(match, taken)
            if _free(match, taken) and (found := _read(text, match, rule, published, before)):
                taken.append(found)
    return sorted(taken, key=lambda d: d.span)


def _free(match: re.Match[str], taken: Iterable[DateMention]) -> bool:
    return not any(Span(*match.span()).overlaps(known.span) for known in taken)


def _before(match: re.Match[str], taken: Iterable[DateMention]) -> tuple[Known, ...]:
    """The dates said before a match, the nearest first."""
    earlier = sorted((d for d in taken if d.span.end <= match.start()), key=lambda d: d.span, reverse=True)
    return tuple(Known(match.start() - d.span.end, d.core, d.timex) for d in earlier)


def _read(
    text: str, match: re.Match[str], rule: Rule, published: date | None, before: tuple[Known, ...] = ()
) -> DateMention | None:
    ahead = bool(_AHEAD.search(text, max(0, match.start() - 120), match.start()) or _NEXT.match(match[0]))
    try:
        result = rule(Frame(match, published, ahead, before))
    except (ValueError, OverflowError):  # 31 June, year 0: no date
        return None
    if result is None:
        return None
    core, timex = result
    part = (match.groupdict().get("part") or "").casefold()
    core, timex = (narrowed(core, part), _half(timex, part)) if part else (core, timex)
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
    elif re.search(r"late|end|second|last", part):
        first = period.end - timedelta(days=max(0, days // share - 1))
    else:
        first, last = period.start + timedelta(days=days // 3), period.end - timedelta(days=days // 3)
    return replace(period, start=first, end=last, precision=Precision.RANGE)


def _half(timex: str, part: str) -> str:
    """Halves of years have values of their own."""
    if "half" not in part or not re.fullmatch(r"\d{4}", timex):
        return timex
    return f"{timex}-H{1 if 'first' in part else 2}"


def bounded(core: Period, lead: str, published: date | None) -> Period:
    """A period behind "by", "since", "until" …."""
    if lead in ("by", "until", "till", "up to", "no later than", "before", "as of"):
        return Period(None, core.end, Precision.RANGE)
    if lead in ("since", "from", "starting in", "beginning in", "after"):
        end = published if published and core.start and core.start <= published and lead in ("since", "after") else None
        return Period(core.start, end, Precision.RANGE)
    return core
