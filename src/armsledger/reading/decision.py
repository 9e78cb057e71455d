"""What the models decided on a candidate."""

from __future__ import annotations

from dataclasses import dataclass

from armsledger.model import Certainty, Stage
from armsledger.reading.candidates import Candidate
from armsledger.reading.mentions import Mention


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
    probability: float
    """That trigger and weapon make a claim at all."""
    confidence: float = 0.0
    """That parties and weapon are right, too."""
