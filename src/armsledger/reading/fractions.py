"""Parts of a whole: two-thirds, a quarter of, half the, one in five, 1/16 of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from armsledger.catalog.cues import numerals, words
from armsledger.model import Span
from armsledger.reading.number_words import either

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_GLYPHS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}


@dataclass(frozen=True, slots=True)
class Fraction:
    """A part of something; `bound` is "min", "max", "approx" or empty."""

    span: Span
    value: float
    bound: str


def fractions(text: str) -> Iterator[Fraction]:
    """All fractions that are said of something, in order."""
    for match in _grammar().finditer(text):
        if value := _value(match):
            said = re.sub(r"\s+", " ", (match["bound"] or "").casefold())
            yield Fraction(Span(*match.span()), value, words("bounds", "words", "bound").get(said, ""))


def _value(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["glyph"]:
        return _GLYPHS[match["glyph"]]
    if match["above"]:
        above, below = int(match["above"]), int(match["below"])
    elif match["outof"]:
        above, below = 1, _small(match["outof"])
    else:
        above, below = _small(match["count"]), _PARTS[match["part"].casefold().removesuffix("s")]
    return above / below if 0 < above < below else None


def _small(word: str) -> int:
    numeral = numerals().get(word.casefold())
    return int(word) if word.isdigit() else numeral.low if numeral else 1


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    bounds = either(b for b in words("bounds", "words", "bound") if b[-1].isalpha())
    small = either(w for w, n in numerals().items() if n.role == "unit" and n.low < 20)
    parts = either(p for p in _PARTS if p != "half")
    times = either(w for w, kind in words("measures", "word", "kind").items() if kind == "duration")
    return re.compile(
        rf"(?:\b(?P<bound>{bounds})\s+)?(?:"
        rf"\b(?P<count>a|{small})(?:-(?=\w+\b(?!-))|\s(?=\w+\sof\b|(?:thirds|fifths|tenths)\b))(?P<part>(?:{parts})s?)\b"
        rf"|(?<!first )(?<!second )(?<!other )(?<!last )\b(?P<half>half)(?=\s(?:of|the|its|their)\b)"
        rf"|(?<![\d/⁄.])(?P<above>\d)[/⁄](?P<below>\d{{1,3}})(?=\s(?:of|an?)\b)"
        rf"|(?P<glyph>[{''.join(_GLYPHS)}])(?<!\d.)"
        rf"|\b(?:one|1)\sin\s(?:every\s)?(?P<outof>\d{{1,2}}|{small})\b(?!\s(?:{times})|[-.,]\d)"
        r")",
        re.IGNORECASE,
    )
