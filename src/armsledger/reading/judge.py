"""What a candidate of a document is worth: linear models over named features and the encoder's heads, weighed together.

The linear models know the grammar of the field, the encoder the rest of the sentence; each misses what the other sees. What is
known of designers, trades and holders comes on top. How much each counts was chosen on reports of authors that none had seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from pathlib import Path
from typing import Protocol

from spacy.tokens import Token

from armsledger.model import Certainty
from armsledger.reading.assignment import DESIGNER, HELD, TRADE, Rows, is_explicit, linear_shares, rows
from armsledger.reading.associations import associations
from armsledger.reading.attribution import Attribution
from armsledger.reading.candidates import Candidate, Scene
from armsledger.reading.decision import Weight
from armsledger.reading.encoder import Vectors
from armsledger.reading.features import claim_features, clause_features, closed_options, options, stage_options
from armsledger.reading.heads import USE, Heads, Weights, load
from armsledger.reading.linear import Linear, linear_models, odds_to_probability, shares
from armsledger.reading.mentions import Mention, designers_of, family_of, head_of
from armsledger.reading.outline import Outline
from armsledger.reading.quantities import Number
from armsledger.reading.trees import Trees, trees

CLAIM, ROLE, STAGE, STATEMENT = 1.0, 2.0, 1.0, 0.7
USED, USER = 0.5, 1.0
"""How much the encoder's log odds count beside those of the linear model; less for uses, of which it has seen fewer."""

ABSENT = 1.5
"""Taken from the log odds of parties that the sentence doesn't name where its grammar gives the role to one that it names."""


class Told(Protocol):
    """A weapon and the word that may tell its use."""

    @property
    def token(self) -> Token:
        """The word."""
        ...

    @property
    def item(self) -> Mention:
        """The weapon."""
        ...

    @property
    def sentence(self) -> int:
        """Index of their sentence."""
        ...


@dataclass(frozen=True, slots=True)
class Models:
    """All that is learned: linear models by name, the encoder's file and the weights of its heads, the trees of second looks."""

    linear: Mapping[str, Linear]
    encoder: Path
    heads: Weights
    second: Mapping[str, Trees]


def stored(folder: Path) -> Models:
    """The models of a folder: transfer.json, encoder.onnx, heads.npz, and the trees of second looks."""
    second = {kind: trees(folder / f"second_{kind}.onnx") for kind in ("transfer", "use")}
    return Models(linear_models(folder / "transfer.json"), folder / "encoder.onnx", load(folder / "heads.npz"), second)


@lru_cache(maxsize=1)
def shipped() -> Models:
    """The models that armsledger ships."""
    return stored(Path(str(files("armsledger.reading") / "models")))


