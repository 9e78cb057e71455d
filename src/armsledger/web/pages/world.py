"""Flows between states and uses as points with their precision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter

from armsledger.model import Deal, UseClaim
from armsledger.publish.claim_text import headline
from armsledger.web import filtering, schemas
from armsledger.web.content import Content
from armsledger.web.places import PRECISION, place_spot, state_spot
from armsledger.web.queries import MapQuery
from armsledger.web.routing import Ask, page
from armsledger.web.view import View

router = APIRouter()
USES = 2000
"""Uses shown at most, the latest."""


@page(router, "/map", "map.html", MapQuery, schemas.Flows, name="map", summary="Flows between states, and uses")
def map_(ask: Ask) -> Content:
    """The transfers that fit as flows; uses of the same years."""
    view, query = ask.view, ask.query
    deals = [d for d in filtering.matching(view, query) if query.year is None or _told_in(d, query.year)]
    flows, elsewhere = _flows(view, deals)
    uses = list(_uses(view, query))[:USES]
    years = sorted({day.year for day in view.days if view.as_of is None or day <= view.as_of})
    context = {
        "view": view,
        "flows": flows,
        "uses": uses,
        "elsewhere": elsewhere,
        "years": years,
        "choices": view.choices,
        "transfers": len(deals),
    }
    header = ("supplier", "recipient", "transfers", "at least delivered", "systems")
    return Content(
        "Map",
        context,
        lambda: {"years": years, "flows": flows, "uses": uses, "elsewhere": elsewhere},
        lambda: (header, ((f["supplier"], f["recipient"], f["transfers"], f["delivered"], "; ".join(f["systems"])) for f in [*flows, *elsewhere])),
    )  # fmt: skip


def _told_in(deal: Deal, year: int) -> bool:
    first, last = deal.first_known, deal.last_known
    return bool(first and last and first.year <= year <= last.year)


def _flows(view: View, deals: Sequence[Deal]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Flows that have both ends on the map, and those that don't, strongest first."""
    grouped: dict[tuple[str, str], list[Deal]] = defaultdict(list)
    for deal in deals:
        ends = (deal.supplier, deal.recipient)
        grouped[(ends[0].key if ends[0] else "", ends[1].key if ends[1] else "")].append(deal)
    found = sorted(
        (_flow(view, members) for members in grouped.values()),
        key=lambda f: (-f["transfers"], f["supplier"], f["recipient"]),
    )
    return [f for f in found if f["from"] and f["to"]], [f for f in found if not (f["from"] and f["to"])]


def _flow(view: View, members: list[Deal]) -> dict[str, Any]:
    supplier, recipient = members[0].supplier, members[0].recipient
    ends = [state_spot(p.country, view.catalog) if p else None for p in (supplier, recipient)]
    return {
        "supplier": supplier.name if supplier else "unknown", "recipient": recipient.name if recipient else "unknown",
        "from": [ends[0].lon, ends[0].lat] if ends[0] else None, "to": [ends[1].lon, ends[1].lat] if ends[1] else None,
        "transfers": len(members), "delivered": sum((d.delivered.interval.min or 0) for d in members if d.delivered.interval),
        "disputed": sum(bool(d.disputes) for d in members), "systems": sorted({d.item.name for d in members})[:8],
    }  # fmt: skip


def _uses(view: View, query: MapQuery) -> Iterator[dict[str, Any]]:
    """Uses with a place that is known, latest first."""
    found = [(c, r) for c, r in view.claims.values() if isinstance(c, UseClaim)]
    for claim, report in sorted(found, key=lambda f: (str(f[1].published or ""), f[0].id), reverse=True):
        day = (claim.date.start or claim.date.end if claim.date else None) or report.published
        if query.year is not None and (day is None or day.year != query.year):
            continue
        words = claim.place.name if claim.place else ""
        spot = place_spot(words, view.catalog) if words else None
        against = claim.against.country if claim.against else None
        spot = spot or state_spot(against, view.catalog)
        if spot:
            yield {
                "claim": claim.id, "report": report.id, "says": headline(claim), "day": str(day) if day else None, "certainty": claim.certainty.value,
                "lat": spot.lat, "lon": spot.lon, "place": spot.name, "precision": spot.precision, "exactness": PRECISION[spot.precision],
                "system": claim.item.name if claim.item else None,
            }  # fmt: skip
