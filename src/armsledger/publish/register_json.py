"""Deals and pairs as the JSON of the register contract."""

from __future__ import annotations

from typing import Any

from armsledger.ledger import PairRow
from armsledger.model import DateCell, Deal, Dispute, NumberCell, ValueCell
from armsledger.model.records import plain

Record = dict[str, Any]


def deal_record(deal: Deal) -> Record:
    """One register row."""
    return {
        "id": deal.id,
        "supplier": plain(deal.supplier),
        "supplier_actor": plain(deal.supplier_actor),
        "recipient": plain(deal.recipient),
        "recipient_actor": plain(deal.recipient_actor),
        "item": plain(deal.item),
        "stage": deal.stage.value,
        "mode": plain(deal.mode),
        "ordered": number_record(deal.ordered),
        "delivered": number_record(deal.delivered),
        "order_date": date_record(deal.order_date),
        "delivery_dates": date_record(deal.delivery_dates),
        "value": value_record(deal.value),
        "origins": len(deal.origins),
        "origin_names": list(deal.origins),
        "reports": list(deal.reports),
        "claims": list(deal.claims),
        "disputes": [dispute_record(d) for d in deal.disputes],
        "first_known": plain(deal.first_known),
        "last_known": plain(deal.last_known),
    }


def number_record(cell: NumberCell) -> Record:
    """A number cell; both ends null where nobody gave a number."""
    low, high = (cell.interval.min, cell.interval.max) if cell.interval else (None, None)
    record: Record = {
        "min": low,
        "max": high,
        "state": cell.state.value,
        "for": list(cell.supporting),
        "against": list(cell.opposing),
    }
    if cell.under:
        record["under"] = {rule.value: plain(interval) for rule, interval in cell.under.items()}
    return record


def date_record(cell: DateCell) -> Record:
    """A date cell."""
    start, end = (cell.period.start, cell.period.end) if cell.period else (None, None)
    return {
        "from": plain(start),
        "to": plain(end),
        "state": cell.state.value,
        "for": list(cell.supporting),
        "against": list(cell.opposing),
    }


def value_record(cell: ValueCell) -> Record:
    """The price."""
    low, high = (cell.interval.min, cell.interval.max) if cell.interval else (None, None)
    return {"min": low, "max": high, "currency": cell.currency, "state": cell.state.value, "for": list(cell.supporting)}


def dispute_record(dispute: Dispute) -> Record:
    """A dispute with its sides."""
    sides = [{"value": s.value, "reports": list(s.reports), "origins": list(s.origins)} for s in dispute.sides]
    return {"about": dispute.about.value, "sides": sides, "sentence": dispute.sentence}


def pair_record(row: PairRow) -> Record:
    """One row of `--by pair`."""
    return {
        "supplier": plain(row.supplier),
        "recipient": plain(row.recipient),
        "item": plain(row.item),
        "ordered": number_record(row.ordered),
        "delivered": number_record(row.delivered),
        "deals": list(row.deals),
        "gap": row.gap,
        "reports": list(row.reports),
    }
