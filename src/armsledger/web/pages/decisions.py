"""What people decided: all of it, each under its own address with who, when and why."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from armsledger.model import Decision, Verdict, standing
from armsledger.web import schemas
from armsledger.web.citing import all_cited
from armsledger.web.content import Content, MissingError
from armsledger.web.paging import paged
from armsledger.web.queries import Moment, PageQuery
from armsledger.web.routing import Ask, page

router = APIRouter()


@page(router, "/decisions", "decisions.html", PageQuery, schemas.Decisions, name="decisions", summary="All decisions")
def decisions(ask: Ask) -> Content:
    """Every decision, the last one first."""
    everything = ask.site.store.decisions()
    holds = {d.number for d in standing(everything)}
    shown = paged(everything[::-1], ask.query)
    header = ("number", "at", "who", "verdict", "claims", "field", "value", "why", "holds")
    return Content(
        "Decisions",
        {"view": ask.view, "pages_of": shown, "holds": holds},
        lambda: shown.record("decisions", [record(d, d.number in holds) for d in shown.items]),
        lambda: (header, (tuple(_cell(record(d, d.number in holds)[name]) for name in header) for d in everything)),
    )


@page(
    router, "/decisions/{id}", "decision.html", Moment, schemas.DecisionRecord, name="decision", summary="One decision"
)
def decision(ask: Ask) -> Content:
    """The decision of a number."""
    everything = ask.site.store.decisions()
    found = next((d for d in everything if str(d.number) == ask.id), None)
    if found is None:
        raise MissingError(f"There is no decision {ask.id}. See all decisions.")
    holds = found.number in {d.number for d in standing(everything)} or (
        found.verdict == Verdict.UNDO and not _undone(found, everything)
    )
    related = [d for d in everything if d.undoes == found.number or d.number == found.undoes]
    claims = all_cited(ask.view, found.claims)
    deals = {row.deal.id: row.deal for id in found.claims if id in ask.view.facts for row in (ask.view.facts[id][1],)}
    return Content(
        f"Decision {found.number}",
        {"view": ask.view, "d": found, "holds": holds, "related": related, "claims": claims, "deals": deals},
        lambda: record(found, holds),
        lambda: (("field", "value"), [(k, _cell(v)) for k, v in record(found, holds).items()]),
    )


def _undone(decision: Decision, everything: tuple[Decision, ...]) -> bool:
    return any(d.undoes == decision.number for d in everything)


def record(d: Decision, holds: bool) -> dict[str, Any]:
    """A decision as JSON."""
    return {
        "number": d.number, "at": d.at, "who": d.who, "why": d.why, "verdict": d.verdict.value, "claims": list(d.claims), "field": d.field,
        "value": d.value, "home": d.home, "undoes": d.undoes, "holds": holds,
    }  # fmt: skip


def _cell(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value) if isinstance(value, dict) else value
