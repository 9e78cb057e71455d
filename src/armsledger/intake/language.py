"""Which language a text is in, cheaply: its script, then its commonest little words. Says nothing when unsure."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

from armsledger.model.errors import InputError
from armsledger.model.report import Report

_TABLE = Path(__file__).parent / "data" / "stop_words.csv"
_SAMPLE = 20_000
_FEWEST_HITS = 5
_FEWEST_LETTERS = 20
# First word of a letter's Unicode name -> language; where a script serves several, its commonest in the news.
_SCRIPTS = {
    "CYRILLIC": ("ru", "Russian"),
    "ARABIC": ("ar", "Arabic"),
    "HEBREW": ("he", "Hebrew"),
    "GREEK": ("el", "Greek"),
    "CJK": ("zh", "Chinese"),
    "HIRAGANA": ("ja", "Japanese"),
    "KATAKANA": ("ja", "Japanese"),
    "HANGUL": ("ko", "Korean"),
    "DEVANAGARI": ("hi", "Hindi"),
    "THAI": ("th", "Thai"),
    "ARMENIAN": ("hy", "Armenian"),
    "GEORGIAN": ("ka", "Georgian"),
    "BENGALI": ("bn", "Bengali"),
    "TAMIL": ("ta", "Tamil"),
}
_VARIANTS = {"ru": (re.compile("[іїєґІЇЄҐ]"), ("uk", "Ukrainian")), "ar": (re.compile("[پچژگک]"), ("fa", "Persian"))}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language, or None where the text is too short or too mixed to tell."""
    code, _ = _judged(text)
    return code


def require_english(report: Report, where: str) -> None:
    """Raises InputError where the text is clearly in another language than English."""
    code, name = _judged(report.text)
    if code not in (None, "en"):
        raise InputError(f"{where}: looks like {name}; armsledger reads English so far, give a translation")


def _judged(text: str) -> tuple[str | None, str]:
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample) or (None, "")


def _by_script(sample: str) -> tuple[str, str] | None:
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    foreign = Counter({s: n for s, n in scripts.items() if s in _SCRIPTS})
    if foreign.total() < max(_FEWEST_LETTERS, scripts["LATIN"]):
        return None
    if foreign["HIRAGANA"] + foreign["KATAKANA"] > foreign.total() / 10:
        return _SCRIPTS["HIRAGANA"]  # kanji outnumber kana in Japanese news
    found = _SCRIPTS[foreign.most_common(1)[0][0]]
    letters, variant = _VARIANTS.get(found[0], (None, found))
    return variant if letters and letters.search(sample) else found


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _by_words(sample: str) -> tuple[str, str] | None:
    words = Counter(w.casefold() for w in _WORD.findall(sample))
    hits = {code: sum(words[w] for w in listed) for code, (_, listed) in _stop_words().items()}
    best = max(hits, key=lambda code: hits[code])
    kinds = sum(w in words for w in _stop_words()[best][1])  # "$A82, $A25, $A18" is no Portuguese
    clear = min(hits[best], kinds + 2) >= _FEWEST_HITS and (best == "en" or hits[best] > 2 * hits["en"])
    return (best, _stop_words()[best][0]) if clear else None


@cache
def _stop_words() -> dict[str, tuple[str, frozenset[str]]]:
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["code"]: (row["language"], frozenset(row["words"].split())) for row in csv.DictReader(table)}
