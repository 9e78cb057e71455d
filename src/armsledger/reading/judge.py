"""What a candidate of a document is worth: linear models over named features and the encoder's heads, weighed together.

The linear models know the grammar of the field, the encoder the rest of the sentence; each misses what the other sees. How
much the encoder counts was chosen on reports of authors that neither had seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from pathlib import Path

from spacy.tokens import Token

from armsledger.model import Certainty, Stage
from armsledger.reading.assignment import linear_shares, rows
from armsledger.reading.attribution import Attribution
from armsledger.reading.candidates import Candidate, Scene
from armsledger.reading.encoder import Vectors
from armsledger.reading.features import claim_features, clause_features, closed_options, options, stage_options
from armsledger.reading.heads import USE, Heads, Weights, load
from armsledger.reading.linear import Linear, linear_models, odds_to_probability
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import Outline

CLAIM, ROLE, STAGE, STATEMENT = 0.5, 0.7, 0.7, 0.7
"""How much the encoder's log odds count beside those of the linear model."""


@dataclass(frozen=True, slots=True)
class Models:
    """All that is learned: linear models by name, the encoder's file and the weights of its heads."""

    linear: Mapping[str, Linear]
    encoder: Path
    heads: Weights


def stored(folder: Path) -> Models:
    """The models of a folder: transfer.json, encoder.onnx and heads.npz."""
    return Models(linear_models(folder / "transfer.json"), folder / "encoder.onnx", load(folder / "heads.npz"))


@lru_cache(maxsize=1)
def shipped() -> Models:
    """The models that armsledger ships."""
    return stored(Path(str(files("armsledger.reading") / "models")))


class Judge:
    """The models over one document."""

    def __init__(self, scene: Scene, models: Models, vectors: Vectors) -> None:
        self.scene = scene
        self.linear = models.linear
        self._heads = Heads(scene, vectors, models.heads)

    def claim(self, candidate: Candidate) -> float:
        """Probability that trigger and weapon make a claim of a transfer."""
        seen = self._heads.claim(candidate.item, candidate.trigger.token, candidate.sentence)
        return odds_to_probability(self.linear["claim"].score(claim_features(self.scene, candidate)) + CLAIM * seen)

    def shares(self, candidate: Candidate, whole: Outline, role: str) -> dict[str, float]:
        """Probability of each party named so far, and of nobody (""), to have the role."""
        known = linear_shares(self.linear["role"], rows(self.scene, candidate, whole, role))
        named = options(self.scene, candidate)
        seen = self._heads.roles(candidate.item, candidate.trigger.token, candidate.sentence, role, named)
        return _shares({key: log(max(share, 1e-9)) + ROLE * seen[key] for key, share in known.items()})

    def stage(self, candidate: Candidate) -> Stage:
        """The likeliest stage."""
        seen = self._heads.stages(candidate)
        offered = stage_options(candidate)
        scores = {name: self.linear["stage"].score(features) + STAGE * seen[name] for name, features in offered.items()}
        return Stage(max(scores, key=scores.__getitem__))

    def certainty(self, candidate: Candidate) -> Certainty:
        """The likeliest certainty."""
        offered = closed_options(clause_features(candidate), [c.value for c in Certainty])
        return Certainty(self.linear["certainty"].choice(offered)[0])

    def use(self, item: Mention, trigger: Token, sentence: int) -> float:
        """Log odds that the sentence tells of the weapon's use."""
        return self._heads.claim(item, trigger, sentence, USE)

    def user_shares(
        self, item: Mention, trigger: Token, sentence: int, role: str, named: Mapping[str, Sequence[Mention]]
    ) -> dict[str, float]:
        """Probability of each party, and of nobody (""), to use the weapon or to be its target."""
        seen = self._heads.roles(item, trigger, sentence, role, named, USE)
        return {key: exp(value) for key, value in seen.items()}

    def statement(self, attribution: Attribution, sentence: int, features: list[str]) -> float:
        """Probability that an attribution is a statement about arms."""
        seen = self._heads.statement(attribution, sentence)
        return odds_to_probability(self.linear["statement"].score(features) + STATEMENT * seen)


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    top = max(scores.values())
    raw = {key: exp(score - top) for key, score in scores.items()}
    total = sum(raw.values())
    return {key: value / total for key, value in raw.items()}
