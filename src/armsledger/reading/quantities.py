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
from math import floor

from armsledger.catalog.cues import words
from armsledger.model import Interval, Span
from armsledger.reading.fractions import Fraction, fractions
from armsledger.reading.number_labels import names_something
from armsledger.reading.number_words import decimal_of, grammar, scale_of, value_of

Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity read from the text."""

    span: Span
    interval: Interval
    approximate: bool
    kind: str
    """count · money · percent · measure · duration · clock · ordinal · year · fraction."""
    unit: str | None = None
    """Currency code or unit of measure."""
    numeral: Span | None = None
    """The bare number without its bounds."""
    more: bool = False
    """Whether it adds to something said before ("two dozen more")."""
    exact: Ends = (None, None)
    """Both ends with their decimals, which an interval of whole things rounds outwards."""
    label: bool = False
    """Whether it names something or takes it up and is no amount (iPhone 11, 29 March, the same one)."""


_AFTER = re.compile(r"[\s-]{0,2}(?P<word>%|[^\W\d_]+(?:[./'][^\W\d_]+)*[²³23]?(?!\w|-\d)\.?(?:\s[^\W\d_]+(?![\w]))?)")
_MORE_AFTER = re.compile(r"\s+(?:more|others?)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


def numbers(text: str) -> list[Number]:
    """All quantities of a text, in order."""
    parts = list(fractions(text))
    whole = [n for n in _numbers(text) if not any(n.span.overlaps(part.span) for part in parts)]
    return sorted([*whole, *map(_part, parts)], key=lambda n: n.span)


def _part(fraction: Fraction) -> Number:
    """A half or two thirds: between none and one of a whole thing."""
    low, high = (
        {"min": (fraction.value, None), "max": (None, fraction.value)}.get(fraction.bound)
        or (fraction.value * 0.9, fraction.value * 1.1)
        if fraction.bound
        else (fraction.value, fraction.value)
    )
    return Number(
        fraction.span, Interval(0, 1), fraction.bound == "approx", "fraction", numeral=fraction.span, exact=(low, high)
    )


def _numbers(text: str) -> Iterator[Number]:
    at = 0
    while match := grammar().search(text, at):
        if _is_two(match):
            match = grammar(ranges=False).match(text, match.start()) or match
        if number := _number(text, match):
            yield number
        at = match.end()


def _is_two(match: re.Match[str]) -> bool:
    """Whether what looks like a range is a change: from 40 to 30; by $5 billion to $20 billion."""
    if not match["high"] or match.string[match.end("low") : match.start("high")].strip() in ("-", "–", "—"):
        return False
    low, high = decimal_of(match["low"]), decimal_of(match["high"])
    down = low is not None and high is not None and low * scale_of(match) > high
    by = re.search(r"\bby\s+$", match.string[max(0, match.start() - 4) : match.start()])
    return down or bool(by and match["money"] and not match.string[match.start("high") - 1].isspace())


def _number(text: str, match: re.Match[str]) -> Number | None:
    if _ORDINAL.match(text, match.end("low")) or _glued(text, match):
        return None
    low = value_of(match["low"])
    high = value_of(match["high"]) if match.groupdict().get("high") else None
    kind, unit, end = _kind(text, match)
    if low is None or (kind == "count" and match["low"][0] == "."):  # .50 is a calibre
        return None
    interval, approximate = _bounded(match, low, high, text)
    numeral = Span(
        match.start("money") if match["money"] else match.start("low"), end if kind == "money" else match.end()
    )
    more = bool(match["more"] or _MORE_AFTER.match(text, match.end()))
    start = match.start("low") if match["bound"] and not bound_of(match, text) and not match["money"] else match.start()
    span = Span(start, max(end if kind == "money" else match.end(), match.end()))
    exact, label = _decimals(match, interval, approximate), kind == "count" and names_something(text, match)
    if match["minus"] and (kind != "count" or match["minus"].strip("- \u2212")):
        interval, exact = _below_zero(interval, exact)
    return Number(span, interval, approximate, kind, unit, numeral, more, exact, label)


def _below_zero(interval: Interval, exact: Ends) -> tuple[Interval, Ends]:
    low, high = (None if n is None else -n for n in (interval.max, interval.min))
    ends = tuple(None if n is None else -n for n in reversed(exact))
    return Interval(low, high), (ends[0], ends[1])


def _decimals(match: re.Match[str], interval: Interval, approximate: bool) -> Ends:
    """The ends of the interval with the decimals of the text."""
    first = decimal_of(match["low"])
    low = None if first is None else first * scale_of(match)
    high = decimal_of(match["high"]) if match.groupdict().get("high") else None
    if low is None or all(n is None or n == int(n) for n in (low, high)):
        return interval.min, interval.max
    if high is not None and low <= high:
        return float(low), float(high)
    if approximate:
        return float(low * Decimal("0.9")), float(low * Decimal("1.1"))
    return None if interval.min is None else float(low), None if interval.max is None else float(low)


def _glued(text: str, match: re.Match[str]) -> bool:
    """A number inside a name (T-72, F-16) or a date is no quantity."""
    if match["minus"] or match["sign"] or match["money"]:
        return False
    before = text[max(0, match.start("low") - 2) : match.start("low")]
    return bool(match["low"][0].isdigit() and re.search(r"[A-Za-z]-$|[A-Za-z/]$", before))


def _bounded(match: re.Match[str], low: Interval, high: Interval | None, text: str) -> tuple[Interval, bool]:
    bound, plus = bound_of(match, text), (match["plus"] or "").strip(" -")
    if high is not None and high.max is not None and low.min is not None and low.min <= high.max:
        first = decimal_of(match["low"])
        return Interval(low.min if first is None else floor(first * scale_of(match)), high.max), False
    if low.min is None or low.max is None or bound == "min" or plus in ("+", "plus", "or more"):
        return Interval(low.min, None), bound == "approx"
    if bound == "max" or plus in ("or less", "or fewer"):
        return Interval(None, low.max), False
    if bound == "approx" or plus in ("or so", "odd", "or thereabouts"):
        return Interval((low.min * 9 + 5) // 10, -((5 - low.max * 11) // 10)), True
    return low, False


def bound_of(match: re.Match[str], text: str) -> str:
    """What the words before a number make of it; "over" after a verb is its particle (handed over 30 tanks)."""
    said = re.sub(r"\s+", " ", (match["bound"] or match["sign"] or "").casefold())
    if said == "over" and _PARTICLE.search(text, max(0, match.start() - 12), match.start()):
        return ""
    return words("bounds", "words", "bound").get(said, "")


_PARTICLE = re.compile(
    r"(?:hand|hands|handed|handing|take|takes|took|taken|taking|turn|turns|turned|turning|pass|passed|sign|signed)\s+$",
    re.I,
)


def _kind(text: str, match: re.Match[str]) -> tuple[str, str | None, int]:
    """What the number counts, by its currency sign or the word behind it, and where the expression ends."""
    if match["money"]:
        return "money", words("currencies", "word", "code")[_known(match["money"])], match.end()
    after = _AFTER.match(text, match.end())
    for word in (after["word"], after["word"].split()[0]) if after else ():
        if code := _currency(word):
            return "money", code, match.end() + text[match.end() :].index(word) + len(word)
    for word in (after["word"], after["word"].split()[0]) if after else ():
        compound = text[match.end() :].partition(word)[2][:1] == "-" and word != "year"
        if (found := _measure(word)) and not compound:
            return found[0], found[1], match.end()
    if re.fullmatch(r"(?:1[89]|20)\d\d", match["low"]) and not match["bound"]:
        return "year", None, match.end()
    return "count", None, match.end()


def _known(sign: str) -> str:
    table, plain = words("currencies", "word", "code"), re.sub(r"\s", "", sign)
    return plain if plain in table else plain.upper()


def _currency(word: str) -> str | None:
    table = words("currencies", "word", "code")
    return (
        table.get(word) or table.get(word.removesuffix("s")) or (table.get(word[:-1]) if word.endswith(".") else None)
    )


def _measure(word: str) -> tuple[str, str] | None:
    """Kind and name of a unit; one letter only as it is written: m is a metre, M the beginning of M109."""
    table, bare = words("measures", "word", "kind"), word.rstrip(".") if len(word) > 2 else word
    folded = bare.casefold() if len(bare) > 1 else bare
    for unit in (word, bare, folded, folded.removesuffix("s") if len(bare) > 2 else folded):
        if unit in table:
            return table[unit], unit
    return None
