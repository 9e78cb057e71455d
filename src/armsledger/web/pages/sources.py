"""Outlets and origins: how often first, how often alone, how often contradicted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from armsledger.web import schemas
from armsledger.web.content import Content
from armsledger.web.queries import Moment
from armsledger.web.routing import Ask, page
from armsledger.web.standing import HEADER, Standing

router = APIRouter()
SHOWN = 100


@page(router, "/sources", "sources.html", Moment, schemas.Sources, name="sources", summary="Outlets and origins")
def sources(ask: Ask) -> Content:
    """Both tables; the page shows the first hundred of each."""
    outlets, origins = ask.view.standings
    context = {"view": ask.view, "tables": [("Outlets", "who publishes", outlets[:SHOWN], len(outlets)),
                                            ("Origins", "who stands behind it", origins[:SHOWN], len(origins))]}  # fmt: skip
    rows = [("outlet", *s.row) for s in outlets] + [("origin", *s.row) for s in origins]
    return Content(
        "Sources",
        context,
        lambda: {"outlets": [_record(s) for s in outlets], "origins": [_record(s) for s in origins]},
        lambda: (("kind", *HEADER), rows),
    )


def _record(standing: Standing) -> dict[str, Any]:
    return asdict(standing) | {"last": standing.last.isoformat() if standing.last else None}
