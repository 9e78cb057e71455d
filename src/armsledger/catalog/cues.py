"""Cue words: the small closed tables that the reader's grammars are built from (`data/cues/*.csv`)."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from armsledger.model import CatalogError


class Numeral(NamedTuple):
    """A number word: the interval it means and whether it multiplies what stands before it."""

    low: int
    high: int | None
    role: str


@lru_cache(maxsize=32)
def cue_rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of one cue table. Raises CatalogError on a row of the wrong length."""
    text = (Path(__file__).parent / "data" / "cues" / f"{table}.csv").read_text(encoding="utf-8")
    rows = tuple(csv.DictReader(text.splitlines()))
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise CatalogError(f"cues/{table}.csv:{number}: the row has more or fewer cells than the header")
    return rows


@lru_cache(maxsize=1)
def numerals() -> dict[str, Numeral]:
    """Number words by their lower-case spelling."""
    return {
        r["word"]: Numeral(int(r["low"]), int(r["high"]) if r["high"] else None, r["role"])
        for r in cue_rows("numerals")
    }


@lru_cache(maxsize=1)
def made_up() -> dict[tuple[str, str, str], tuple[int, int]]:
    """How many of a smaller unit make a larger one, by item family, larger and smaller unit: launchers of a battery."""
    return {(r["item"], r["unit"], r["of"]): (int(r["least"]), int(r["most"])) for r in cue_rows("made_up")}


@lru_cache(maxsize=32)
def words(table: str, key: str, value: str) -> dict[str, str]:
    """One column of a cue table by another."""
    return {row[key]: row[value] for row in cue_rows(table)}
