"""The reader over annotated cases: figures of the whole and by tag, author or stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from armsledger.evaluation.gold import Case, answers
from armsledger.evaluation.scoring import Outcome, Tally, outcomes, score_case
from armsledger.model import AnyClaim, Kind, TransferClaim


@dataclass(frozen=True, slots=True)
class Marked:
    """A case with the claims that were read in it and their tally."""

    case: Case
    claims: Sequence[AnyClaim]
    tally: Tally

    @classmethod
    def of(cls, case: Case, claims: Sequence[AnyClaim]) -> Marked:
        """The case, marked."""
        return cls(case, claims, score_case(case, claims))


@dataclass(slots=True)
class Group:
    """A part of the marked cases under a name; one tally a report."""

    name: str
    tallies: list[Tally] = field(default_factory=list)

    def whole(self) -> Tally:
        """The tally of the whole group."""
        return total(self.tallies)


def total(tallies: Iterable[Tally]) -> Tally:
    """Several tallies in one."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def grounded_share(marked: Iterable[Marked]) -> float:
    """Share of the fields of all claims that point at words of their report; 1 without claims."""
    filled = ungrounded = 0
    for each in marked:
        for claim in each.claims:
            filled += 1 + sum(1 for _ in claim.spans())
            ungrounded += len(claim.ungrounded(each.case.report.text))
    return 1 - ungrounded / filled if filled else 1.0


def by_tag(marked: Marked) -> Iterator[tuple[str, Tally]]:
    """The case under each of its tags."""
    yield from ((tag, marked.tally) for tag in marked.case.tags or ("(none)",))


def by_author(marked: Marked) -> Iterator[tuple[str, Tally]]:
    """The case under its author."""
    yield marked.case.author, marked.tally


def by_stage(marked: Marked) -> Iterator[tuple[str, Tally]]:
    """The case's transfers under the stage that the annotator gave them, false alarms under the one that was read."""
    parts: dict[str, Tally] = {}
    for outcome in outcomes(marked.case, marked.claims):
        if outcome.kind == Kind.TRANSFER:
            parts.setdefault(_stage(outcome), Tally()).count(outcome)
    yield from parts.items()


def _stage(outcome: Outcome) -> str:
    if outcome.gold is not None:
        return str(answers(outcome.gold.get("stage"))[0] or "(none)")
    assert isinstance(outcome.claim, TransferClaim)
    return outcome.claim.stage.value


GROUPINGS: dict[str, Callable[[Marked], Iterator[tuple[str, Tally]]]] = {
    "tag": by_tag,
    "author": by_author,
    "stage": by_stage,
}


def groups(marked: Iterable[Marked], by: str) -> list[Group]:
    """The groups of a grouping, that with the lowest core F1 of transfers first, those without any transfer last."""
    found: dict[str, Group] = {}
    for each in marked:
        for name, tally in GROUPINGS[by](each):
            found.setdefault(name, Group(name)).tallies.append(tally)
    return sorted(found.values(), key=_worst_first)


def _worst_first(group: Group) -> tuple[bool, float, str]:
    whole = group.whole()
    return not whole.required(Kind.TRANSFER), whole.f1(Kind.TRANSFER, "core"), group.name
