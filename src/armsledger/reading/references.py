"""Words that point at the present, the past or the future without a date: now, recently, soon.

They are kept apart from dates: nothing can be dated by them, so no claim is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from armsledger.catalog.cues import words
from armsledger.model import Period, Precision, Span
from armsledger.reading.dates import DateMention


def references(text: str, known: Sequence[DateMention] = ()) -> list[DateMention]:
    """All such words outside of the known dates, in order, with the TIMEX3 values PRESENT_REF, PAST_REF, FUTURE_REF.

    >>> [r.timex for r in references("They soon came.")]
    ['FUTURE_REF']
    """
    found = ((Span(*match.span()), match[0]) for match in _pattern().finditer(text))
    return [_reference(span, said) for span, said in found if not any(span.overlaps(d.span) for d in known)]


def _reference(span: Span, said: str) -> DateMention:
    value = words("time_references", "phrase", "value")[re.sub(r"\s+", " ", said.casefold())]
    nothing = Period(None, None, Precision.VAGUE, said, span)
    return DateMention(span, nothing, value, nothing)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    phrases = sorted(words("time_references", "phrase", "value"), key=len, reverse=True)
    either = "|".join(p.replace(" ", r"\s+") for p in phrases)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