class Judge:
    """The models over one document."""

    def __init__(self, scene: Scene, models: Models, vectors: Vectors) -> None:
        self.scene = scene
        self.linear = models.linear
        self.second = models.second
        self._heads = Heads(scene, vectors, models.heads)
        self._trade, self._hold = (associations(models.linear[name]) for name in ("trade", "hold"))
        self._traded: dict[tuple[str, str], float] = {}

    def claim_weight(self, candidate: Candidate) -> Weight:
        """What each model gives trigger and weapon as a claim of a transfer."""
        seen = self._heads.claim(candidate.item, candidate.trigger.token, candidate.sentence)
        return _weight(self.linear["claim"].score(claim_features(self.scene, candidate)), seen, CLAIM)

    def role_weights(self, candidate: Candidate, whole: Outline, role: str) -> dict[str, Weight]:
        """What each model gives each party that the report names, and nobody (""), in the role."""
        known = linear_shares(self.linear["role"], rows(self.scene, candidate, whole, role))
        named = options(self.scene, candidate)
        seen = self._heads.roles(candidate.item, candidate.trigger.token, candidate.sentence, role, named)
        scores = {key: log(max(share, 1e-9)) for key, share in known.items()}
        if any(is_explicit(self.scene, candidate, role, key) for key in named):
            here = {p.key for p in self.scene.parties[candidate.sentence]}
            scores = {key: score - ABSENT * (key not in here) for key, score in scores.items()}
        return _weights(scores, seen, ROLE, self._usual(candidate.item, role, scores))

    def stage_weights(self, candidate: Candidate) -> dict[str, Weight]:
        """What each model gives each stage that is possible."""
        offered = stage_options(candidate)
        known = {name: self.linear["stage"].score(features) for name, features in offered.items()}
        return _weights(known, self._heads.stages(candidate), STAGE)

    def numbers(self, candidate: Candidate, counts: Sequence[Number]) -> dict[Number | None, float]:
        """Probability of each number of its sentence to be that of the weapon, and of none (None), by the encoder."""
        document = self.scene.document
        named = {str(n.span): [Mention(n.span, head_of(document, n.span), "", "number")] for n in counts}
        seen = self._heads.roles(candidate.item, candidate.trigger.token, candidate.sentence, "quantity", named)
        return {None: exp(seen[""])} | {n: exp(seen[str(n.span)]) for n in counts}

    def certainty(self, candidate: Candidate) -> Certainty:
        """The likeliest certainty."""
        return Certainty(self.linear["certainty"].choice(_certainties(candidate))[0])

    def certainty_shares(self, candidate: Candidate) -> dict[str, float]:
        """Probability of each certainty."""
        model = self.linear["certainty"]
        return shares({name: model.score(features) for name, features in _certainties(candidate).items()})

    def use(self, told: Told, features: list[str]) -> Weight:
        """What each model gives a sentence as telling of a weapon's use."""
        seen = self._heads.claim(told.item, told.token, told.sentence, USE)
        return _weight(self.linear["use"].score(features), seen, USED)

    def user_weights(
        self, told: Told, role: str, named: Mapping[str, Sequence[Mention]], features: Rows
    ) -> dict[str, Weight]:
        """What each model gives each party, and nobody (""), as user of the weapon or as its target."""
        known = linear_shares(self.linear["user"], features)
        seen = self._heads.roles(told.item, told.token, told.sentence, role, named, USE)
        scores = {key: log(max(share, 1e-9)) for key, share in known.items()}
        return _weights(scores, seen, USER, self._usual(told.item, role, scores))

    def _usual(self, item: Mention, role: str, keys: Iterable[str]) -> dict[str, float]:
        """What is added to the score of each party by what is known of the weapon's designers and holders."""
        designers, family = designers_of(item), family_of(item)
        designed, held = DESIGNER.get(role, 0.0), HELD.get(role, 0.0)
        return {key: designed * (key in designers) + held * self._hold.score(family, key) for key in keys}

    def trade(self, supplier: str, recipient: str) -> float:
        """By what factor a pair is likelier or less likely than its parties alone, by the trades that are known."""
        pair = supplier, recipient  # each candidate asks for the same ones again
        if pair not in self._traded:
            self._traded[pair] = exp(TRADE * self._trade.score(supplier, recipient))
        return self._traded[pair]

    def statement(self, attribution: Attribution, sentence: int, features: list[str]) -> float:
        """Probability that an attribution is a statement about arms."""
        return self.statement_weight(attribution, sentence, features).both

    def statement_weight(self, attribution: Attribution, sentence: int, features: list[str]) -> Weight:
        """What each model gives an attribution as a statement about arms."""
        seen = self._heads.statement(attribution, sentence)
        return _weight(self.linear["statement"].score(features), seen, STATEMENT)


def _certainties(candidate: Candidate) -> dict[str, list[str]]:
    return closed_options(clause_features(candidate), [c.value for c in Certainty])


def _weight(known: float, seen: float, much: float) -> Weight:
    """Log odds of both models, each alone and together."""
    return Weight(*(odds_to_probability(odds) for odds in (known, seen, known + much * seen)))


def _weights(
    known: Mapping[str, float], seen: Mapping[str, float], much: float, usual: Mapping[str, float] | None = None
) -> dict[str, Weight]:
    """Log probabilities of options by both models, each alone and together with what is usual."""
    usual = usual if usual and any(usual.values()) else {}
    alone, beside = shares(known), shares({key: seen[key] for key in known})
    both = shares({key: score + much * seen[key] + usual.get(key, 0.0) for key, score in known.items()})
    expected = shares(usual) if usual else {}
    return {key: Weight(alone[key], beside[key], both[key], expected.get(key)) for key in known}
