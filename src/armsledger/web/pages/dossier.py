"""The dossier of one transfer to print: everything that is said of it, with all quotes and links, as a page and as PDF."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from armsledger.model import Dispute
from armsledger.publish.dossier_pdf import dossier_pdf
from armsledger.publish.dossier_record import Block, Dossier, Quote, Section
from armsledger.web.citing import Cited, all_cited
from armsledger.web.content import Content
from armsledger.web.pages.transfer import Cell, cells_of, row_of, sides_of, title_of
from armsledger.web.queries import Moment
from armsledger.web.rendering import rendered, web_link
from armsledger.web.security import Person, Role
from armsledger.web.security.rules import needs
from armsledger.web.site import Site, site_of
from armsledger.web.summary import RULES, summary
from armsledger.web.view import View

router = APIRouter(tags=["dossier"])
Id = Annotated[str, Path(max_length=500)]
Viewer = Annotated[Person, Depends(needs(Role.VIEWER))]
NOT_FOUND: dict[int | str, dict[str, object]] = {404: {"description": "No such transfer is known."}}
PDF: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The dossier.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/dossiers/{id:path}.pdf", response_class=Response, summary="Dossier of a transfer (PDF)", responses=PDF | NOT_FOUND,
            openapi_extra={"x-role": "viewer"})  # fmt: skip
def pdf(request: Request, person: Viewer, id: Id, asked: Annotated[Moment, Query()]) -> Response:  # noqa: ARG001
    """The dossier as PDF."""
    made = _dossier(site_of(request), id, asked)
    name = re.sub(r"[^\w.-]+", "-", id, flags=re.ASCII)
    headers = {"content-disposition": f'attachment; filename="{name}.pdf"'}
    return Response(dossier_pdf(made), media_type="application/pdf", headers=headers)


@router.get("/dossiers/{id:path}.html", response_class=HTMLResponse, summary="Dossier of a transfer to print", responses=NOT_FOUND,
            openapi_extra={"x-role": "viewer"})  # fmt: skip
def html(request: Request, person: Viewer, id: Id, asked: Annotated[Moment, Query()]) -> Response:  # noqa: ARG001
    """The dossier as a page without anything around it."""
    made = _dossier(site_of(request), id, asked)
    return HTMLResponse(
        rendered(request, "dossier.html", Content(made.title, {"dossier": made, "web_link": web_link}), asked)
    )


def _dossier(site: Site, id: str, asked: Moment) -> Dossier:
    view = site.views.view(asked.as_of, asked.rule)
    deal = row_of(view, id).deal
    claims = all_cited(view, deal.claims)
    known = f"As known on {asked.as_of}" if asked.as_of else f"As known on {date.today()}"
    stamp = (
        f"{known}, disputed numbers show {RULES[asked.rule]}. {site.name}, version {view.version}. Transfer {deal.id}."
    )
    sections = [
        Section("What the register shows", [_cell(cell) for cell in cells_of(view, deal, claims)]),
        Section("Where sources contradict each other", [_dispute(view, d, claims) for d in deal.disputes]),
        Section("What people decided", [Block(d.sentence) for d in deal.decisions]),
        Section("All claims, by the day they were published", [Block(c.headline, "", [_quote(c)]) for c in claims]),
    ]
    return Dossier(title_of(deal), summary(deal), stamp, [s for s in sections if s.blocks])


def _cell(cell: Cell) -> Block:
    under = "; ".join(f"{RULES[rule]}: {interval}" for rule, interval in cell.under)
    title = f"{cell.name}: {cell.value} ({cell.state.value.replace('_', ' ')})"
    said = [f"{c.claim.id}" for c in cell.supporting]
    against = [f"{c.claim.id}" for c in cell.opposing]
    text = "; ".join(
        part
        for part in (
            under,
            f"for: {', '.join(said)}" if said else "",
            f"against: {', '.join(against)}" if against else "",
        )
        if part
    )
    return Block(title, text)


def _dispute(view: View, dispute: Dispute, claims: list[Cited]) -> Block:
    quotes = [_quote(c, f"{side.value}: ") for side in sides_of(view, dispute, claims) for c in side.claims]
    return Block(dispute.about.value.replace("_", " ").capitalize(), view.sentence(dispute), quotes)


def _quote(c: Cited, before: str = "") -> Quote:
    source = f"{before}{c.report.published or 'undated'} · {c.chain} · {c.details}"
    return Quote(c.claim.id, c.quote, source, web_link(c.report.url))
