"""Linear models over named features, as readable JSON: option scores are sums of the weights of what is true of them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from itertools import repeat
from pathlib import Path

Features = Iterable[str]


class Linear:
    """Weights by feature name."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def score(self, features: Features) -> float:
        """Sum of the weights of the features; unknown ones count nothing."""
        return sum(map(self.weights.get, features, repeat(0.0)))

    def choice(self, options: Mapping[str, Features]) -> tuple[str, float]:
        """The option with the highest score and its share (softmax). Ties go to the first."""
        scores = {name: self.score(features) for name, features in options.items()}
        best = max(scores, key=scores.__getitem__)
        return best, 1.0 / sum(math.exp(min(30.0, s - scores[best])) for s in scores.values())

    def reasons(self, features: Features, most: int = 5) -> list[tuple[str, float]]:
        """The features that moved the score most, with their weights."""
        known = [(name, self.weights[name]) for name in features if self.weights.get(name)]
        return sorted(known, key=lambda pair: -abs(pair[1]))[:most]


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores as shares of one (softmax)."""
    top = max(scores.values())
    raw = {key: math.exp(score - top) for key, score in scores.items()}
    total = sum(raw.values())
    return {key: value / total for key, value in raw.items()}


def odds_to_probability(odds: float) -> float:
    """Log odds as a probability, kept off 0 and 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def log_odds(share: float | None) -> float:
    """The log odds of a probability, within bounds."""
    bounded = min(0.99999, max(0.00001, share or 0.0))
    return math.log(bounded / (1 - bounded))


def linear_models(path: Path) -> dict[str, Linear]:
    """The models of a file by name. Trained by `scripts/train_reader.py` from the cases' work part alone."""
    return {name: Linear(weights) for name, weights in json.loads(path.read_text(encoding="utf-8")).items()}
