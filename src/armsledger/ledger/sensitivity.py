"""Which published numbers depend on the rule that was chosen for disputed cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from armsledger.ledger.pairs import PairRow
from armsledger.model import Deal, Interval, NumberCell, Rule

CELLS = ("ordered", "delivered")


@dataclass(frozen=True, slots=True)
class Dependence:
    """A number that is another under another rule."""

    by: str
    """`deal` or `pair`."""
    id: str
    """Id of the deal; of a pair its deals' ids with spaces between."""
    label: str
    """Supplier, recipient and item in words."""
    cell: str
    under: Mapping[Rule, Interval | None]


def dependences(deals: Mapping[Rule, Sequence[Deal]], pairs: Mapping[Rule, Sequence[PairRow]]) -> list[Dependence]:
    """All numbers that differ between rules, deals first, in the order of the register."""
    found = []
    for row in zip(*(deals[rule] for rule in Rule), strict=True):
        found += _of("deal", row[0].id, label(row[0]), row)
    for several in zip(*(pairs[rule] for rule in Rule), strict=True):
        found += _of("pair", " ".join(several[0].deals), label(several[0]), several)
    return found


def _of(by: str, id: str, named: str, rows: Sequence[Deal | PairRow]) -> list[Dependence]:
    found = []
    for cell in CELLS:
        cells: list[NumberCell] = [getattr(row, cell) for row in rows]
        under = {rule: c.interval for rule, c in zip(Rule, cells, strict=True)}
        if len(set(under.values())) > 1:
            found.append(Dependence(by, id, named, cell, under))
    return found


def label(row: Deal | PairRow) -> str:
    """Supplier, recipient and item in words."""
    supplier, recipient = (p.name if p else "unknown" for p in (row.supplier, row.recipient))
    return f"{supplier} → {recipient}: {row.item.name}"
