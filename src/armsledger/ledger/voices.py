"""Words by which a source's name shows whose voice it is; the words themselves stand in the catalog (`cues/voices.csv`)."""

from __future__ import annotations

import re
from functools import lru_cache

from armsledger.catalog import fold
from armsledger.catalog.cues import cue_rows


@lru_cache(maxsize=32)
def alternatives(kind: str) -> str:
    """The words of a kind as alternatives of a regular expression, the longer ones first."""
    words = (row["word"] for row in cue_rows("voices") if row["kind"] == kind)
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=32)
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(kind)})\b")


def speaks(name: str, *kinds: str) -> bool:
    """Whether a name has a word of one of the kinds."""
    folded = fold(name)
    return any(_pattern(kind).search(folded) for kind in kinds)


def private(name: str) -> bool:
    """Whether it is the voice of no government, whatever state it is of."""
    return speaks(name, "private", "scholar") or re.search(r"\bex-\w+\b", fold(name)) is not None


def offices(name: str) -> list[str]:
    """Words for offices of a state beside those of the reader's table."""
    return _pattern("office").findall(fold(name))


@lru_cache(maxsize=1)
def company() -> re.Pattern[str]:
    """Companies that the catalog does not know, by the last word of their names."""
    return re.compile(rf"((?:[A-Z][\w&'.-]*\s+)+(?:{alternatives('company end')}))\b")


@lru_cache(maxsize=1)
def maker() -> re.Pattern[str]:
    """Names for whoever makes the item: "the company", "its manufacturer's director"."""
    nouns = alternatives("maker")
    return re.compile(rf"^(?:(?:the|a|an|its|their) )?(?:[a-z-]+ )?(?:{nouns})(?:'s? .*| .*)?$")


@lru_cache(maxsize=1)
def papers() -> re.Pattern[str]:
    """Papers, pictures and "local media", that are nobody by themselves; "documents of the ministry" stand for the ministry."""
    before, nouns = alternatives("before paper"), alternatives("paper")
    return re.compile(rf"^(?:(?:{before})\s+)*(?:[a-z-]+\s+)?(?:{nouns})\b(?! (?:of|by|from) )")


@lru_cache(maxsize=1)
def outlet_words() -> re.Pattern[str]:
    """What an outlet's name is bare without: "the" before it, its kind behind it."""
    return re.compile(rf"^the | (?:{alternatives('outlet kind')})$")


@lru_cache(maxsize=1)
def news() -> re.Pattern[str]:
    """Words of outlets' names; a press office is none."""
    return re.compile(
        rf"\b(?:{alternatives('news')})(?<!press)\b|\bpress\b(?! (?:service|office|secretary|department))"
    )


@lru_cache(maxsize=1)
def unnamed() -> frozenset[str]:
    """Words that begin what is only described: "a docker", "several officials"."""
    return frozenset(row["word"] for row in cue_rows("voices") if row["kind"] == "some")
