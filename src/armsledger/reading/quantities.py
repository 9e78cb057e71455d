"""Numbers in text as intervals: counts, money, percentages and measures.

A grammar over the characters, without the parser: numerals and number words, bounds before them ("at least"),
scales after them ("million"), ranges, and the unit that tells counts from calibres, ranges, prices and dates.
Conventions as in DESIGN: "about 100" is [90, 110], "up to 40" [–, 40], "dozens" [24, –].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor

from armsledger.catalog.cues import numerals, words
from armsledger.model import Interval, Span


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity read from the text."""

    span: Span
    interval: Interval
    approximate: bool
    kind: str
    """count · money · percent · measure · duration · clock · ordinal · year."""
    unit: str | None = None
    """Currency code or unit of measure."""
    numeral: Span | None = None
    """The bare number without its bounds."""
    more: bool = False
    """Whether it adds to something said before ("two dozen more")."""
    exact: tuple[float | None, float | None] = (None, None)
    """Both ends with their decimals, which an interval of whole things rounds outwards."""


def _any(alternatives: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(alternatives, key=len, reverse=True))


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    known = numerals()
    phrases = _any([w for w, n in known.items() if n.role == "phrase"])
    units = _any([w for w, n in known.items() if n.role == "unit"])
    scales = _any([w for w, n in known.items() if n.role == "scale"])
    digits = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
    spelled = rf"(?:(?:{units})(?:[\s-](?:{units}))?)"
    head = rf"(?:{phrases}|(?:{digits})(?:[\s-]?(?:{scales})\b)*|(?:{spelled}|an?\b)(?:[\s-](?:and[\s-])?(?:{scales})s?\b)+(?:[\s-](?:and[\s-])?{spelled}\b)?|{spelled}\b|(?:{scales})\b)"
    money = _any([w for w in words("currencies", "word", "code") if not w[-1].isalpha() or w.isupper() or w == "Rs"])
    bounds = _any(list(words("bounds", "words", "bound")))
    glued = _any(
        [w for w, kind in words("measures", "word", "kind").items() if kind in ("measure", "duration") and len(w) <= 4]
    )
    return re.compile(
        rf"(?:\b(?P<bound>{bounds})\s+)?(?:\b(?P<more>another|an additional|additional|a further|further)\s+)?"
        rf"(?:\b(?P<between>between|from)\s+)?(?:(?<!\w)(?P<money>{money})\s?|(?<![\w.,/]))(?P<low>{head})"
        rf"(?:\s?(?(between)(?:-|–|—|to|and)|(?:-|–|—|to|or))\s?(?:{money})?(?P<high>{head}))?"
        rf"(?P<plus>\+| or more\b| or so\b)?(?=(?:{glued})\b|\W|$)",
        re.IGNORECASE,
    )


