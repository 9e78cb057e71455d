"""What second looks have in common: log odds, sums over a document's first looks, where a party is named, and the choice itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import log

from armsledger.reading.candidates import Scene
from armsledger.reading.decision import Weight
from armsledger.reading.linear import log_odds
from armsledger.reading.mentions import Mention
from armsledger.reading.trees import Trees

UNKNOWN = -20.0
"""Stands for log odds that nothing is known of."""
FAR = 100.0
"""Stands for the distance of nobody."""


class Sums:
    """First looks summed up: their probabilities by what they have in common."""

    def __init__(self, looks: Sequence[tuple[Hashable, float, Iterable[Hashable]]]) -> None:
        """Each look, equal to itself alone, with its probability and its groups."""
        self._sums: defaultdict[Hashable, float] = defaultdict(float)
        self._best: dict[Hashable, float] = {}
        self._count: Counter[Hashable] = Counter()
        self._own: dict[Hashable, tuple[float, frozenset[Hashable]]] = {}
        for look, probability, groups in looks:
            self._own[look] = probability, frozenset(groups)
            for group in self._own[look][1]:
                self._sums[group] += probability
                self._count[group] += 1
                self._best[group] = max(self._best.get(group, 0.0), probability)
        likely = [probability for _, probability, _ in looks]
        self.mean = sum(likely) / max(1, len(likely))
        self.best = max(likely, default=0.0)

    def others(self, look: Hashable, *group: Hashable) -> float:
        """How many looks of a group are likely right, beside this one."""
        probability, groups = self._own[look]
        return self._sums.get(group, 0.0) - (probability if group in groups else 0.0)

    def all(self, *group: Hashable) -> float:
        """How many looks of a group are likely."""
        return self._sums.get(group, 0.0)

    def rivals(self, look: Hashable, name: str, *group: Hashable) -> dict[str, float]:
        """How many looks a group of this one has, and by how much the likeliest is likelier than this one, in log odds."""
        ahead = log_odds(self._best[group]) - log_odds(self._own[look][0])
        return {f"candidates of {name}": float(self._count[group]), f"behind in {name}": ahead}


def document_features(scene: Scene, sums: Sums, looks: int) -> dict[str, float]:
    """Numbers that tell whether a document is about such claims at all."""
    return {
        "sentences": float(len(scene.document.sentences)),
        "candidates": float(looks),
        "mean likelihood": sums.mean,
        "best likelihood": log_odds(sums.best),
        "systems": float(sum(not i.generic for i in scene.mentions.items)),
    }


def surroundings(scene: Scene, sentence: int, word: int, item: Mention) -> dict[str, float]:
    """The sentence of a word and a weapon, and where the weapon stands in it."""
    bounds = scene.document.sentences[sentence]
    return {
        "generic": float(item.generic),
        "sentence": float(sentence),
        "words": float(bounds.end - bounds.start),
        "parties here": float(len({p.key for p in scene.parties[sentence]})),
        "weapon from word": float(item.head.i - word),
    }


def weighed(name: str, weight: Weight) -> dict[str, float]:
    """What each model gives something, in log odds."""
    usual = UNKNOWN if weight.usual is None else log_odds(weight.usual)
    found = {"": log_odds(weight.both), " linear": log_odds(weight.linear), " encoder": log_odds(weight.encoder)}
    return {f"{name}{part}": value for part, value in (found | {" usual": usual}).items()}


def placed(scene: Scene, name: str, sentence: int, word: int, mention: Mention | None, key: str) -> dict[str, float]:
    """Where a party is named as seen from a word of a sentence, how often in all, and whether it is a state."""
    if mention is None:
        return {f"{name} away": FAR, f"{name} from word": 10 * FAR, f"{name} named": 0.0, f"{name} state": 0.0}
    return {
        f"{name} away": float(sentence - scene.document.sentence_number(mention.head)),
        f"{name} from word": float(mention.head.i - word),
        f"{name} named": float(sum(p.key == key for p in scene.mentions.parties)),
        f"{name} state": float(len(key) == 3),
    }


def log_of(chance: float) -> float:
    """The logarithm of a probability, within bounds."""
    return log(max(1e-6, chance))


def likeliest(looks: Sequence[Sequence[Mapping[str, float]]], model: Trees) -> list[tuple[int, float]]:
    """Of each look's options, given by their features, the place of the one most likely right, and how likely it is."""
    found = iter(model.probabilities([option for options in looks for option in options]))
    ranked = [[next(found) for _ in options] for options in looks]
    return [(max(range(len(row)), key=row.__getitem__), max(row)) for row in ranked]
