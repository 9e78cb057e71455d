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
    """A party in a role, with the mention it was read from and who acts for it."""

    key: str
    mention: Mention
    actor: Mention | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A supplier and a recipient that a candidate may have; nobody is None."""

    roles: dict[str, Filler | None]
    weights: Mapping[str, Weight]
    """What the models give each of them, by role."""
    trade: float
    """How much likelier what is known of trades makes them."""
    chance: float
    """How likely they are beside other pairs, as far as the candidate alone tells."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The parties' keys, empty for nobody."""
        return tuple(filler.key if filler else "" for filler in self.roles.values())


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A candidate that may be read as a claim."""

    candidate: Candidate
    stage: Stage
    certainty: Certainty
    claim: Weight
    """What the models give trigger and weapon as a claim at all."""
    staged: Weight
    """What they give the stage."""
    pairs: tuple[Pair, ...]
    """The likeliest suppliers with recipients, the likeliest first, as far as the candidate alone tells."""
    pair: Pair
    """The one that was chosen."""
    confidence: float = 0.0
    """That it is a claim and parties and weapon are right."""

    @property
    def probability(self) -> float:
        """That trigger and weapon make a claim at all."""
        return self.claim.both

    @property
    def roles(self) -> dict[str, Filler | None]:
        """The parties that were chosen."""
        return self.pair.roles