_AFTER = re.compile(r"[\s-]{0,2}(?P<word>%|[^\W\d_]+(?:[./'][^\W\d_]+)*\.?(?:\s[^\W\d_]+)?)")
_MORE_AFTER = re.compile(r"\s+(?:more|others?)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


def numbers(text: str) -> list[Number]:
    """All quantities of a text, in order."""
    return list(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    for match in _grammar().finditer(text):
        if number := _number(text, match):
            yield number


def _number(text: str, match: re.Match[str]) -> Number | None:
    if _ORDINAL.match(text, match.end("low")) or _glued(text, match):
        return None
    low = value_of(match["low"])
    high = value_of(match["high"]) if match["high"] else None
    kind, unit, end = _kind(text, match)
    if kind == "none" or low is None:
        return None
    interval, approximate = _bounded(match, low, high, text)
    numeral = Span(
        match.start("money") if match["money"] else match.start("low"), end if kind == "money" else match.end()
    )
    more = bool(match["more"] or _MORE_AFTER.match(text, match.end()))
    start = match.start("low") if match["bound"] and not bound_of(match, text) and not match["money"] else match.start()
    span = Span(start, max(end if kind == "money" else match.end(), match.end()))
    return Number(span, interval, approximate, kind, unit, numeral, more, _decimals(match, interval, approximate))


def _decimals(match: re.Match[str], interval: Interval, approximate: bool) -> tuple[float | None, float | None]:
    """The ends of the interval with the decimals of the text."""
    low, high = decimal_of(match["low"]), decimal_of(match["high"]) if match["high"] else None
    if low is None or low == int(low):
        return interval.min, interval.max
    if approximate:
        return float(low) * 0.9, float(low) * 1.1
    if high is not None:
        return float(low), float(high)
    return None if interval.min is None else float(low), None if interval.max is None else float(low)


def decimal_of(words_: str) -> Decimal | None:
    """The bare decimal number of a numeral with its scale; None for a vague phrase."""
    phrase = re.sub(r"[\s-]+", " ", words_.casefold()).strip()
    total, current = Decimal(0), Decimal(0)
    for word in re.sub(r"(?<=\d)(?=[a-z])", " ", re.sub(r"(?<=\d) (?=\d)", "", phrase)).split():
        if word[0].isdigit():
            current += Decimal(word.replace(",", ""))
        elif (numeral := numerals().get(word) or numerals().get(word.removesuffix("s"))) and numeral.role != "phrase":
            if numeral.role == "scale":
                current = (current or Decimal(1)) * numeral.low
                total, current = (total + current, Decimal(0)) if numeral.low >= 1000 else (total, current)
            else:
                current += numeral.low
        elif word not in ("a", "an", "and"):
            return None
    return total + current


def _glued(text: str, match: re.Match[str]) -> bool:
    """A number inside a name (T-72, F-16) or a date is no quantity."""
    before = text[max(0, match.start("low") - 2) : match.start("low")]
    return bool(match["low"][0].isdigit() and re.search(r"[A-Za-z]-$|[A-Za-z/]$", before) and not match["money"])


def value_of(words_: str) -> Interval | None:
    """What a number phrase means.

    >>> value_of("two dozen")
    Interval(min=24, max=24)
    """
    phrase = re.sub(r"[\s-]+", " ", words_.casefold()).strip()
    known = numerals()
    if phrase in known:
        return Interval(known[phrase].low, known[phrase].high)
    whole = decimal_of(words_)
    if whole is None:
        return None
    return Interval.exactly(int(whole)) if whole == int(whole) else Interval(floor(whole), ceil(whole))


def _bounded(match: re.Match[str], low: Interval, high: Interval | None, text: str) -> tuple[Interval, bool]:
    bound = bound_of(match, text)
    if high is not None and high.max is not None and low.min is not None and low.min <= high.max:
        return Interval(_scaled(low.min, high.max, match), high.max), False
    if low.min is None or low.max is None or bound == "min" or (match["plus"] or "").strip() in ("+", "or more"):
        return Interval(low.min, None), bound == "approx"
    if bound == "max":
        return Interval(None, low.max), False
    if bound == "approx" or (match["plus"] or "").strip() == "or so":
        return Interval(floor(low.min * 0.9 + 0.5), ceil(low.max * 1.1 - 0.5)), True
    return low, False


def bound_of(match: re.Match[str], text: str) -> str:
    """What the words before a number make of it; "over" after a verb is its particle (handed over 30 tanks)."""
    said = re.sub(r"\s+", " ", (match["bound"] or "").casefold())
    if said == "over" and _PARTICLE.search(text, max(0, match.start() - 12), match.start()):
        return ""
    return words("bounds", "words", "bound").get(said, "")


_PARTICLE = re.compile(
    r"(?:hand|hands|handed|handing|take|takes|took|taken|taking|turn|turns|turned|turning|pass|passed|sign|signed)\s+$",
    re.I,
)


def _scaled(low: int, high: int, match: re.Match[str]) -> int:
    """In "3 to 5 million" the scale belongs to both numbers."""
    scale = re.search(r"[a-z]+$", match["high"].casefold())
    numeral = numerals().get(scale[0]) if scale else None
    if numeral and numeral.role == "scale" and low * numeral.low <= high and match["low"].isdigit():
        return low * numeral.low
    return low


def _kind(text: str, match: re.Match[str]) -> tuple[str, str | None, int]:
    """What the number counts, by its currency sign or the word behind it, and where the expression ends."""
    if match["money"]:
        return "money", words("currencies", "word", "code")[_known(match["money"])], match.end()
    after = _AFTER.match(text, match.end())
    if after:
        for word in (after["word"], after["word"].split()[0]):
            if code := _currency(word):
                return "money", code, match.end() + text[match.end() :].index(word) + len(word)
        for word in (after["word"], after["word"].split()[0]):
            singular = word.casefold().rstrip(".") if len(word) > 2 else word  # m is a metre, M the beginning of M109
            compound = (
                text[match.end() + after.start("word") - after.start() + len(word) :][:1] == "-" and word != "year"
            )
            if (kind := _measure(singular) or _measure(singular.removesuffix("s"))) and not compound:
                return kind, singular, match.end()
    if re.fullmatch(r"(?:1[89]|20)\d\d", match["low"]) and not match["bound"]:
        return "year", None, match.end()
    return "count", None, match.end()


def _known(sign: str) -> str:
    table = words("currencies", "word", "code")
    return sign if sign in table else sign.upper()


def _currency(word: str) -> str | None:
    table = words("currencies", "word", "code")
    return (
        table.get(word) or table.get(word.removesuffix("s")) or (table.get(word[:-1]) if word.endswith(".") else None)
    )


def _measure(word: str) -> str | None:
    return words("measures", "word", "kind").get(word)
