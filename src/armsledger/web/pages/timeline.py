"""Everything that is said to have happened, in time: each claim of a transfer at its date and at its publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter

from armsledger.ledger.facts import Fact
from armsledger.model import Deal
from armsledger.publish.claim_text import headline
from armsledger.web import filtering, schemas
from armsledger.web.content import Content
from armsledger.web.paging import paged
from armsledger.web.queries import TimelineQuery
from armsledger.web.routing import Ask, page

router = APIRouter()
DRAWN = 1500
"""Events drawn at most; the list has all."""


@dataclass(frozen=True, slots=True)
class Event:
    """One claim in time."""

    fact: Fact
    deal: Deal

    @property
    def day(self) -> date:
        """When it happened, as far as told."""
        return self.fact.when

    def record(self) -> dict[str, Any]:
        """As JSON."""
        period, fact = self.fact.claim.date, self.fact
        return {
            "transfer": self.deal.id, "claim": fact.claim.id, "says": headline(fact.claim), "stage": fact.stage.value,
            "certainty": fact.claim.certainty.value, "from": str(period.start) if period and period.start else None,
            "to": str(period.end) if period and period.end else None, "when": str(fact.when), "known": str(fact.known),
            "supplier": self.deal.supplier.name if self.deal.supplier else None,
            "recipient": self.deal.recipient.name if self.deal.recipient else None, "system": self.deal.item.name,
        }  # fmt: skip


@page(router, "/timeline", "timeline.html", TimelineQuery, schemas.Events, name="timeline", summary="Claims in time")
def timeline(ask: Ask) -> Content:
    """The claims of the transfers that fit, latest first."""
    view, query = ask.view, ask.query
    deals = filtering.matching(view, query)
    events = [Event(fact, deal) for deal in deals for fact in view.rows[deal.id].facts if fact.report.published]
    events.sort(key=lambda e: (e.day, e.fact.claim.id), reverse=True)
    shown = paged(events, query)
    header = ("when", "known", "transfer", "says", "stage", "certainty")
    return Content(
        "Timeline",
        {"view": view, "pages_of": shown, "drawn": min(DRAWN, len(events)), "choices": view.choices},
        lambda: {"total": len(events), "events": [e.record() for e in events[:DRAWN]]},
        lambda: (header, (tuple(e.record()[k] for k in header) for e in events)),
    )
