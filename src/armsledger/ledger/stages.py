"""How far a deal has come, and whether somebody denies it."""

from __future__ import annotations

from collections.abc import Sequence

from armsledger.ledger.cells import unretracted
from armsledger.ledger.facts import Fact
from armsledger.model import Certainty, Stage
from armsledger.model.vocabulary import LADDER

PROMISES = (Stage.PLEDGED,)
"""Stages that look ahead by themselves: planned says the same of them as asserted."""


def stage_of(facts: Sequence[Fact], officials: frozenset[str]) -> tuple[Stage, list[Stage]]:
    """The furthest undisputed stage that is asserted, and the stages that are disputed.

    A stage is disputed when a party to the deal denies it, or at least as many origins deny as assert it.
    """
    standing = unretracted(facts)
    asserted = _origins(
        [f for f in standing if f.asserted or (f.claim.certainty == Certainty.PLANNED and f.stage in PROMISES)]
    )
    denied = _origins(denials(facts))
    disputed = [
        s
        for s, deniers in denied.items()
        if s in asserted and (deniers & officials or len(deniers) >= len(asserted[s]))
    ]
    left = [s for s in LADDER if s in asserted and s not in disputed]
    beside = [s for s in asserted if s.rank is None and s != Stage.HALTED]
    furthest = left[-1] if left else next(iter(beside), Stage.TALKS)
    return (Stage.HALTED if halted(standing) else furthest), disputed


def denials(facts: Sequence[Fact]) -> list[Fact]:
    """Denials of the transfer itself that still stand.

    One that names another supplier or recipient disputes only that; one whose source later says that it is so is gone.
    """
    told = [f for f in facts if not f.denied]
    return [f for f in facts if f.denied and not any(_names_another(f, t) or _takes_back(t, f) for t in told)]


def _takes_back(fact: Fact, denial: Fact) -> bool:
    """Whether the denier itself later asserts what it denied, or more."""
    if fact.origin != denial.origin or not fact.asserted or fact.known <= denial.known:
        return False
    ranks = fact.stage.rank, denial.stage.rank
    return fact.stage == denial.stage or (None not in ranks and (ranks[0] or 0) > (ranks[1] or 0))


def _names_another(denial: Fact, fact: Fact) -> bool:
    same_source = fact.report.id == denial.report.id and fact.origin == denial.origin
    return same_source and not fact.denied and fact.stage == denial.stage and fact.pair != denial.pair


def _origins(facts: Sequence[Fact]) -> dict[Stage, set[str]]:
    found: dict[Stage, set[str]] = {}
    for fact in facts:
        found.setdefault(fact.stage, set()).add(fact.origin)
    return found


def halted(facts: Sequence[Fact]) -> bool:
    """Whether the last word is a refusal, suspension or cancellation, with nothing delivered and no lifting told after it."""
    stops = [f for f in facts if f.asserted and f.stage == Stage.HALTED]
    if not stops:
        return False
    last = max(stops, key=lambda f: (f.when, f.known))
    denied = any(f.denied and f.stage == Stage.HALTED and f.known >= last.known for f in facts)
    return not denied and not any(_undoes(f, last) for f in facts)


def _undoes(fact: Fact, stop: Fact) -> bool:
    """A delivery, contract or approval that is dated after the stop, or an approval that became known after it."""
    if not fact.asserted or fact.stage not in LADDER or fact.stage == Stage.TALKS:
        return False
    if fact.dated is not None:
        return fact.dated > stop.when
    return fact.claim.date is None and fact.stage == Stage.APPROVED and fact.known > stop.known
