"""Numerals and number words: the grammar of an expression of quantity, and what its number is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor

from armsledger.catalog.cues import numerals, words
from armsledger.model import Interval

_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?|\.\d+"


def either(alternatives: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a space also stands for a hyphen."""
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(alternatives, key=len, reverse=True))


@lru_cache(maxsize=2)
def grammar(ranges: bool = True) -> re.Pattern[str]:
    """An expression of quantity: bound, sign, currency, number, and the second number of a range where those are read."""
    bounds = list(words("bounds", "words", "bound"))
    signs = either(b for b in bounds if not b[-1].isalpha())
    money = _money()
    second = rf"\s?(?:{money})?\s?(?P<high>{_head()})(?(low_unit)(?=(?P=low_unit)(?!\w)))" if ranges else ""
    link = r"(?(between)(?:-|–|—|to|and)|(?:-|–|—|to|or))"
    return re.compile(
        rf"(?:\b(?P<bound>{either(b for b in bounds if b[-1].isalpha())})\s+|(?<!\w)(?P<sign>{signs})\s?)?"
        rf"(?:\b(?P<more>another|an additional|additional|a further|further)\s+)?"
        rf"(?:\b(?P<between>between|from)\s+)?(?:(?<!\w)(?P<money>{money})\s?|(?<![\w.,/]))"
        rf"(?P<minus>minus[\s-]|(?<![\w)])[-−](?=[\d.]))?(?P<low>{_head()})"
        + (rf"(?:(?P<low_unit>{_unit()})?\s?{link}{second})?" if ranges else "")
        + rf"(?P<plus>\+|-(?:plus|odd)\b| or (?:more|so|less|fewer|thereabouts)\b)?(?=(?:{_glued()})|\W|$)",
        re.IGNORECASE,
    )


def _head() -> str:
    known = numerals()
    phrases, units, scales = (either(w for w, n in known.items() if n.role == r) for r in ("phrase", "unit", "scale"))
    spelled = rf"(?:(?:{units})(?:[\s-](?:{units}))?)"
    return (
        rf"(?:{phrases}|(?:{_DIGITS})(?:(?:[\s-]?(?:{scales})\b)+|{_letters()})?"
        rf"|(?:{spelled}|an?\b)(?:[\s-](?:and[\s-])?(?:{scales})s?\b)+(?:[\s-](?:and[\s-])?{spelled}\b)?|{spelled}\b|(?:{scales})\b)"
    )


def _letters() -> str:
    """5m, 4.3M, 10K: letters for scales behind a sum of money; else only M behind decimals, lest a name is split (MiG 29K)."""
    currencies = either(w for w in words("currencies", "word", "code") if w.islower())
    letters = either(w for w, n in numerals().items() if n.role == "letter")
    return rf"(?(money)(?:{letters})\b|(?-i:(?:(?<=\.\d)|(?<=\.\d\d))M\b|[mk](?=\s(?:{currencies}))))"


def _money() -> str:
    table = words("currencies", "word", "code")
    tokens = either(w for w in table if not w[-1].isalpha() or w.isupper() or w == "Rs")
    return rf"(?-i:{re.sub(r'(?<=[A-Z])(?=.[$])', ' ?', tokens)})"  # US$ and US $


def _unit() -> str:
    """A unit that is said with both numbers of a range: 5% to 6%, two feet or three feet."""
    currencies = [w for w in words("currencies", "word", "code") if w.islower()]
    named = [w for w in words("measures", "word", "kind") if w.isalpha() or " " in w]
    return rf"\s?%|[\s-]?(?:{either([*named, *currencies])})s?\b"


def _glued() -> str:
    """Short units that need no space before them (155mm); those of one new letter only as they are written (10W)."""
    short = [w for w, kind in words("measures", "word", "kind").items() if kind != "clock" and len(w) <= 4]
    free = either(w for w in short if w[-1].isalnum() and (len(w) > 1 or w in "mg"))
    cased = either(w for w in short if len(w) == 1 and w.isalpha() and w not in "mg")
    return rf"(?:{free})\b|(?-i:{cased})\b"


def decimal_of(phrase: str) -> Decimal | None:
    """The bare decimal number of a numeral with its scale; None for a vague phrase."""
    plain = re.sub(r"[\s-]+", " ", phrase.casefold()).strip()
    total, current = Decimal(0), Decimal(0)
    for word in re.sub(r"(?<=\d)(?=[a-z])", " ", re.sub(r"(?<=\d) (?=\d)", "", plain)).split():
        if word[0].isdigit() or word[0] == ".":
            current += Decimal(word.replace(",", ""))
        elif (numeral := numerals().get(word) or numerals().get(word.removesuffix("s"))) and numeral.role != "phrase":
            if numeral.role in ("scale", "letter"):
                current = (current or Decimal(1)) * numeral.low
                total, current = (total + current, Decimal(0)) if numeral.low >= 1000 else (total, current)
            else:
                current += numeral.low
        elif word not in ("a", "an", "and"):
            return None
    return total + current


def value_of(phrase: str) -> Interval | None:
    """What a number phrase means.

    >>> value_of("two dozen")
    Interval(min=24, max=24)
    """
    plain = re.sub(r"[\s-]+", " ", phrase.casefold()).strip()
    known = numerals()
    if plain in known:
        return Interval(known[plain].low, known[plain].high)
    whole = decimal_of(phrase)
    return None if whole is None else Interval(floor(whole), ceil(whole))


def scale_of(match: re.Match[str]) -> int:
    """In "3 to 5 million" the scale belongs to both numbers: what the first is to be multiplied by."""
    low, high = match["low"], match.groupdict().get("high")
    scale = re.search(r"[a-z]+$", high.casefold()) if high else None
    numeral = numerals().get(scale[0]) if scale else None
    if not high or not numeral or numeral.role not in ("scale", "letter") or not re.fullmatch(r"[\d.]+", low):
        return 1
    first, second = decimal_of(low), decimal_of(high)
    return numeral.low if first is not None and second is not None and first * numeral.low <= second else 1
