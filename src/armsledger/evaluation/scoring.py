"""Claims that were read against gold claims: aligned one to one, counted as right in core and in full.

Core: parties and item (transfer), user and item (use), speaker and act (statement). Full: stage, quantity and certainty too
(use: certainty and date; statement: addressee). A claim that is not required costs nothing when missed; a second reading of a
claim is no error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from armsledger.evaluation.agreement import CORE, FULL, agreement
from armsledger.evaluation.gold import Case, GoldClaim, quote_span
from armsledger.model import AnyClaim, Kind

LEVELS = ("core", "full")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold claim and the claim that was read for it, or one of them that the other side lacks."""

    kind: Kind
    gold: GoldClaim | None
    claim: AnyClaim | None
    got: Mapping[str, bool]
    """Which fields agree; empty unless both are there."""
    again: bool = False
    """A second reading of a gold claim that another claim stands for."""

    @property
    def required(self) -> bool:
        """Whether there is a gold claim that has to be read."""
        return self.gold is not None and bool(self.gold.get("required", True))

    def right(self, level: str) -> bool:
        """Whether all fields of a level agree."""
        wanted = CORE[self.kind] + (FULL[self.kind] if level == "full" else ())
        return bool(self.got) and all(self.got[name] for name in wanted)


@dataclass(frozen=True, slots=True)
class Trust:
    """A claim that was read: how sure the reader was of it, and whether its core is right."""

    confidence: float
    right: bool
    required: bool
    """Whether it stands for a gold claim that has to be read."""


@dataclass(slots=True)
class Tally:
    """Counts over cases; keys are (kind, level, outcome) and (kind, field, outcome)."""

    counts: Counter[tuple[Kind, str, str]] = field(default_factory=Counter)
    negatives: int = 0
    """Cases without any claim."""
    alarmed: int = 0
    """Cases without any claim in which one was read."""
    trusted: dict[Kind, list[Trust]] = field(default_factory=dict)
    """Every claim that was read."""

    def add(self, other: Tally) -> None:
        """Add the counts of other cases."""
        self.counts.update(other.counts)
        self.negatives += other.negatives
        self.alarmed += other.alarmed
        for kind, claims in other.trusted.items():
            self.trusted.setdefault(kind, []).extend(claims)

    def count(self, outcome: Outcome) -> None:
        """Count one outcome."""
        kind, required = outcome.kind, outcome.required
        for level in LEVELS:
            right = outcome.right(level)
            # an optional claim that was read is right as far as its core is, and never a hit
            harmless = outcome.again or (right if required else outcome.right("core"))
            self.counts[kind, level, "hit"] += required and right
            self.counts[kind, level, "missed"] += required and not right
            self.counts[kind, level, "wrong"] += outcome.claim is not None and not harmless
        for name, ok in outcome.got.items() if required else ():
            self.counts[kind, name, "seen"] += 1
            self.counts[kind, name, "right"] += ok
        if outcome.claim is not None:
            trust = Trust(outcome.claim.confidence, outcome.again or outcome.right("core"), required)
            self.trusted.setdefault(kind, []).append(trust)

    def required(self, kind: Kind) -> int:
        """How many gold claims have to be read."""
        return self.counts[kind, "core", "hit"] + self.counts[kind, "core", "missed"]

    def precision(self, kind: Kind, level: str) -> float:
        """Share of claims that are right; 1 where none was read."""
        return _share(self.counts[kind, level, "hit"], self.counts[kind, level, "wrong"])

    def recall(self, kind: Kind, level: str) -> float:
        """Share of required claims that were read; 1 where there was none."""
        return _share(self.counts[kind, level, "hit"], self.counts[kind, level, "missed"])

    def f1(self, kind: Kind, level: str) -> float:
        """F1 over required claims; 1 where there was nothing to read and nothing was read."""
        hit, wrong, missed = (self.counts[kind, level, outcome] for outcome in ("hit", "wrong", "missed"))
        return _share(2 * hit, wrong + missed)

    def right(self, kind: Kind, name: str) -> float | None:
        """Share of aligned claims with the field right."""
        right, seen = self.counts[kind, name, "right"], self.counts[kind, name, "seen"]
        return right / seen if seen else None


def _share(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 1.0


def score(cases: Iterable[tuple[Case, Sequence[AnyClaim]]]) -> Tally:
    """The tally of cases, each with the claims that were read in it."""
    whole = Tally()
    for case, claims in cases:
        whole.add(score_case(case, claims))
    return whole


def score_case(case: Case, claims: Sequence[AnyClaim]) -> Tally:
    """The tally of one case."""
    counted = [c for c in claims if c.kind in case.kinds]
    tally = Tally(negatives=not case.claims, alarmed=bool(counted) and not case.claims)
    for outcome in outcomes(case, counted):
        tally.count(outcome)
    return tally


def outcomes(case: Case, claims: Sequence[AnyClaim]) -> Iterator[Outcome]:
    """What became of every gold claim of a case and of every claim that was read in it."""
    for kind in case.kinds:
        golds = [g for g in case.claims if g["kind"] == kind]
        yield from _of_kind(kind, golds, [c for c in claims if c.kind == kind], case.report.text)


def _of_kind(kind: Kind, golds: list[GoldClaim], read: list[AnyClaim], text: str) -> Iterator[Outcome]:
    pairs = aligned(golds, read, text)
    yield from (Outcome(kind, gold, claim, agreement(gold, claim)) for gold, claim in pairs)
    met, used = {id(g) for g, _ in pairs}, {id(c) for _, c in pairs}
    yield from (Outcome(kind, gold, None, {}) for gold in golds if id(gold) not in met)
    for claim in read:
        if id(claim) not in used:
            yield Outcome(kind, None, claim, {}, any(is_core(agreement(g, claim), kind) for g in golds))


def is_core(got: Mapping[str, bool], kind: Kind) -> bool:
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
