"""What the models decided on a candidate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from armsledger.model import Certainty, Stage
from armsledger.reading.candidates import Candidate
from armsledger.reading.mentions import Mention


@dataclass(frozen=True, slots=True)
class Weight:
    """What the models give an option: each alone, and both weighed together, as probabilities."""

    linear: float | None
    encoder: float | None
    both: float
    usual: float | None = None
    """What is known of designers and holders gives it alone; it counts in `both`."""


@dataclass(frozen=True, slots=True, eq=False)
class Filler:
    """A party in a role, with the mention it was read from and the probability that it is right."""

    key: str
    mention: Mention
    actor: Mention | None
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A candidate that may be read as a claim."""

    candidate: Candidate
    roles: dict[str, Filler | None]
    stage: Stage
    certainty: Certainty
    weights: Mapping[str, Weight]
    """What the models give it as a claim at all ("claim"), and the parties and stage chosen ("supplier", "recipient", "stage")."""
    margin: float
    """How many times as likely the parties are as the next likeliest pair."""
    confidence: float = 0.0
    """That it is a claim and parties and weapon are right."""

    @property
    def probability(self) -> float:
        """That trigger and weapon make a claim at all."""
        return self.weights["claim"].both
