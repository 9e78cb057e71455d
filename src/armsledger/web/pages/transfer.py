"""One transfer: what is said of it, by whom, since when, and what each number rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup

from armsledger.ledger.register import Row
from armsledger.model import (
    CellState,
    Certainty,
    Deal,
    Decision,
    Dispute,
    DisputeSubject,
    Interval,
    Rule,
    Stage,
    Verdict,
    standing,
)
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
from armsledger.web.summary import RULES, summary
from armsledger.web.view import View

router = APIRouter()
Saying = Callable[[View, Any, str], bool]
"""Whether a claim says what a side of a dispute says."""


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
        context_of(view, found, claims) | {"history": history_of(ask.site.store.decisions(), found.deal)},
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


def context_of(view: View, found: Row, claims: Sequence[Cited]) -> dict[str, Any]:
    """What the page and the dossier show."""
    deal = found.deal
    return {
        "view": view, "deal": deal, "sentence": summary(deal), "cells": cells_of(view, deal, claims), "claims": claims,
        "disputes": [(d, sides_of(view, d, claims)) for d in deal.disputes], "ladder": ladder_picture(found.facts),
        "disclosed": disclosed_picture(found.facts, found.officials), "voices_tree": quoting_tree(claims),
        "rules": RULES, "gap": view.gap_of.get(deal.id), "facts": found.facts, "officials": found.officials,
    }  # fmt: skip


def history_of(decisions: tuple[Decision, ...], deal: Deal) -> list[tuple[Decision, bool]]:
    """What was ever decided about a transfer's claims, undoings included, each with whether it holds."""
    holds = {d.number for d in standing(decisions)}
    claims = set(deal.claims)
    own = {d.number for d in decisions if not claims.isdisjoint((*d.claims, d.home or ""))}
    for decision in decisions:  # an undoing may be undone, too; it always comes after what it undoes
        if decision.undoes in own:
            own.add(decision.number)
    return [(d, d.number in holds or d.verdict == Verdict.UNDO) for d in decisions if d.number in own]


def cells_of(view: View, deal: Deal, claims: Sequence[Cited]) -> list[Cell]:
    """The cells with their words, which are among the transfer's claims."""

    def among(ids: Collection[str]) -> list[Cited]:
        return [c for c in claims if c.claim.id in ids]

    def of(name: str, value: str, cell: Any, picture: Markup | None = None) -> Cell:
        opposing, under = among(getattr(cell, "opposing", ())), list(getattr(cell, "under", {}).items())
        sign = weight(cell.state)
        return Cell(name, value, cell.state, sign, picture or Markup(), among(cell.supporting), opposing, under)

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
        sides.append(Standing(side.value, names, _fitting(view, dispute.about, side.value, said)))
    return sides


def _fitting(view: View, about: DisputeSubject, value: str, said: list[Cited]) -> list[Cited]:
    """Of an origin's claims those that say what the side says, where any does: the number, date, party or denial."""
    says = _SAYING.get(about)
    return [c for c in said if says and says(view, c.claim, value)] or said


def _gives_number(stage: Stage) -> Saying:
    def says(_: View, claim: Any, value: str) -> bool:
        return claim.stage == stage and claim.quantity is not None and value == str(claim.quantity.interval)

    return says


def _goes_so_far(_: View, claim: Any, value: str) -> bool:
    return (claim.certainty == Certainty.DENIED) is value.startswith("not ")


def _names(side: str) -> Saying:
    def says(view: View, claim: Any, value: str) -> bool:
        party = getattr(claim, side)
        return party is not None and view.name(party.key) == value

    return says


_SAYING: dict[DisputeSubject, Saying] = {
    DisputeSubject.ORDERED: _gives_number(Stage.ORDERED),
    DisputeSubject.DELIVERED: _gives_number(Stage.DELIVERED),
    DisputeSubject.ORDER_DATE: lambda _, claim, value: claim.stage == Stage.ORDERED and str(claim.date) == value,
    DisputeSubject.EXISTENCE: _goes_so_far,
    DisputeSubject.STAGE: _goes_so_far,
    DisputeSubject.SUPPLIER: _names("supplier"),
    DisputeSubject.RECIPIENT: _names("recipient"),
}
