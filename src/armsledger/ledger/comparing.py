"""News and registers side by side: the cells of one deal as reports tell it, and as imported registers do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from armsledger.catalog import Catalog
from armsledger.ledger.copies import REGISTERED
from armsledger.ledger.deals import Lot
from armsledger.ledger.facts import Fact
from armsledger.ledger.register import Row, row_of
from armsledger.model import DateCell, Deal, NumberCell, Rule


class Agreement(StrEnum):
    """What two sides make of one cell or deal."""

    AGREE = "agree"
    DIFFER = "differ"
    REPORTS_ONLY = "reports only"
    REGISTER_ONLY = "register only"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Compared:
    """One deal as both sides tell it; None where a side does not know it."""

    deal: Deal
    """Of both together: the row of the register."""
    reports: Deal | None
    register: Deal | None
    cells: dict[str, Agreement]
    """By `ordered`, `delivered`, `order_date`."""

    @property
    def verdict(self) -> Agreement:
        """Of the deal as a whole."""
        if self.register is None:
            return Agreement.REPORTS_ONLY
        if self.reports is None:
            return Agreement.REGISTER_ONLY
        return Agreement.DIFFER if Agreement.DIFFER in self.cells.values() else Agreement.AGREE


def compared(row: Row, catalog: Catalog, rule: Rule) -> Compared:
    """A row taken apart by where its facts come from; both parts are computed by the rules of the whole."""
    ours, theirs = (
        _part(row, [f for f in row.facts if registered(f) is wanted], catalog, rule) for wanted in (False, True)
    )
    cells = {name: _agreement(ours, theirs, name) for name in ("ordered", "delivered", "order_date")}
    return Compared(row.deal, ours, theirs, cells)


def registered(fact: Fact) -> bool:
    """Whether a fact comes from an imported register."""
    return fact.claim.reader.startswith(REGISTERED)


def _part(row: Row, facts: list[Fact], catalog: Catalog, rule: Rule) -> Deal | None:
    return row_of(Lot(facts), row.deal.id, rule, catalog).deal if facts else None


def _agreement(ours: Deal | None, theirs: Deal | None, name: str) -> Agreement:
    one, other = (getattr(deal, name) if deal else None for deal in (ours, theirs))
    known = _known(one), _known(other)
    if not all(known):
        sides = {(False, False): Agreement.NEITHER, (True, False): Agreement.REPORTS_ONLY}
        return sides.get(known, Agreement.REGISTER_ONLY)
    return Agreement.AGREE if _meet(one, other) else Agreement.DIFFER


def _known(cell: NumberCell | DateCell | None) -> bool:
    return bool(cell and (cell.interval if isinstance(cell, NumberCell) else cell.period))


def _meet(one: NumberCell | DateCell | None, other: NumberCell | DateCell | None) -> bool:
    if isinstance(one, NumberCell) and isinstance(other, NumberCell):
        return bool(one.interval and other.interval and one.interval.meets(other.interval))
    dates = isinstance(one, DateCell) and isinstance(other, DateCell)
    return bool(dates and one.period and other.period and one.period.meets(other.period))  # type: ignore[union-attr]
