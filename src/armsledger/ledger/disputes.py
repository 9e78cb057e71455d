"""What the claims of a deal disagree on, with both sides and a plain sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from armsledger.ledger.cells import Counted
from armsledger.ledger.facts import Fact
from armsledger.ledger.stages import denials
from armsledger.ledger.units import unit_of
from armsledger.model import CellState, DateCell, Dispute, DisputeSubject, Side, Stage

Naming = Callable[[str], str]
"""Gives the readable name of an origin or party key."""
Valued = list[tuple[str, Fact]]


def number_disputes(about: DisputeSubject, counted: Counted, facts: Sequence[Fact], name: Naming) -> list[Dispute]:
    """Sides by the number they give; numbers in other units are a dispute about the unit."""
    found, cell = [], counted.cell
    if cell.state == CellState.DISPUTED:
        told = [f for f in facts if f.claim.id in cell.supporting + cell.opposing and f.number]
        found.append(_dispute(about, [(str(f.number), f) for f in told], f"How many were {about.value}", name))
    if counted.aside:
        told = [f for f in facts if f.claim.id in cell.supporting + cell.opposing and f.number]
        told += [f for f in counted.aside if f not in told]
        valued = [(f"{f.number} {unit_of(f) or 'items'}", f) for f in told]
        found.append(_dispute(DisputeSubject.UNIT, valued, f"What the number {about.value} counts", name))
    return found


def date_dispute(cell: DateCell, facts: Sequence[Fact], name: Naming) -> list[Dispute]:
    """Sides by the date of the contract they give."""
    if cell.state != CellState.DISPUTED:
        return []
    told = [f for f in facts if f.claim.id in cell.supporting]
    return [_dispute(DisputeSubject.ORDER_DATE, [(str(f.claim.date), f) for f in told], "When it was ordered", name)]


def party_disputes(facts: Sequence[Fact], name: Naming) -> list[Dispute]:
    """Sides by the supplier, and by the recipient, they name."""
    found = []
    for side, about in enumerate((DisputeSubject.SUPPLIER, DisputeSubject.RECIPIENT)):
        valued = [(f.pair[side], f) for f in facts if f.pair[side] and not f.denied]
        if len({key for key, _ in valued}) > 1:
            named = [(name(key), f) for key, f in valued]
            found.append(_dispute(about, named, f"Who the {about.value} is", name))
    return found


def existence_dispute(facts: Sequence[Fact], name: Naming) -> list[Dispute]:
    """Somebody denies that the deal or the delivery took place; denying only the contract disputes the stage."""
    told = [f for f in facts if not f.denied]
    denying = [d for d in denials(facts) if any(_about_the_same(d, f) for f in told)]
    if not denying:
        return []
    about = DisputeSubject.STAGE if all(f.stage == Stage.ORDERED for f in denying) else DisputeSubject.EXISTENCE
    valued = [("it took place", f) for f in told] + [("it did not", f) for f in denying]
    return [_dispute(about, valued, "Whether it took place", name)]


def _about_the_same(denial: Fact, fact: Fact) -> bool:
    """A denied delivery contradicts a told one, not the order before it; other denials contradict whatever is told."""
    return denial.stage != Stage.DELIVERED or fact.stage == Stage.DELIVERED


def _dispute(about: DisputeSubject, valued: Valued, question: str, name: Naming) -> Dispute:
    sides: dict[str, list[Fact]] = defaultdict(list)
    for value, fact in valued:
        sides[value].append(fact)
    made = tuple(
        Side(value, tuple(sorted({f.report.id for f in told})), tuple(sorted({f.origin for f in told})))
        for value, told in sides.items()
    )
    words = "; ".join(f"{side.value} according to {', '.join(map(name, side.origins))}" for side in made)
    return Dispute(about, made, f"{question} is disputed: {words}.")
