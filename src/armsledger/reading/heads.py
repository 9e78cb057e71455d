"""What the encoder's vectors say of claims: scores of candidates, of parties in roles, of stages, uses and statements.

A candidate is seen as its weapon, its trigger and its sentence; a party by its words and its distance. The score of a party is
the log of the summed exponentials over its mentions: one telling mention is enough.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Token

from armsledger.model import Stage
from armsledger.reading.attribution import Attribution
from armsledger.reading.candidates import Candidate, Scene
from armsledger.reading.encoder import SIZE, Vectors
from armsledger.reading.mentions import Mention
from armsledger.reading.roles import RECIPIENT, SUPPLIER

ROLES = (SUPPLIER, RECIPIENT, "quantity", "date", "user", "against", "source")
"""Rows of the role head, in the order of training."""
STAGES = tuple(s.value for s in Stage)
TRANSFER, USE = 0, 1

Weights = Mapping[str, Vectors]


def load(path: Path) -> Weights:
    """The heads' weights by name."""
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


class Heads:
    """The heads over one document; what they make of a word, a mention or a sentence alone is worked out once."""

    def __init__(self, scene: Scene, vectors: Vectors, weights: Weights) -> None:
        self._scene = scene
        self._vectors = vectors
        self._weights = weights
        self._sentences = [vectors[s.start : s.end].mean(0) for s in scene.document.sentences]
        self._places: dict[Mention, tuple[int, int]] = {}
        self._means: dict[tuple[int, int], Vectors] = {}
        self._keys: dict[tuple[int, int], Vectors] = {}
        self._parts: dict[tuple[str, int, tuple[int, int]], Vectors] = {}
        self._hidden: dict[tuple[str, tuple[int, int], int, int, int], Vectors] = {}

    def claim(self, item: Mention, trigger: Token, sentence: int, kind: int = TRANSFER) -> float:
        """Log odds that weapon and trigger make a claim of the kind."""
        return float(self._clause(item, trigger, sentence, kind)[kind])

    def stages(self, candidate: Candidate) -> dict[str, float]:
        """Log probability of each stage."""
        scores = self._clause(candidate.item, candidate.trigger.token, candidate.sentence, TRANSFER)[2:10]
        return dict(zip(STAGES, _log_shares(scores).tolist(), strict=True))

    def statement(self, attribution: Attribution, sentence: int) -> float:
        """Log odds that an attribution is a statement about arms."""
        seen = np.concatenate(
            [self._vectors[attribution.verb.i], self._vectors[attribution.head.i], self._sentences[sentence]]
        )
        return float(self._layer("s2", gelu(self._layer("s1", seen)))[0])

    def roles(
        self,
        item: Mention,
        trigger: Token,
        sentence: int,
        role: str,
        named: Mapping[str, Sequence[Mention]],
        kind: int = TRANSFER,
    ) -> dict[str, float]:
        """Log probability of each party to have the role, and of nobody ("")."""
        row = ROLES.index(role)
        asked = self._look("q", item, trigger, sentence, kind)
        nobody = float(self._layer("none", gelu(asked))[row])
        scores = [nobody, *self._parties(asked, row, item, trigger, sentence, named)]
        return dict(zip(["", *named], _log_shares(np.array(scores)).tolist(), strict=True))

    def _parties(
        self,
        asked: Vectors,
        row: int,
        item: Mention,
        trigger: Token,
        sentence: int,
        named: Mapping[str, Sequence[Mention]],
    ) -> list[float]:
        """Score of each party: all its mentions at once, then the log of their summed exponentials."""
        mentions = [m for several in named.values() for m in several]
        if not mentions:
            return []
        keys = np.stack([self._key(m) for m in mentions])
        far = self._weights["dist"][[self._distance(item, trigger, sentence, m) for m in mentions]]
        scores = gelu(asked + keys + far) @ self._weights["role.weight"][row] + self._weights["role.bias"][row]
        firsts = np.cumsum([0, *map(len, named.values())][:-1])
        found: list[float] = np.logaddexp.reduceat(scores, firsts).tolist()
        return found

    def _clause(self, item: Mention, trigger: Token, sentence: int, kind: int) -> Vectors:
        return self._layer("c2", gelu(self._look("c1", item, trigger, sentence, kind)))

    def _look(self, name: str, item: Mention, trigger: Token, sentence: int, kind: int) -> Vectors:
        """A first layer over weapon, trigger and sentence side by side: the sum of what it makes of each."""
        item_place = self._bounds(item)
        place = (name, item_place, trigger.i, sentence, kind)
        if place not in self._hidden:
            parts = (item_place, self._mean(item_place)), ((trigger.i,) * 2, self._vectors[trigger.i])
            whole = self._part(name, 2, (sentence, sentence), self._sentences[sentence])
            seen = sum((self._part(name, n, *part) for n, part in enumerate(parts)), whole)
            self._hidden[place] = seen + self._weights[f"{name}.bias"] + self._weights["kind"][kind]
        return self._hidden[place]

    def _part(self, name: str, number: int, place: tuple[int, int], given: Vectors) -> Vectors:
        known = (name, number, place)
        if known not in self._parts:
            columns = self._weights[f"{name}.weight"][:, number * SIZE : (number + 1) * SIZE]
            self._parts[known] = columns @ given
        return self._parts[known]

    def _key(self, mention: Mention) -> Vectors:
        bounds = self._bounds(mention)
        if bounds not in self._keys:
            self._keys[bounds] = self._weights["k.weight"] @ self._mean(bounds)
        return self._keys[bounds]

    def _layer(self, name: str, given: Vectors) -> Vectors:
        out: Vectors = given @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out

    def _mean(self, bounds: tuple[int, int]) -> Vectors:
        if bounds not in self._means:
            self._means[bounds] = self._vectors[bounds[0] : bounds[1]].mean(0)
        return self._means[bounds]

    def _bounds(self, mention: Mention) -> tuple[int, int]:
        if mention not in self._places:
            tokens = self._scene.document.tokens(mention.span)
            assert tokens is not None
            self._places[mention] = tokens.start, tokens.end
        return self._places[mention]

    def _distance(self, item: Mention, trigger: Token, sentence: int, party: Mention) -> int:
        last = self._bounds(party)[1] - 1
        return place_of(trigger.i, item.head.i, sentence, last, self._scene.document.sentence_number(party.head))


def place_of(trigger: int, weapon: int, sentence: int, party: int, party_sentence: int) -> int:
    """Where a party stands to a candidate, as one of 48 places; all but the sentences are token numbers.

    In the candidate's sentence: before or after trigger and weapon, and how far, doubling; else how many sentences back or ahead.
    """
    if party_sentence == sentence:
        gap = party - trigger
        return min(7, int(math.log2(abs(gap) + 1))) + 8 * (gap > 0) + 16 * (party > weapon)
    back = sentence - party_sentence
    return 32 + (min(back, 7) if back > 0 else 8 + min(-back, 7))


def gelu(x: Vectors) -> Vectors:
    """Gaussian error linear unit (tanh form; Hendrycks and Gimpel 2016)."""
    out: Vectors = 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)))
    return out


def _log_shares(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    out: np.ndarray[Any, Any] = scores - np.logaddexp.reduce(scores)
    return out
