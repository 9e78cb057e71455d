"""Numbers that name something and are no amounts: iPhone 11, Unit 3, 29 March, 2:55 p.m., 16-18 Industrial Avenue."""

from __future__ import annotations

import re
from functools import lru_cache

from armsledger.catalog.cues import cue_rows
from armsledger.reading.number_words import either

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s$")
_BEFORE_MONTH = re.compile(rf"\s(?:of\s)?{_MONTH}\b")
_CLOCK = re.compile(r"\d{1,2}:\d\d\b|\d{1,2}(?:\.\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)", re.I)
_SCORE = re.compile(r"(\d{1,3})-(\d{1,3})\b(?!\s?[%\w-]*\b(?:year|month|day|week|mile|hour|point)s?\b)")
_NAME_BEFORE = re.compile(r"(?:\b(?:[A-Z]\w*|[a-z]+[A-Z]\w*)|&\s?\w)\s$")
_NO_NOUN_AFTER = re.compile(
    r"\s?(?:$|[.,;:?!)\]+'’\"”]|\s(?:has|have|had|is|are|was|were|will|would|can|on|in|at|and|or|to|for|from|with|by|gained|fell|rose|index)\b)"
)
_NAME_AFTER = re.compile(r"\s(?:Pro|Plus|Max|Mini|Ultra|[A-Z][a-z]+(?:er|et|ini|or)\b)")
_ANAPHORA = re.compile(r"\b(?:each|same|this|that|which|another|every|no)\s$", re.I)
_YEAR_BEFORE = re.compile(r"\b(?:by|in|since|until|around|of)\s(?:the\syear\s)?$", re.I)


def names_something(text: str, match: re.Match[str]) -> bool:
    """Whether a matched number is a label, a day, a time of day, a score or takes up what was counted before."""
    start, end, low = match.start("low"), match.end(), match["low"]
    before, after = text[max(0, start - 24) : start], text[end : end + 40]
    if not low.isdigit():
        return low.casefold() == "both" or (low.casefold() == "one" and bool(_ANAPHORA.search(before)))
    return (
        _is_day_or_time(text, start, low, before, after)
        or bool(_before().search(before) or _street().match(after))
        or _is_score(match)
        or _follows_name(before, after)
        or (
            len(low) == 4 and low < "2200" and bool(_YEAR_BEFORE.search(before)) and not re.match(r"\s[a-z]+s\b", after)
        )
    )


def _is_day_or_time(text: str, start: int, low: str, before: str, after: str) -> bool:
    if _CLOCK.match(text, start) or re.search(r"\d:$", before):
        return True
    return len(low) <= 2 and int(low) <= 31 and bool(_AFTER_MONTH.search(before) or _BEFORE_MONTH.match(after))


def _is_score(match: re.Match[str]) -> bool:
    score = _SCORE.match(match.string, match.start("low"))
    return bool(score) and int(score[1]) >= int(score[2])  # type: ignore[index]


def _follows_name(before: str, after: str) -> bool:
    """A number right behind a name, where no noun follows that it could count ("gave Ukraine 31 tanks")."""
    named = _NAME_BEFORE.search(before)
    if not named or re.search(r"(?:^|[.!?]\s+)\w+\s$", before):
        return False
    return bool(_NO_NOUN_AFTER.match(after) or _NAME_AFTER.match(after))


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(_side('before'))})[\s-]{{1,2}}$", re.I)


@lru_cache(maxsize=1)
def _street() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[A-Z0-9][\w.]*\s){{0,3}}(?:{either(_side('after'))})\b")


def _side(side: str) -> list[str]:
    return [row["word"] for row in cue_rows("label_words") if row["side"] == side]
