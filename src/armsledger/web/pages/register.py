"""The register: every transfer in a row, with its numbers as intervals and what its sources disagree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup

from armsledger.model import CellState, Deal, NumberCell, Rule, Stage
from armsledger.publish.register_json import deal_record
from armsledger.publish.register_table import COLUMNS, deal_cells, state_of
from armsledger.web import filtering, schemas
from armsledger.web.content import Content
from armsledger.web.drawing.intervals import Figure, interval_picture, weight
from armsledger.web.paging import paged
from armsledger.web.queries import RegisterQuery, Sort
from armsledger.web.routing import Ask, page
from armsledger.web.view import View

router = APIRouter()
HEADS = (
    ("Supplier", Sort.SUPPLIER), ("Recipient", Sort.RECIPIENT), ("System", Sort.SYSTEM), ("Ordered", Sort.ORDERED),
    ("Delivered", Sort.DELIVERED), ("Stage", Sort.STAGE), ("State", Sort.STATE), ("Origins", Sort.ORIGINS), ("Last told", Sort.LAST),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the page shows it."""

    deal: Deal
    state: str
    sign: str
    ordered: Markup
    delivered: Markup
    gap: int | None
    apart: str = ""
    """What tells it from another transfer of the same system between the same parties."""


@page(router, "/register", "register.html", RegisterQuery, schemas.Register, name="register", summary="All transfers")
def register(ask: Ask) -> Content:
    """The transfers that fit, a page of them drawn."""
    view, query = ask.view, ask.query
    fitting = filtering.ordered(view, filtering.matching(view, query), query.sort, query.down)
    shown = paged(fitting, query)
    context: dict[str, Any] = {
        "view": view, "heads": HEADS, "pages_of": shown, "lines": _lines(view, shown.items),
        "rules": list(Rule), "stages": list(Stage), "states": [s for s in CellState if s != CellState.UNKNOWN],
        "choices": view.choices, "total": len(view.rows), "narrowed": _narrowed(query),
    }  # fmt: skip
    return Content(
        "Register",
        context,
        lambda: shown.record("transfers", [deal_record(d) | {"gap": view.gap_of.get(d.id)} for d in shown.items]),
        lambda: (("id", *COLUMNS), ((d.id, *deal_cells(d)) for d in fitting)),
    )


def _narrowed(query: RegisterQuery) -> list[str]:
    """The filters that are on, for the line above the table and the way out of an empty one."""
    given = query.parameters()
    return [name for name in given if name not in ("as_of", "rule", "sort", "down", "page")]


def _lines(view: View, deals: Sequence[Deal]) -> list[Line]:
    """The rows; those of the same parties and system with what tells them apart."""
    alike = Counter(_trio(deal) for deal in deals)
    return [line_of(view, deal, _apart(deal) if alike[_trio(deal)] > 1 else "") for deal in deals]


def _trio(deal: Deal) -> tuple[object, ...]:
    return deal.supplier and deal.supplier.key, deal.recipient and deal.recipient.key, deal.item.name


def _apart(deal: Deal) -> str:
    signed = deal.order_date.period
    return f"ordered {signed}" if signed else f"first told {deal.first_known or 'undated'}"


def line_of(view: View, deal: Deal, apart: str = "") -> Line:
    """One row with its pictures."""
    word = state_of(deal)
    return Line(
        deal,
        word,
        weight(CellState(word.replace(" ", "_"))),
        drawn(view, deal.ordered),
        drawn(view, deal.delivered),
        view.gap_of.get(deal.id),
        apart,
    )


def drawn(view: View, cell: NumberCell, lines: int = 6) -> Markup:
    """A number with what each origin says of it."""
    return interval_picture(cell, figures(view, cell), lines)


def figures(view: View, cell: NumberCell) -> Sequence[Figure]:
    """What each origin says of a number: its claims for and against."""
    found: dict[tuple[str, str], Figure] = {}
    for ids, stands in ((cell.supporting, True), (cell.opposing, False)):
        for id in ids:
            fact = view.facts[id][0] if id in view.facts else None
            if fact and fact.number:
                found.setdefault((fact.origin, str(fact.number)), Figure(view.name(fact.origin), fact.number, stands))
    return list(found.values())
