"""What the claims of a deal disagree on, with both sides and a plain sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from armsledger.ledger.facts import Fact
from armsledger.model import CellState, Certainty, DateCell, Dispute, DisputeSubject, NumberCell, Side, Stage


def number_dispute(about: DisputeSubject, cell: NumberCell, facts: Sequence[Fact]) -> list[Dispute]:
    """Sides by the number they give."""
    if cell.state != CellState.DISPUTED:
        return []
    told = [f for f in facts if f.claim.id in cell.supporting + cell.opposing and f.number]
    return [_dispute(about, [(str(f.number), f) for f in told], f"How many were {about.value}")]


def date_dispute(cell: DateCell, facts: Sequence[Fact]) -> list[Dispute]:
    """Sides by the date of the contract they give."""
    if cell.state != CellState.DISPUTED:
        return []
    told = [f for f in facts if f.claim.id in cell.supporting]
    return [_dispute(DisputeSubject.ORDER_DATE, [(str(f.claim.date), f) for f in told], "When it was ordered")]


def existence_dispute(facts: Sequence[Fact]) -> list[Dispute]:
    """Somebody denies that the deal or the delivery took place; denying only the contract disputes the stage."""
    denials = [f for f in facts if f.claim.certainty == Certainty.DENIED]
    told = [f for f in facts if f.claim.certainty != Certainty.DENIED]
    if not denials or not told:
        return []
    about = DisputeSubject.STAGE if all(f.claim.stage == Stage.ORDERED for f in denials) else DisputeSubject.EXISTENCE
    valued = [("it took place", f) for f in told] + [("it did not", f) for f in denials]
    return [_dispute(about, valued, "Whether it took place")]


def _dispute(about: DisputeSubject, valued: list[tuple[str, Fact]], question: str) -> Dispute:
    sides: dict[str, list[Fact]] = defaultdict(list)
    for value, fact in valued:
        sides[value].append(fact)
    made = tuple(
        Side(value, tuple(sorted({f.report.id for f in told})), tuple(sorted({f.origin for f in told})))
        for value, told in sides.items()
    )
    words = "; ".join(f"{side.value} according to {', '.join(side.origins)}" for side in made)
    return Dispute(about, made, f"{question} is disputed: {words}.")
