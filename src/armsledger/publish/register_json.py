"""Deals and pairs as the JSON of the register contract."""

from __future__ import annotations

from typing import Any

from armsledger.ledger import PairRow
from armsledger.model.records import plain
from armsledger.model.register_records import date_record, deal_record, dispute_record, number_record, value_record

Record = dict[str, Any]
__all__ = ["date_record", "deal_record", "dispute_record", "number_record", "pair_record", "value_record"]


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
