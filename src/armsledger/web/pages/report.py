"""One report: its text with the words behind each claim, and what it moved in the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from armsledger.model import AnyClaim, Deal, Report
from armsledger.model.records import claim_record, report_record
from armsledger.publish.claim_text import chain, details, headline
from armsledger.web import marking, schemas
from armsledger.web.citing import ROWS, cited, row
from armsledger.web.content import Content, MissingError
from armsledger.web.paging import paged
from armsledger.web.queries import PageQuery, PartQuery
from armsledger.web.routing import Ask, page
from armsledger.web.view import View

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim beside the text."""

    claim: AnyClaim
    headline: str
    details: str
    chain: str
    pointers: list[marking.Pointer]
    part: int
    moved: list[tuple[str, str]]


@page(router, "/reports", "reports.html", PageQuery, schemas.InPages, name="reports", summary="All reports")
def reports(ask: Ask) -> Content:
    """Every report, latest first."""
    view = ask.view
    found = sorted(view.reports.values(), key=lambda r: (str(r.published or ""), r.id), reverse=True)
    shown = paged(found, ask.query)
    header = ("id", "title", "publisher", "published", "claims", "url")
    return Content(
        "Reports",
        {"view": view, "pages_of": shown},
        lambda: shown.record("reports", [report_record(r) for r in shown.items]),
        lambda: (header, ((r.id, r.title, r.publisher, r.published, len(view.claims_of[r.id]), r.url) for r in found)),
    )


@page(router, "/reports/{id:path}", "report.html", PartQuery, schemas.ReportPage, name="report", summary="One report")
def report(ask: Ask) -> Content:
    """The report of an id."""
    view, query = ask.view, ask.query
    found = report_of(view, ask.id)
    claims = view.claims_of[found.id]
    part = min(_part(view, query), marking.parts(found))
    moved = [(deal, cell, claim.id) for claim in claims for deal, cell in view.moved.get(claim.id, ())]
    context: dict[str, Any] = {
        "view": view, "report": found, "pieces": marking.pieces(found, claims, marking.window_of(found, part)),
        "part": part, "parts": marking.parts(found),
        "claims": [_beside(view, found, c) for c in claims if marking.part_of(c.evidence.start) == part], "count": len(claims),
        "kinds": {kind: sum(c.kind.value == kind for c in claims) for kind in ("transfer", "use", "statement")},
        "moved": _by_transfer(view, moved), "original": view.reprint_of.get(found.id),
        "reprints": next((g[1:] for g in view.copies if g[0] == found.id), ()),
    }  # fmt: skip
    return Content(
        found.title or found.id,
        context,
        lambda: {
            "report": report_record(found),
            "text": found.text,
            "claims": [claim_record(c) for c in claims],
            "moved": [{"transfer": d, "cell": c, "claim": i} for d, c, i in moved],
        },
        lambda: (ROWS, (row(c) for claim in claims if (c := cited(view, claim.id)))),
    )


def _by_transfer(view: View, moved: list[tuple[str, str, str]]) -> dict[str, tuple[Deal, list[str]]]:
    """The transfers that a report moved, each with its cells."""
    found: dict[str, tuple[Deal, list[str]]] = {}
    for id, cell, _ in moved:
        cells = found.setdefault(id, (view.rows[id].deal, []))[1]
        if cell not in cells:
            cells.append(cell)
    return found


def report_of(view: View, id: str) -> Report:
    """A report by id. Raises MissingError where there is none at the view's date."""
    found = view.reports.get(id)
    if found is None:
        when = f" on {view.as_of}" if view.as_of else ""
        raise MissingError(f"No report {id} was known{when}. Look through all reports, or go on in time.")
    return found


def _part(view: View, query: PartQuery) -> int:
    """The part asked for, or the one with the claim asked for."""
    if query.claim and query.claim in view.claims:
        return marking.part_of(view.claims[query.claim][0].evidence.start)
    return query.part


def _beside(view: View, report: Report, claim: AnyClaim) -> Beside:
    moved = view.moved.get(claim.id, [])
    return Beside(
        claim, headline(claim), details(claim), chain(claim.sources, report.publisher), marking.pointers(report, claim),
        marking.part_of(claim.evidence.start), moved,
    )  # fmt: skip
