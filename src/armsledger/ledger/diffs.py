"""What changed between two registers, cell by cell, with the claims and decisions that moved it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from armsledger.ledger.register import Register, Row
from armsledger.ledger.sensitivity import label
from armsledger.model import DateCell, Deal, Decision, NumberCell, Stage, ValueCell

Shown = Callable[[Deal], tuple[str, tuple[str, ...]]]
"""Gives a cell of a deal as text, with the claims that it was made from."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that is not what it was."""

    deal: str
    """Id of the deal in the later register; in the earlier one where it is gone."""
    label: str
    cell: str
    before: str | None
    """None: the deal was not there."""
    after: str | None
    """None: the deal is gone, or part of another."""
    claims: tuple[str, ...]
    """The claims that moved it: new ones that the cell is made from, and old ones that it no longer is made from."""
    decisions: tuple[Decision, ...] = ()


def changes(before: Register, after: Register) -> list[Change]:
    """All changed cells, in the order of the later register; deals that are gone come last."""
    homes = {claim: row for row in before.rows for claim in row.deal.claims}
    found: list[Change] = []
    met: set[str] = set()
    for row in after.rows:
        olds = _olds(row, homes)
        met |= {old.deal.id for old in olds[:1]}
        found += _changed(olds[0], row) if olds else [_new(row)]
    return found + [_gone(row, after) for row in before.rows if row.deal.id not in met]


def _olds(row: Row, homes: Mapping[str, Row]) -> list[Row]:
    """The earlier deals that share claims with this one, the one that shares most first."""
    shared: dict[str, tuple[int, Row]] = {}
    for claim in row.deal.claims:
        if old := homes.get(claim):
            shared[old.deal.id] = (shared.get(old.deal.id, (0, old))[0] + 1, old)
    return [old for _, (_, old) in sorted(shared.items(), key=lambda s: (-s[1][0], s[0]))]


def _changed(old: Row, new: Row) -> list[Change]:
    found = []
    came = tuple(c for c in new.deal.claims if c not in old.deal.claims)
    went = tuple(c for c in old.deal.claims if c not in new.deal.claims)
    decided = tuple(d for d in new.deal.decisions if d not in old.deal.decisions)
    for name, shown in CELLS.items():
        (before, was), (after, now) = shown(old.deal), shown(new.deal)
        if before != after:
            moved = tuple(c for c in now if c not in was) + tuple(c for c in was if c not in now)
            if name == "stage":
                moved = _stages(new, came, new.deal.stage) or _stages(old, went, old.deal.stage)
            found.append(Change(new.deal.id, label(new.deal), name, before, after, moved or came + went, decided))
    return found


def _stages(row: Row, claims: Sequence[str], stage: Stage) -> tuple[str, ...]:
    """Those of the claims that tell of a stage, or deny one."""
    return tuple(f.claim.id for f in row.facts if f.claim.id in claims and (f.stage == stage or f.denied))


def _new(row: Row) -> Change:
    return Change(row.deal.id, label(row.deal), "deal", None, summary(row.deal), row.deal.claims, row.deal.decisions)


def _gone(row: Row, after: Register) -> Change:
    homes = sorted({r.deal.id for r in after.rows if not set(r.deal.claims).isdisjoint(row.deal.claims)})
    rest = f"part of {', '.join(homes)}" if homes else None
    return Change(row.deal.id, label(row.deal), "deal", summary(row.deal), rest, row.deal.claims)


def summary(deal: Deal) -> str:
    """A deal in a line."""
    return f"{deal.stage.value}, ordered {_number(deal.ordered)[0]}, delivered {_number(deal.delivered)[0]}"


def _number(cell: NumberCell) -> tuple[str, tuple[str, ...]]:
    shown = f"{cell.interval} {cell.state.value.replace('_', ' ')}" if cell.interval else "unknown"
    return shown, (*cell.supporting, *cell.opposing)


def _date(cell: DateCell) -> tuple[str, tuple[str, ...]]:
    shown = f"{cell.period} {cell.state.value.replace('_', ' ')}" if cell.period else "unknown"
    return shown, (*cell.supporting, *cell.opposing)


def _value(cell: ValueCell) -> tuple[str, tuple[str, ...]]:
    return f"{cell.interval} {cell.currency}" if cell.interval else "unknown", cell.supporting


CELLS: Mapping[str, Shown] = {
    "supplier": lambda d: (d.supplier.name if d.supplier else "unknown", ()),
    "recipient": lambda d: (d.recipient.name if d.recipient else "unknown", ()),
    "stage": lambda d: (d.stage.value, ()),
    "ordered": lambda d: _number(d.ordered),
    "delivered": lambda d: _number(d.delivered),
    "order date": lambda d: _date(d.order_date),
    "delivery dates": lambda d: _date(d.delivery_dates),
    "value": lambda d: _value(d.value),
    "origins": lambda d: (str(len(d.origins)), ()),
    "disputes": lambda d: (", ".join(x.about.value for x in d.disputes) or "none", ()),
}
