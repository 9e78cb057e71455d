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


STEPS = (Stage.APPROVED, Stage.ORDERED, Stage.HALTED)
"""Stages whose denial says only that it has not come so far: no licence, no contract, no stop."""
QUESTIONS = {DisputeSubject.EXISTENCE: "Whether it took place", DisputeSubject.STAGE: "How far it has come"}


def denial_disputes(facts: Sequence[Fact], name: Naming) -> list[Dispute]:
    """Somebody denies that the deal or the delivery took place, or only that it has come so far."""
    told = [f for f in facts if not f.denied]
    if len(told) == len(facts):
        return []
    found = []
    for about, denying in _subjects(denials(facts)).items():
        against = [f for f in told if any(_contradicts(d, f) for d in denying)]
        if against:
            valued = [(f"{_deed(f)}", f) for f in against]
            valued += [(f"not {_deed(f)}", f) for f in denying if any(_contradicts(f, t) for t in told)]
            found.append(_dispute(about, valued, QUESTIONS[about], name))
    return found


def _subjects(denying: Sequence[Fact]) -> dict[DisputeSubject, list[Fact]]:
    found: dict[DisputeSubject, list[Fact]] = defaultdict(list)
    for fact in denying:
        found[DisputeSubject.STAGE if fact.stage in STEPS else DisputeSubject.EXISTENCE].append(fact)
    return found


def _deed(fact: Fact) -> str:
    return {Stage.TALKS: "in talks", Stage.PRODUCED: "produced there"}.get(fact.stage, fact.stage.value)


def _contradicts(denial: Fact, fact: Fact) -> bool:
    """A denied stop contradicts a told stop; a denied step what needs it; a denied talk, pledge or delivery whatever goes so far.

    Nobody disputes with himself in one report.
    """
    if (denial.origin, denial.report.id) == (fact.origin, fact.report.id):
        return False
    if Stage.HALTED in (denial.stage, fact.stage) or denial.stage.rank is None or fact.stage.rank is None:
        return denial.stage == fact.stage
    return fact.stage.rank >= denial.stage.rank


def one_a_subject(found: Sequence[Dispute]) -> list[Dispute]:
    """One dispute a subject: what is said of it in several cells is put together."""
    merged: dict[DisputeSubject, Dispute] = {}
    for dispute in found:
        first = merged.get(dispute.about)
        merged[dispute.about] = first.with_more(dispute) if first else dispute
    return list(merged.values())


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
