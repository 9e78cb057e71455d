"""The first page: what is here, what is disputed, what came last."""

from __future__ import annotations

from fastapi import APIRouter

from armsledger.web import schemas
from armsledger.web.content import Content
from armsledger.web.queries import Moment
from armsledger.web.routing import Ask, page

router = APIRouter()
SOME = 6


@page(router, "/overview", "home.html", Moment, schemas.Overview, name="overview", summary="What is in the ledger")
def overview(ask: Ask) -> Content:
    """Counts and a few transfers to begin with."""
    view = ask.view
    counts = view.counts
    late = sorted(view.deals, key=lambda d: (str(d.last_known or ""), d.id), reverse=True)
    disputed = [d for d in late if d.disputes]
    gaps = sorted(view.gap_of.items(), key=lambda g: -g[1])
    pairs = list({view.rows[id].deal.item.name + str(gap): (view.rows[id].deal, gap) for id, gap in gaps}.values())
    return Content(
        "What is reported about arms transfers",
        {"view": view, "counts": counts, "late": late[:SOME], "disputed": disputed[:SOME], "gaps": pairs[:SOME]},
        lambda: {"counts": counts},
        lambda: (("what", "count"), counts.items()),
    )
