"""One transfer: what is said of it, by whom, since when, and what each number rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup

from armsledger.ledger.register import Row
from armsledger.model import CellState, Deal, Dispute, Interval, Rule
from armsledger.publish.register_json import deal_record
from armsledger.web import schemas
from armsledger.web.citing import ROWS, Cited, all_cited, records, row
from armsledger.web.content import Content, MissingError
from armsledger.web.drawing.disclosed import disclosed_picture
from armsledger.web.drawing.intervals import weight
from armsledger.web.drawing.ladder import ladder_picture
from armsledger.web.pages.register import drawn
from armsledger.web.queries import Moment
from armsledger.web.quoting import quoting_tree
from armsledger.web.rendering import day, number
from armsledger.web.routing import Ask, page
from armsledger.web.summary import summary
from armsledger.web.view import View

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with the words behind it."""

    name: str
    value: str
    state: CellState
    sign: str
    picture: Markup
    supporting: Sequence[Cited]
    opposing: Sequence[Cited]
    under: Sequence[tuple[Rule, Interval]] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One side of a dispute with who stands on it and their words."""

    value: str
    origins: Sequence[str]
    claims: Sequence[Cited]


@page(
    router,
    "/transfers/{id:path}",
    "transfer.html",
    Moment,
    schemas.TransferDossier,
    name="transfer",
    summary="One transfer",
)
def transfer(ask: Ask) -> Content:
    """The transfer of an id."""
    view, state = ask.view, ask.query.parameters()
    found = row_of(view, ask.id)
    claims = all_cited(view, found.deal.claims, state)
    return Content(
        title_of(found.deal),
        context_of(view, found, claims, state),
        lambda: {"transfer": deal_record(found.deal), "sentence": summary(found.deal), "claims": records(claims)},
        lambda: (ROWS, map(row, claims)),
    )


def row_of(view: View, id: str) -> Row:
    """The register row of a transfer. Raises MissingError where there is none at the view's date."""
    found = view.find(id)
    if found is None:
        when = f" on {view.as_of}" if view.as_of else ""
        raise MissingError(f"No transfer {id} was known{when}. Look for it in the register, or go on in time.")
    return found


def title_of(deal: Deal) -> str:
    """Who to whom: what."""
    supplier = deal.supplier.name if deal.supplier else "Unknown supplier"
    recipient = deal.recipient.name if deal.recipient else "unknown recipient"
    return f"{supplier} → {recipient}: {deal.item.name}"


def context_of(view: View, found: Row, claims: Sequence[Cited], state: dict[str, str]) -> dict[str, Any]:
    """What the page and the dossier show."""
    deal = found.deal
    return {
        "view": view, "deal": deal, "sentence": summary(deal), "cells": cells_of(view, deal, state), "claims": claims,
        "disputes": [(d, sides_of(view, d, claims)) for d in deal.disputes], "ladder": ladder_picture(found.facts),
        "disclosed": disclosed_picture(found.facts, found.officials), "voices_tree": quoting_tree(claims),
        "gap": view.gap_of.get(deal.id), "facts": found.facts, "officials": found.officials,
    }  # fmt: skip


def cells_of(view: View, deal: Deal, state: dict[str, str]) -> list[Cell]:
    """The cells with their words."""

    def of(name: str, value: str, cell: Any, picture: Markup | None = None) -> Cell:
        opposing = all_cited(view, getattr(cell, "opposing", ()), state)
        under = list(getattr(cell, "under", {}).items())
        return Cell(
            name,
            value,
            cell.state,
            weight(cell.state),
            picture or Markup(),
            all_cited(view, cell.supporting, state),
            opposing,
            under,
        )

    found = [
        of("Ordered", number(deal.ordered), deal.ordered, drawn(view, deal.ordered, 12)),
        of("Delivered", number(deal.delivered), deal.delivered, drawn(view, deal.delivered, 12)),
        of("Order date", day(deal.order_date), deal.order_date),
        of("Delivery dates", day(deal.delivery_dates), deal.delivery_dates),
    ]
    if deal.value.interval:
        found.append(of("Value", f"{deal.value.currency or ''} {deal.value.interval}".strip(), deal.value))
    return found


def sides_of(view: View, dispute: Dispute, claims: Sequence[Cited]) -> list[Standing]:
    """The sides of a dispute with the words of those who stand there, as far as the report's origin does."""
    sides = []
    for side in dispute.sides:
        names = [view.name(origin) for origin in side.origins]
        said = [c for c in claims if c.report.id in side.reports and c.origin in names]
        sides.append(Standing(side.value, names, _fitting(side.value, said)))
    return sides


def _fitting(value: str, said: list[Cited]) -> list[Cited]:
    """Of an origin's claims those that give the side's number or date or deny, where any does."""
    denying = value == "it did not"
    if denying or value == "it took place":
        return [c for c in said if (c.claim.certainty.value == "denied") is denying]

    def gives(c: Cited) -> bool:
        quantity, date = getattr(c.claim, "quantity", None), c.claim.date
        return bool((quantity and value.startswith(str(quantity.interval))) or (date and str(date) == value))

    return [c for c in said if gives(c)] or said
