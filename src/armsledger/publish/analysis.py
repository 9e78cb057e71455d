"""Gaps, dependences on the rule, changes and editions as tables and JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from armsledger.ledger import Change, Compared, Dependence, Edition, GapRow
from armsledger.ledger.gaps import Told
from armsledger.ledger.sensitivity import label
from armsledger.model import NumberCell, Rule
from armsledger.model.records import plain
from armsledger.model.register_records import date_record, decision_record, number_record
from armsledger.publish.columns import columns

Record = dict[str, Any]


def gap_record(row: GapRow) -> Record:
    """One gap with both sides."""
    return {
        "by": row.by,
        "supplier": plain(row.supplier),
        "recipient": plain(row.recipient),
        "item": plain(row.item),
        "deals": list(row.deals),
        "gap": row.gap.amount,
        "reported": told_record(row.gap.reported),
        "disclosed": told_record(row.gap.disclosed),
    }


def told_record(told: Told) -> Record:
    """One side of a gap."""
    return {
        "number": told.number,
        "claims": list(told.claims),
        "origins": list(told.origins),
        "known": plain(told.known),
    }


def gap_table(rows: Sequence[GapRow], *, width: int) -> str:
    """Gaps, the widest first, each with its claims below."""
    if not rows:
        return "No gap: nothing is reported beyond what was disclosed, or one side is missing."
    cells = [
        (
            f"{row.gap.amount:,}",
            row.supplier.name if row.supplier else "unknown",
            row.recipient.name if row.recipient else "unknown",
            row.item.name,
            row.by,
            *_side(row.gap.reported),
            *_side(row.gap.disclosed),
        )
        for row in rows
    ]
    below = [
        f"reported by {', '.join(row.gap.reported.claims)}; disclosed by {', '.join(row.gap.disclosed.claims)}"
        for row in rows
    ]
    header = ("gap", "supplier", "recipient", "system", "by", "reported", "known", "disclosed", "known")
    return columns(header, cells, width=width, below=below)


def _side(told: Told) -> tuple[str, str]:
    return f"{told.number:,}", str(told.known or "–")


def dependence_record(row: Dependence) -> Record:
    """One number that depends on the rule."""
    under = {rule.value: plain(interval) for rule, interval in row.under.items()}
    return {"by": row.by, "id": row.id, "label": row.label, "cell": row.cell, "under": under}


def dependence_table(rows: Sequence[Dependence], *, width: int) -> str:
    """Numbers that depend on the rule."""
    if not rows:
        return "No number depends on the rule."
    cells = [(row.by, row.label, row.cell, *(str(row.under[rule] or "–") for rule in Rule)) for row in rows]
    return columns(("by", "transfer", "cell", *Rule), cells, width=width, below=[row.id for row in rows])


def change_record(change: Change) -> Record:
    """One changed cell."""
    rest = {"claims": list(change.claims), "decisions": [decision_record(d) for d in change.decisions]}
    return {k: getattr(change, k) for k in ("deal", "label", "cell", "before", "after")} | rest


def change_text(changes: Sequence[Change]) -> str:
    """Changed cells by deal, with what moved them."""
    lines: list[str] = []
    for change in changes:
        if not lines or change.deal not in {c.deal for c in changes[: changes.index(change)]}:
            lines += [*([""] if lines else []), f"{change.label}  ({change.deal})"]
        lines.append(f"  {change.cell}: {change.before or 'not there'} → {change.after or 'gone'}")
        moved = [f"claims {', '.join(change.claims)}"] if change.claims else []
        moved += [f"decision {d.number}: {d.sentence}" for d in change.decisions]
        lines += [f"    by {part}" for part in moved]
    return "\n".join(lines) or "Nothing changed."


def edition_record(edition: Edition) -> Record:
    """An edition."""
    return {f.name: plain(getattr(edition, f.name)) for f in dataclasses.fields(edition)}


def edition_text(edition: Edition) -> str:
    """An edition in a few lines."""
    known = f"as of {edition.as_of}, " if edition.as_of else ""
    head = f"{edition.name}: {known}{edition.rule.value}, {edition.deals} transfers, log up to {edition.number}"
    return f"{head}\n  made {edition.made} by {edition.who}: {edition.why}\n  sha256 {edition.sha256}"


def compared_record(row: Compared) -> Record:
    """One deal as reports and as registers tell it."""
    sides = {
        name: deal and {"ordered": number_record(deal.ordered), "delivered": number_record(deal.delivered),
                        "order_date": date_record(deal.order_date), "reports": list(deal.reports)}
        for name, deal in (("reports", row.reports), ("register", row.register))
    }  # fmt: skip
    cells = {name: agreement.value for name, agreement in row.cells.items()}
    return {"deal": row.deal.id, "label": label(row.deal), "verdict": row.verdict.value, "cells": cells} | sides


def compared_table(rows: Sequence[Compared], *, width: int) -> str:
    """Deals with both sides' numbers, and what differs."""
    if not rows:
        return "No transfer in this ledger fits. Add reports with armsledger add, registers with armsledger import"
    header = ("transfer", "verdict", "ordered", "in register", "deliv.", "in register", "differs in")
    cells = [(label(row.deal), row.verdict.value, *_both(row), _differing(row)) for row in rows]
    return columns(header, cells, width=width, below=[row.deal.id for row in rows])


def _both(row: Compared) -> tuple[str, ...]:
    sides = (row.reports, row.register)
    told = [getattr(deal, name) if deal else NumberCell() for name in ("ordered", "delivered") for deal in sides]
    return tuple(str(cell.interval) if cell.interval else "–" for cell in told)


def _differing(row: Compared) -> str:
    return ", ".join(name.replace("_", " ") for name, agreement in row.cells.items() if agreement == "differ") or "–"
