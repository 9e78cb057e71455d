"""A register row as a report: its fields as one line of text, and claims whose every field points into that line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from armsledger.catalog import Catalog
from armsledger.model import (
    Certainty,
    Evidence,
    Interval,
    Item,
    Mode,
    Party,
    PartyKind,
    Period,
    Precision,
    Quantity,
    Report,
    Scope,
    Source,
    SourceKind,
    Span,
    Stage,
    TransferClaim,
    claim_id,
)

READER = "register 1"
"""What the claims of register rows are read by."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, whatever file it stood in. Empty fields are None or ''."""

    id: str
    """Stable within the register: `sipri:…`, `unroca:…`."""
    register: str
    """Name of the register: the publisher."""
    supplier: str
    recipient: str
    item: str
    description: str = ""
    ordered: int | None = None
    ordered_estimated: bool = False
    order_years: tuple[int, int] | None = None
    delivered: int | None = None
    delivered_estimated: bool = False
    delivery_years: tuple[int, int] | None = None
    status: str = ""
    comments: str = ""
    licensed: bool = False
    generic: bool = False
    """Whether the item is a category."""
    reporter: str = ""
    """State that reported it to the register, where that is known."""


@dataclass(slots=True)
class Line:
    """A text that is written field by field and knows where each stands."""

    text: str = ""
    spans: dict[str, Span] = field(default_factory=dict)

    def add(self, label: str, value: str, name: str = "") -> None:
        """`label value; ` at the end."""
        if value:
            start = len(self.text) + len(label) + bool(label)
            self.text += f"{label}{' ' * bool(label)}{value}; "
            self.spans[name or label] = Span(start, start + len(value))


def report_of(row: Row, published: date, catalog: Catalog) -> tuple[Report, tuple[TransferClaim, ...]]:
    """The row as a report with its claims."""
    line = _written(row)
    text = line.text.rstrip("; ") + "."
    # A row that a later release changes is another report of the same register; one that it repeats is known already.
    id = f"{row.id}:{hashlib.sha256(text.encode()).hexdigest()[:6]}"
    report = Report.of(text, id=id, publisher=row.register, published=published)
    found = [c for c in (_ordered(row, line, catalog), _delivered(row, line, catalog)) if c]
    numbered = tuple(
        replace(c, id=claim_id(report.id, n), evidence=Evidence.at(Span(0, report.characters), report.text))
        for n, c in enumerate(found, 1)
    )
    return report, numbered


def _written(row: Row) -> Line:
    line = Line()
    line.add("", row.register, "register")
    line.add("reported by", row.reporter, "reporter")
    line.add("supplier", row.supplier)
    line.add("recipient", row.recipient)
    line.add("designation", row.item, "item")
    line.add("description", row.description, "class")
    line.add("order year", _years(row.order_years))
    line.add("number ordered", _number(row.ordered, row.ordered_estimated))
    line.add("delivery years", _years(row.delivery_years))
    line.add("number delivered", _number(row.delivered, row.delivered_estimated))
    line.add("licence", "yes" if row.licensed else "")
    line.add("status", row.status)
    line.add("comments", " ".join(row.comments.split()))
    return line


def _years(years: tuple[int, int] | None) -> str:
    return "" if years is None else str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"


def _number(number: int | None, estimated: bool) -> str:
    return "" if number is None else f"{number}{' (estimate)' if estimated else ''}"


def _ordered(row: Row, line: Line, catalog: Catalog) -> TransferClaim | None:
    """The order; a row without year and number of an order tells of none."""
    if row.order_years is None and row.ordered is None:
        return None
    not_yet = re.search(r"not yet ordered|selected but not|cancelled", row.comments, re.IGNORECASE)
    given = _common(row, line, catalog) | {
        "stage": Stage.ORDERED,
        "certainty": Certainty.PLANNED if not_yet else Certainty.ASSERTED,
        "quantity": _quantity(row.ordered, line, "number ordered", Scope.TOTAL),
        "date": _period(row.order_years, line, "order year"),
    }
    return TransferClaim(**given)


def _delivered(row: Row, line: Line, catalog: Catalog) -> TransferClaim | None:
    """What has been delivered; 0 tells of nothing delivered."""
    if not row.delivered:
        return None
    scope = Scope.CUMULATIVE if row.generic else Scope.TOTAL
    given = _common(row, line, catalog) | {
        "stage": Stage.DELIVERED,
        "quantity": _quantity(row.delivered, line, "number delivered", scope),
        "date": _period(row.delivery_years, line, "delivery years"),
    }
    return TransferClaim(**given)


def _common(row: Row, line: Line, catalog: Catalog) -> dict[str, Any]:
    klass = row.description or None
    reporter = Source(row.reporter, SourceKind.GOVERNMENT, catalog.state_of(row.reporter), line.spans.get("reporter"))
    register = Source(row.register, SourceKind.ORGANISATION, None, line.spans["register"])
    return {
        "id": "",
        "evidence": Evidence(0, 0, ""),
        "supplier": _party(row.supplier, line.spans.get("supplier"), catalog),
        "recipient": _party(row.recipient, line.spans.get("recipient"), catalog),
        "item": Item(row.item, klass=klass, generic=row.generic, span=line.spans["item"]),
        "mode": _mode(row),
        "sources": (reporter,) if row.reporter else (register,),
        "reader": READER,
    }


def _mode(row: Row) -> Mode | None:
    if row.licensed:
        return Mode.LICENCE
    words = {"aid": Mode.AID, "gift": Mode.AID, "loan": Mode.LOAN, "lease": Mode.LEASE}
    found = re.search(r"\b(aid|gift|loan|lease)\b", row.comments, re.IGNORECASE)
    return words[found.group(1).lower()] if found else None


def _quantity(number: int | None, line: Line, name: str, scope: Scope) -> Quantity | None:
    span = line.spans.get(name)
    if number is None or span is None:
        return None
    return Quantity(Interval.exactly(number), span.of(line.text), None, scope, span)


def _period(years: tuple[int, int] | None, line: Line, name: str) -> Period | None:
    if years is None:
        return None
    precision = Precision.YEAR if years[0] == years[1] else Precision.RANGE
    span = line.spans[name]
    return Period(date(years[0], 1, 1), date(years[1], 12, 31), precision, span.of(line.text), span)


def _party(name: str, span: Span | None, catalog: Catalog) -> Party | None:
    """A party as registers write it: `*` is a non-state, `**` an organisation of states, "unknown supplier" nobody."""
    bare = name.rstrip("* ")
    if not bare or bare.lower().startswith("unknown"):
        return None
    if name.endswith("**"):
        return Party(bare, catalog.state_of(bare), PartyKind.IGO, span)
    if name.endswith("*"):
        return Party(bare, None, PartyKind.NON_STATE, span)
    country = catalog.state_of(bare)
    return Party(bare, country, PartyKind.STATE if country else PartyKind.UNKNOWN, span)
