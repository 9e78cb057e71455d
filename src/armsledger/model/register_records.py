"""Deals as the JSON of the register contract, and back."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from armsledger.model.decision import Decision, Verdict
from armsledger.model.interval import Interval
from armsledger.model.item import Item
from armsledger.model.period import Period
from armsledger.model.records import item_of, party_of, period_of, plain
from armsledger.model.register import DateCell, Deal, Dispute, NumberCell, Side, ValueCell
from armsledger.model.vocabulary import CellState, DisputeSubject, Mode, Precision, Rule, Stage

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
        "decisions": [decision_record(d) for d in deal.decisions],
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
        "precision": cell.period.precision.value if cell.period else None,
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


def decision_record(decision: Decision) -> Record:
    """A decision with its sentence."""
    return dataclasses.asdict(decision) | {"claims": list(decision.claims), "sentence": decision.sentence}


def deal_of(record: Record) -> Deal:
    """The deal of a record: `deal_of(deal_record(deal)) == deal`."""
    return Deal(
        record["id"],
        party_of(record["supplier"]),
        party_of(record["recipient"]),
        _item(record),
        Stage(record["stage"]),
        supplier_actor=party_of(record["supplier_actor"]),
        recipient_actor=party_of(record["recipient_actor"]),
        mode=Mode(record["mode"]) if record["mode"] else None,
        ordered=number_of(record["ordered"]),
        delivered=number_of(record["delivered"]),
        order_date=_date(record["order_date"]),
        delivery_dates=_date(record["delivery_dates"]),
        value=_value(record["value"]),
        origins=tuple(record["origin_names"]),
        reports=tuple(record["reports"]),
        claims=tuple(record["claims"]),
        disputes=tuple(_dispute(d) for d in record["disputes"]),
        first_known=_day(record["first_known"]),
        last_known=_day(record["last_known"]),
        decisions=tuple(_decision(d) for d in record["decisions"]),
    )


def _item(record: Record) -> Item:
    item = item_of(record)
    assert item is not None
    return item


def _interval(record: Record) -> Interval | None:
    return None if record["min"] is None and record["max"] is None else Interval(record["min"], record["max"])


def number_of(record: Record) -> NumberCell:
    """The number cell of a record."""
    under = {Rule(rule): Interval(given["min"], given["max"]) for rule, given in (record.get("under") or {}).items()}
    return NumberCell(
        _interval(record), CellState(record["state"]), tuple(record["for"]), tuple(record["against"]), under
    )


def _date(record: Record) -> DateCell:
    given = period_of(record) if record["from"] or record["to"] else None
    period = Period(given.start, given.end, Precision(record["precision"])) if given else None
    return DateCell(period, CellState(record["state"]), tuple(record["for"]), tuple(record["against"]))


def _value(record: Record) -> ValueCell:
    return ValueCell(_interval(record), record["currency"], CellState(record["state"]), tuple(record["for"]))


def _dispute(record: Record) -> Dispute:
    sides = tuple(Side(s["value"], tuple(s["reports"]), tuple(s["origins"])) for s in record["sides"])
    return Dispute(DisputeSubject(record["about"]), sides, record["sentence"])


def _decision(record: Record) -> Decision:
    known = {f.name: record[f.name] for f in dataclasses.fields(Decision)}
    return Decision(**known | {"verdict": Verdict(record["verdict"]), "claims": tuple(record["claims"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
