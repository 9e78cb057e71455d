"""What a person should look at first: the claims whose decision would most likely change most.

The weight of a claim is how many cells of its transfer would show something else, times how likely the present treatment is wrong:
a counted claim may be wrong (one minus its confidence), a doubtful one may be right (its confidence). Decided claims are left out, and so are
those of reprints: their originals are asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from armsledger.ledger.deals import Lot
from armsledger.ledger.diffs import CELLS
from armsledger.ledger.facts import Fact
from armsledger.ledger.items import entry_of, family_of
from armsledger.ledger.register import Row, row_of
from armsledger.model import AnyClaim, CellState, Report, TransferClaim
from armsledger.web.view import View

WEIGHED = 400
"""Claims that are weighed exactly, chosen by an upper bound that needs no register."""
ALL_CELLS = 5
"""Weight of a transfer that would be gone."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A cell that would show something else."""

    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to decide about."""

    claim: AnyClaim
    report: Report
    deal: str
    counted: bool
    """Whether it counts now; then the question is whether it should not."""
    weight: float
    effects: tuple[Effect, ...]
    """What would change if the present treatment is wrong."""
    reprint: bool = False
    """Whether it only repeats what another report printed first, so that it counts there, whatever is decided about it."""


def queue(view: View) -> list[Item]:
    """The claims to look at, most useful first."""
    bounds = sorted(_bounds(view), key=lambda b: (-b[0], b[1]))[:WEIGHED]
    items = [item for _, id, deal in bounds if (item := weighed(view, id, deal))]
    return sorted(items, key=lambda i: (-i.weight, i.claim.id))


def _bounds(view: View) -> Iterator[tuple[float, str, str]]:
    """An upper bound of the weight of each undecided claim in a transfer."""
    for row in view.register.rows:
        deal, counted = row.deal, {f.claim.id for f in row.facts}
        cells = (deal.ordered, deal.delivered, deal.order_date, deal.delivery_dates)
        for id in deal.claims:
            claim, report = view.claims[id]
            if id in view.verdicts or (id not in counted and report.id in view.reprint_of):
                continue
            confidence = claim.confidence
            if id not in counted:
                yield confidence * 2, id, deal.id
            else:
                behind = sum(
                    1 + (c.state == CellState.DISPUTED)
                    for c in cells
                    if id in c.supporting or id in getattr(c, "opposing", ())
                )
                yield (1 - confidence) * (0.2 + behind + (ALL_CELLS if len(counted) == 1 else 0)), id, deal.id


def weighed(view: View, id: str, deal: str) -> Item | None:
    """A claim with what would change; None where it is no claim of a transfer."""
    claim, report = view.claims[id]
    row = view.rows.get(deal)
    if row is None or not isinstance(claim, TransferClaim):
        return None
    counted = any(f.claim.id == id for f in row.facts)
    if not counted and report.id in view.reprint_of:
        return Item(claim, report, deal, counted, 0.0, (), reprint=True)
    effects = effects_of(view, row, claim, report, counted)
    wrong = 1 - claim.confidence if counted else claim.confidence
    size = ALL_CELLS if counted and len(row.facts) == 1 else len(effects)
    return Item(claim, report, deal, counted, wrong * size, tuple(effects))


def effects_of(view: View, row: Row, claim: TransferClaim, report: Report, counted: bool) -> list[Effect]:
    """The cells of a transfer that would show something else with, or without, a claim."""
    if counted:
        facts: Sequence[Fact] = [f for f in row.facts if f.claim.id != claim.id]
    else:
        facts = [*row.facts, _fact(view, row, claim, report)]
    if not facts:
        return [Effect("transfer", "is in the register", "would be gone")]
    other = row_of(Lot(list(facts)), row.deal.id, view.rule, view.catalog).deal
    found = []
    for name, shown in CELLS.items():
        before, after = shown(row.deal)[0], shown(other)[0]
        if before != after:
            found.append(Effect(name, before, after))
    return found


def _fact(view: View, row: Row, claim: TransferClaim, report: Report) -> Fact:
    """A doubtful claim as if it counted."""
    entry = entry_of(claim.item, view.catalog) if claim.item else None
    family = family_of(claim.item, entry) if claim.item else row.facts[0].family
    return Fact(claim, report, view.origin(claim.id), family, entry)


def undecided(items: Sequence[Item], decided: set[str]) -> list[Item]:
    """The items that nobody has decided about since the view was made."""
    return [item for item in items if item.claim.id not in decided]
