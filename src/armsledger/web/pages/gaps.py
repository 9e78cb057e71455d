"""Where more is reported delivered than either government, the maker or a register disclosed, the widest gap first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from armsledger.ledger import GapRow, Query
from armsledger.ledger.gaps import Told
from armsledger.model.records import plain
from armsledger.web import schemas
from armsledger.web.citing import Cited, all_cited
from armsledger.web.content import Content
from armsledger.web.paging import paged
from armsledger.web.queries import GapsQuery
from armsledger.web.routing import Ask, page
from armsledger.web.view import View

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Shown:
    """A gap with the words on both sides."""

    row: GapRow
    reported: list[Cited]
    disclosed: list[Cited]
    names: tuple[list[str], list[str]]


@page(
    router, "/gaps", "gaps.html", GapsQuery, schemas.Gaps, name="gaps", summary="Where more is reported than disclosed"
)
def gaps(ask: Ask) -> Content:
    """The gaps, the widest first."""
    view, query = ask.view, ask.query
    everything: list[GapRow] = view.once(
        "gaps", lambda: ask.site.ledger().gaps(Query(as_of=query.as_of, rule=query.rule))
    )
    found = [row for row in everything if query.by is None or row.by == query.by.value]
    shown = paged(found, query)
    state = {k: v for k, v in query.parameters().items() if k in ("as_of", "rule")}
    header = ("supplier", "recipient", "system", "by", "reported", "disclosed", "gap", "transfers")
    return Content(
        "Gaps",
        {"view": view, "pages_of": shown, "lines": [_shown(view, row, state) for row in shown.items]},
        lambda: shown.record("gaps", [_record(row) for row in shown.items]),
        lambda: (header, map(_row, found)),
    )


def _shown(view: View, row: GapRow, state: dict[str, str]) -> Shown:
    names = tuple([view.name(o) for o in told.origins] for told in (row.gap.reported, row.gap.disclosed))
    return Shown(
        row,
        all_cited(view, row.gap.reported.claims, state),
        all_cited(view, row.gap.disclosed.claims, state),
        (names[0], names[1]),
    )


def _row(row: GapRow) -> tuple[object, ...]:
    supplier, recipient = (p.name if p else "unknown" for p in (row.supplier, row.recipient))
    gap = row.gap
    return (
        supplier,
        recipient,
        row.item.name,
        row.by,
        gap.reported.number,
        gap.disclosed.number,
        gap.amount,
        " ".join(row.deals),
    )


def _record(row: GapRow) -> dict[str, Any]:
    parties = {"supplier": plain(row.supplier), "recipient": plain(row.recipient), "item": plain(row.item)}
    sides = {"reported": _told(row.gap.reported), "disclosed": _told(row.gap.disclosed)}
    return parties | {"by": row.by, "gap": row.gap.amount, "transfers": list(row.deals)} | sides


def _told(told: Told) -> dict[str, Any]:
    return {
        "number": told.number,
        "claims": list(told.claims),
        "origins": list(told.origins),
        "known": plain(told.known),
    }
