"""The register by supplier, recipient and item family."""

from __future__ import annotations

from dataclasses import dataclass

from armsledger.model import Item, NumberCell, Party


@dataclass(frozen=True, slots=True)
class PairRow:
    """What all deals and figures of a pair and item family add up to."""

    supplier: Party | None
    recipient: Party | None
    item: Item
    ordered: NumberCell
    delivered: NumberCell
    deals: tuple[str, ...]
    reports: tuple[str, ...]
    gap: int | None = None
    """Lowest independently reported number delivered minus the highest disclosed one; None where either is missing."""
