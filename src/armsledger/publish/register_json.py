"""Deals and pairs as the JSON of the register contract."""

from __future__ import annotations

from armsledger.ledger.derived import pair_record
from armsledger.model.register_records import date_record, deal_record, dispute_record, number_record, value_record

__all__ = ["date_record", "deal_record", "dispute_record", "number_record", "pair_record", "value_record"]
