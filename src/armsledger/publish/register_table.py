"""The register as a table: SIPRI's columns, with the state of each number and the origins behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from armsledger.ledger.pairs import PairRow
from armsledger.model import DateCell, Deal, NumberCell

COLUMNS = ("id", "supplier", "recipient", "system", "ordered", "delivered", "order date", "delivery dates", "stage", "state", "origins", "reports")


def deal_cells(deal: Deal) -> tuple[str, ...]:
    """One row of the register as text."""
    return (
        deal.id,
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
    """A number with a mark where it is disputed."""
    return f"{cell.interval}{'!' if cell.state == 'disputed' else ''}" if cell.interval else "–"


def date(cell: DateCell) -> str:
    """A date, or a dash."""
    return str(cell.period) if cell.period else "–"


def state_of(deal: Deal) -> str:
    """The state that a reader must know first: a dispute, else that of the furthest number, else of the origins."""
    if deal.disputes:
        return "disputed"
    known = [c.state.value for c in (deal.delivered, deal.ordered) if c.interval]
    return (known or ["confirmed" if len(deal.origins) > 1 else "single_origin"])[0].replace("_", " ")


def register_table(deals: Sequence[Deal], *, width: int | None = None) -> str:
    """The register as a table within the terminal's width."""
    if not deals:
        return "No transfer in this ledger fits. Add reports with: armsledger add SOURCE"
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in COLUMNS:
        table.add_column(name, justify="right" if name in ("ordered", "delivered", "origins", "reports") else "left", overflow="fold")
    for deal in deals:
        table.add_row(*deal_cells(deal))
    return drawn(table, width)


def pair_table(rows: Sequence[PairRow], *, width: int | None = None) -> str:
    """The register by supplier, recipient and item family."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("supplier", "recipient", "system", "ordered", "delivered", "gap", "deals"):
        table.add_column(name)
    for row in rows:
        parties = [p.name if p else "unknown" for p in (row.supplier, row.recipient)]
        table.add_row(*parties, row.item.name, number(row.ordered), number(row.delivered), str(row.gap or "–"), str(len(row.deals)))
    return drawn(table, width)


def drawn(table: Table, width: int | None) -> str:
    """A table as text."""
    stream = io.StringIO()
    console = Console(file=stream, width=width or max(100, Console().width))
    console.print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()).strip("\n")


def register_csv(deals: Sequence[Deal]) -> str:
    """The register as CSV with the columns of the table."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(deal_cells(deal) for deal in deals)
    return stream.getvalue()
