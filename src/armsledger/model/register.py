"""What the register shows: deals, their cells and disputes (pure values; the ledger computes them)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from armsledger.model.decision import Decision
from armsledger.model.interval import Interval
from armsledger.model.item import Item
from armsledger.model.party import Party
from armsledger.model.period import Period
from armsledger.model.vocabulary import CellState, DisputeSubject, Mode, Rule, Stage


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number of a deal with the claims for and against it."""

    interval: Interval | None = None
    state: CellState = CellState.UNKNOWN
    supporting: tuple[str, ...] = ()
    """Claim ids that stand for the number shown."""
    opposing: tuple[str, ...] = ()
    under: Mapping[Rule, Interval] = field(default_factory=dict)
    """What the cell would show under each rule, where it is disputed."""


@dataclass(frozen=True, slots=True)
class DateCell:
    """A date of a deal."""

    period: Period | None = None
    state: CellState = CellState.UNKNOWN
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueCell:
    """The price of a deal, in whole units of `currency`."""

    interval: Interval | None = None
    currency: str | None = None
    state: CellState = CellState.UNKNOWN
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """Those who stand on one side of a dispute."""

    value: str
    reports: tuple[str, ...]
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two or more sides that can't all be right about one subject of one deal."""

    about: DisputeSubject
    sides: tuple[Side, ...]
    sentence: str
    """Says in plain words what is disputed, and who stands where."""

    def with_more(self, other: Dispute) -> Dispute:
        """This and another dispute on the same subject as one."""
        new = tuple(side for side in other.sides if side not in self.sides)
        return Dispute(self.about, (*self.sides, *new), f"{self.sentence} {other.sentence}")


@dataclass(frozen=True, slots=True)
class Deal:
    """One register row: a procurement, pledge or gift from talks to the last delivery."""

    id: str
    supplier: Party | None
    recipient: Party | None
    item: Item
    stage: Stage
    supplier_actor: Party | None = None
    recipient_actor: Party | None = None
    mode: Mode | None = None
    ordered: NumberCell = NumberCell()
    delivered: NumberCell = NumberCell()
    order_date: DateCell = DateCell()
    delivery_dates: DateCell = DateCell()
    value: ValueCell = ValueCell()
    origins: tuple[str, ...] = ()
    """Independent origins behind the deal's claims."""
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    first_known: date | None = None
    last_known: date | None = None
    decisions: tuple[Decision, ...] = ()
    """What people decided about its claims, as far as it holds."""
