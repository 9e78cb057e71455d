"""Search over reports and quotes: words, phrases, prefixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from armsledger.model import Report
from armsledger.web import schemas
from armsledger.web.citing import Cited, cited
from armsledger.web.content import Content
from armsledger.web.paging import Paged
from armsledger.web.queries import SearchIn, SearchQuery
from armsledger.web.routing import Ask, page
from armsledger.web.search_index import END, START, Found

router = APIRouter()
SIZE = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found, with its report and, for a quote, its claim."""

    report: Report
    excerpt: str
    claim: Cited | None


@page(router, "/search", "search.html", SearchQuery, schemas.Hits, name="search", summary="Search reports and quotes")
def search(ask: Ask) -> Content:
    """Places that match, best first."""
    view, query = ask.view, ask.query
    index, state = ask.site.index, {k: v for k, v in query.parameters().items() if k in ("as_of", "rule")}
    results = index.search(view, query.q or "", query.within.value, (query.page - 1) * SIZE, SIZE)
    hits = [
        Hit(view.reports[f.report], f.excerpt, cited(view, f.claim, state) if f.claim else None)
        for f in results.found
        if f.report in view.reports
    ]
    shown = Paged(hits, query.page, results.total, SIZE)
    return Content(
        f"Search: {query.q}" if query.q else "Search",
        {"view": view, "pages_of": shown, "places": list(SearchIn)},
        lambda: shown.record("found", [_record(f) for f in results.found]),
        lambda: (("report", "claim", "excerpt"), ((f.report, f.claim, _bare(f.excerpt)) for f in results.found)),
    )


def _record(found: Found) -> dict[str, Any]:
    return {"report": found.report, "claim": found.claim, "excerpt": _bare(found.excerpt)}


def _bare(excerpt: str) -> str:
    return excerpt.replace(START, "").replace(END, "")
