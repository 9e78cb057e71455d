"""The register as a table: SIPRI's columns, with the state of each number and the origins behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from armsledger.ledger import PairRow
from armsledger.model import DateCell, Deal, NumberCell
from armsledger.publish.columns import columns

COLUMNS = (
    "supplier",
    "recipient",
    "system",
    "ordered",
    "delivered",
    "order date",
    "delivery dates",
    "stage",
    "state",
    "origins",
    "reports",
)
SHORT = (
    "supplier",
    "recipient",
    "system",
    "ordered",
    "deliv.",
    "ordered on",
    "delivered on",
    "stage",
    "state",
    "orig.",
    "rep.",
)
PAIR = ("supplier", "recipient", "system", "ordered", "delivered", "gap", "deals", "reports")
WIDTH = 118
"""Columns of a table where the terminal doesn't say how wide it is."""


def deal_cells(deal: Deal) -> tuple[str, ...]:
    """One row of the register as text."""
    return (
        deal.supplier.name if deal.supplier else "unknown",
        deal.recipient.name if deal.recipient else "unknown",
        deal.item.name,
        number(deal.ordered),
        number(deal.delivered),
        date(deal.order_date),
        date(deal.delivery_dates),
        deal.stage.value,
        state_of(deal),
        str(len(deal.origins)),
        str(len(deal.reports)),
    )


def number(cell: NumberCell) -> str:
    """A number, with a mark where it is disputed."""
    return f"{cell.interval}{' !' if cell.state == 'disputed' else ''}" if cell.interval else "–"


def date(cell: DateCell) -> str:
    """A date, or a dash."""
    return str(cell.period) if cell.period else "–"


def state_of(deal: Deal) -> str:
    """The state that a reader must know first: a dispute, else that of the furthest number, else of the origins."""
    if deal.disputes:
        return "disputed"
    known = [c.state.value for c in (deal.delivered, deal.ordered) if c.interval]
    return (known or ["confirmed" if len(deal.origins) > 1 else "single_origin"])[0].replace("_", " ")


def register_table(deals: Sequence[Deal], *, width: int = WIDTH) -> str:
    """The register, each deal with its id below."""
    if not deals:
        return "No transfer in this ledger fits. Add reports with: armsledger add SOURCE"
    rows = [tuple(cell.removesuffix(" origin") for cell in deal_cells(d)) for d in deals]
    table = columns(SHORT, rows, width=width, below=[d.id for d in deals])
    marked = (
        "\n! disputed: see armsledger show ID" if any(" !" in cell for d in deals for cell in deal_cells(d)) else ""
    )
    return table + marked


def pair_table(rows: Sequence[PairRow], *, width: int = WIDTH) -> str:
    """The register by supplier, recipient and item family."""
    if not rows:
        return "No transfer in this ledger fits. Add reports with: armsledger add SOURCE"
    return columns(PAIR, [pair_cells(r) for r in rows], width=width)


def pair_cells(row: PairRow) -> tuple[str, ...]:
    """One row by pair as text."""
    supplier, recipient = (p.name if p else "unknown" for p in (row.supplier, row.recipient))
    gap = "–" if row.gap is None else f"{row.gap:,}"
    return (
        supplier,
        recipient,
        row.item.name,
        number(row.ordered),
        number(row.delivered),
        gap,
        str(len(row.deals)),
        str(len(row.reports)),
    )


def register_csv(deals: Sequence[Deal]) -> str:
    """The register as CSV with the columns of the table and the id."""
    return _csv(("id", *COLUMNS), [(deal.id, *deal_cells(deal)) for deal in deals])


def pair_csv(rows: Sequence[PairRow]) -> str:
    """The register by pair as CSV with the columns of the table."""
    return _csv(PAIR, [pair_cells(row) for row in rows])


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()
