"""How far a deal has come, and whether somebody denies it."""

from __future__ import annotations

from collections.abc import Sequence

from armsledger.ledger.facts import Fact
from armsledger.model import Certainty, Stage
from armsledger.model.vocabulary import LADDER


def stage_of(facts: Sequence[Fact]) -> tuple[Stage, list[Stage]]:
    """The furthest undisputed stage that is asserted, and the stages that are disputed.

    A stage is disputed when a party to the deal denies it, or at least as many origins deny as assert it.
    """
    asserted = _origins(facts, Certainty.ASSERTED)
    denied = _origins(facts, Certainty.DENIED)
    parties = {key for f in facts for key in f.pair if key}
    disputed = [
        s for s, deniers in denied.items() if s in asserted and (deniers & parties or len(deniers) >= len(asserted[s]))
    ]
    standing = [s for s in LADDER if s in asserted and s not in disputed]
    furthest = (
        standing[-1] if standing else next((s for s in asserted if s.rank is None and s != Stage.HALTED), Stage.TALKS)
    )
    return (Stage.HALTED if _halted(facts) else furthest), disputed


def _origins(facts: Sequence[Fact], certainty: Certainty) -> dict[Stage, set[str]]:
    found: dict[Stage, set[str]] = {}
    for fact in facts:
        if fact.claim.certainty == certainty or (certainty == Certainty.ASSERTED and _promised(fact)):
            found.setdefault(fact.claim.stage, set()).add(fact.origin)
    return found


def _promised(fact: Fact) -> bool:
    return fact.claim.certainty == Certainty.PLANNED and fact.claim.stage in (
        Stage.PLEDGED,
        Stage.ORDERED,
        Stage.APPROVED,
    )


def _halted(facts: Sequence[Fact]) -> bool:
    """Whether the last word is a refusal, suspension or cancellation with nothing delivered after it."""
    told = sorted((f for f in facts if f.asserted), key=lambda f: (f.when, f.known, f.claim.id))
    return bool(told) and told[-1].claim.stage == Stage.HALTED
