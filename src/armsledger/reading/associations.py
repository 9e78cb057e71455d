"""Who trades with whom, and who has which weapon, as far as annotated reports told: a hint where a sentence leaves a party open.

Counted are reports of the cases' work part, so the hint is as good as these are many; what a sentence says outright outweighs it.
The score is the pointwise mutual information of Church and Hanks (1990) with one report added to what was seen and expected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import log

from armsledger.catalog.cues import words
from armsledger.reading.linear import Linear


class Associations:
    """How often two things were told together, by "first>second": supplier and recipient, weapon and holder."""

    def __init__(self, counts: Mapping[str, float]) -> None:
        self._counts = counts
        self._firsts, self._seconds = Counter[str](), Counter[str]()
        for pair, number in counts.items():
            first, _, second = pair.partition(">")
            self._firsts[first] += int(number)
            self._seconds[second] += int(number)
        self._total = max(1, self._firsts.total())

    def score(self, first: str, second: str) -> float:
        """The log of how many times as often as by chance; 0 for what was never told of."""
        first, second = lasting(first), lasting(second)
        expected = self._firsts[first] * self._seconds[second] / self._total
        return log((self._counts.get(f"{first}>{second}", 0) + 1) / (expected + 1))


@lru_cache(maxsize=8)
def associations(model: Linear) -> Associations:
    """The associations of a model's counts, made once."""
    return Associations(model.weights)


def lasting(key: str) -> str:
    """A party's key; of a state that is no more, its successor's."""
    return words("successors", "state", "successor").get(key, key)
