"""How far a score could be another on other reports of the same kind: bootstrap over reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from armsledger.evaluation.scoring import Tally
from armsledger.model import Kind

DRAWS = 2000
SEED = 20211205
"""Fixed, so that the same readings give the same intervals."""
Counts = np.ndarray[Any, np.dtype[np.int64]]
Shares = np.ndarray[Any, np.dtype[np.float64]]
MEASURES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A 95 % interval."""

    low: float
    high: float


def intervals(tallies: Sequence[Tally], kind: Kind, level: str) -> dict[str, Bounds]:
    """95 % percentile intervals of precision, recall and F1; reports, not claims, are drawn, since claims of one go together."""
    counted = np.array([[t.counts[kind, level, name] for name in ("hit", "wrong", "missed")] for t in tallies])
    draws = np.random.default_rng(SEED).multinomial(len(tallies), np.full(len(tallies), 1 / len(tallies)), DRAWS)
    hit, wrong, missed = (draws @ counted).T
    drawn = {"precision": (hit, wrong), "recall": (hit, missed), "f1": (2 * hit, wrong + missed)}
    return {name: _bounds(_shares(*drawn[name])) for name in MEASURES}


def _shares(good: Counts, bad: Counts) -> Shares:
    return np.where(good + bad > 0, good / np.maximum(1, good + bad), 1.0)


def _bounds(shares: Shares) -> Bounds:
    low, high = np.quantile(shares, (0.025, 0.975))
    return Bounds(float(low), float(high))
