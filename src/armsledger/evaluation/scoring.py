"""Claims that were read against gold claims: aligned one to one, counted as right in core and in full.

Core: parties and item (transfer), user and item (use), speaker and act (statement). Full: stage, quantity and certainty too
(use: certainty and date; statement: addressee). A claim that is not required costs nothing when missed; a second reading of a
claim is no error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from armsledger.evaluation.agreement import CORE, FULL, agreement
from armsledger.evaluation.gold import Case, GoldClaim, quote_span
from armsledger.model import AnyClaim, Kind

LEVELS = ("core", "full")


@dataclass(slots=True)
class Tally:
    """Counts over cases; keys are (kind, level, outcome) and (kind, field, outcome)."""

    counts: Counter[tuple[Kind, str, str]] = field(default_factory=Counter)
    negatives: int = 0
    """Cases without any claim."""
    alarmed: int = 0
    """Cases without any claim in which one was read."""

    def add(self, other: Tally) -> None:
        """Add the counts of other cases."""
        self.counts.update(other.counts)
        self.negatives += other.negatives
        self.alarmed += other.alarmed

    def f1(self, kind: Kind, level: str) -> float:
        """F1 over required claims; 1 where there was nothing to read and nothing was read."""
        hit, wrong, missed = (self.counts[kind, level, outcome] for outcome in ("hit", "wrong", "missed"))
        return 2 * hit / (2 * hit + wrong + missed) if hit + wrong + missed else 1.0

    def right(self, kind: Kind, name: str) -> float | None:
        """Share of aligned claims with the field right."""
        right, seen = self.counts[kind, name, "right"], self.counts[kind, name, "seen"]
        return right / seen if seen else None


def score(cases: Iterable[tuple[Case, Sequence[AnyClaim]]]) -> Tally:
    """The tally of cases, each with the claims that were read in it."""
    whole = Tally()
    for case, claims in cases:
        whole.add(score_case(case, claims))
    return whole


def score_case(case: Case, claims: Sequence[AnyClaim]) -> Tally:
    """The tally of one case."""
    tally = Tally(negatives=not case.claims, alarmed=bool(claims) and not case.claims)
    for kind in Kind:
        golds = [g for g in case.claims if g["kind"] == kind]
        _score_kind(tally, kind, golds, [c for c in claims if c.kind == kind], case.report.text)
    return tally


def _score_kind(tally: Tally, kind: Kind, golds: list[GoldClaim], read: list[AnyClaim], text: str) -> None:
    pairs = aligned(golds, read, text)
    for gold, claim in pairs:
        _score_pair(tally, kind, gold, claim)
    met, used = {id(g) for g, _ in pairs}, {id(c) for _, c in pairs}
    missed = sum(g.get("required", True) and id(g) not in met for g in golds)
    alarms = [c for c in read if id(c) not in used and not any(is_core(agreement(g, c), kind) for g in golds)]
    for level in LEVELS:
        tally.counts[kind, level, "missed"] += missed
        tally.counts[kind, level, "wrong"] += len(alarms)


def _score_pair(tally: Tally, kind: Kind, gold: GoldClaim, claim: AnyClaim) -> None:
    got = agreement(gold, claim)
    core, required = is_core(got, kind), gold.get("required", True)
    for level, right in (("core", core), ("full", core and all(got[f] for f in FULL[kind]))):
        if required:
            tally.counts[kind, level, "hit"] += right
            tally.counts[kind, level, "missed"] += not right
        tally.counts[kind, level, "wrong"] += not (right if required else core)
    for name, ok in got.items() if required else ():
        tally.counts[kind, name, "seen"] += 1
        tally.counts[kind, name, "right"] += ok


def is_core(got: dict[str, bool], kind: Kind) -> bool:
    """Whether parties and item (speaker and act) agree."""
    return all(got[name] for name in CORE[kind])


def aligned(golds: Sequence[GoldClaim], read: Sequence[AnyClaim], text: str) -> list[tuple[GoldClaim, AnyClaim]]:
    """Gold claims with the claims that agree with them best, each used once."""
    weighed = [(_closeness(g, c, text), -n, -m, g, c) for n, g in enumerate(golds) for m, c in enumerate(read)]
    used: set[int] = set()
    pairs = []
    for closeness, _, _, gold, claim in sorted(weighed, key=lambda row: row[:3], reverse=True):
        if closeness > 0 and not {id(gold), id(claim)} & used:
            used |= {id(gold), id(claim)}
            pairs.append((gold, claim))
    return pairs


def _closeness(gold: GoldClaim, claim: AnyClaim, text: str) -> float:
    got, wanted = agreement(gold, claim), CORE[claim.kind]
    core = sum(got[name] for name in wanted)
    overlap = _overlap(gold, claim, text)
    if not core or (core < len(wanted) - 1 and overlap < 0.5):
        return 0.0
    return 2.0 * core + 0.5 * (sum(got.values()) - core) + 2.0 * overlap + 0.01 * bool(gold.get("required", True))


def _overlap(gold: GoldClaim, claim: AnyClaim, text: str) -> float:
    """Shared part of the shorter quote."""
    one, other = quote_span(gold, text), claim.evidence.span
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(one.end - one.start, other.end - other.start))
