"""Review: a queue ordered by what a decision would change most. Looking never decides; only a form that is sent does."""

from __future__ import annotations

import heapq
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from armsledger.model import AnyClaim, Deal, Decision, Span, TransferClaim, Verdict, standing
from armsledger.model.records import claim_record
from armsledger.publish.claim_text import chain, details, headline
from armsledger.web import amending, marking, schemas
from armsledger.web import queue as queues
from armsledger.web.content import Content, MissingError
from armsledger.web.paging import paged
from armsledger.web.queries import PageQuery, ReviewQuery
from armsledger.web.queue import Item
from armsledger.web.rendering import url
from armsledger.web.routing import Ask, page
from armsledger.web.security import Person, Role
from armsledger.web.security.rules import needs, own_form
from armsledger.web.shared import SharedLedger
from armsledger.web.site import Site, site_of
from armsledger.web.view import View

router = APIRouter()
TO_NEXT: dict[int | str, dict[str, Any]] = {
    303: {"description": "Decided; goes on to the next claim."},
    404: {"description": "No such claim."},
}
Text = Annotated[str, Form(max_length=2000)]
REASONS = {
    "accept": "The words say so.", "reject": "The words do not say so.", "amend": "Read wrongly; the words say this.",
    "split": "The words tell of another transfer.", "merge": "Both are one transfer.", "pin": "The words tell of that transfer.",
}  # fmt: skip


@page(
    router,
    "/review",
    "review_list.html",
    PageQuery,
    schemas.Queue,
    name="review",
    summary="What to decide next",
    role=Role.ANALYST,
)
def review(ask: Ask) -> Content:
    """The queue."""
    items = _queue(ask.site, ask.view)
    shown = paged(items, ask.query)
    header = ("claim", "transfer", "weight", "counted", "says", "would change")
    return Content(
        "Review",
        {"view": ask.view, "pages_of": shown, "headline": headline, "last": _last(ask.site)},
        lambda: shown.record("queue", [_record(item) for item in shown.items]),
        lambda: (header, (tuple(_record(i)[k.replace(" ", "_")] for k in header) for i in items)),
    )


@page(
    router,
    "/review/{id:path}",
    "review.html",
    ReviewQuery,
    schemas.ReviewItem,
    name="review_item",
    summary="One claim to decide about",
    role=Role.ANALYST,
)
def review_item(ask: Ask) -> Content:
    """A claim with its words, what would change, and what can be decided."""
    view = ask.view
    if ask.id not in view.claims:
        raise MissingError(f"No claim {ask.id} is in the ledger. See the queue.")
    claim, report = view.claims[ask.id]
    row = view.home.get(ask.id)
    item = queues.weighed(view, ask.id, row.deal.id) if row else None
    before, after = _neighbours(_queue(ask.site, view), ask.id)
    context: dict[str, Any] = {
        "view": view, "claim": claim, "report": report, "headline": headline(claim), "details": details(claim),
        "chain": chain(claim.sources, report.publisher), "deal": row.deal if row else None, "item": item,
        "pieces": marking.pieces(report, [claim], marking.around(report, claim.evidence.span)), "pointers": marking.pointers(report, claim),
        "before": before, "after": after, "last": _last(ask.site), "decided": view.verdicts.get(ask.id, []), "fields": amending.FIELDS,
        "closed": amending.WORDS, "reasons": REASONS,
        "others": _others(view, row.deal.id) if row else [], "amendable": isinstance(claim, TransferClaim),
    }  # fmt: skip
    return Content(
        f"Review: {headline(claim)}",
        context,
        lambda: {
            "claim": claim_record(claim),
            "queued": _record(item) if item else None,
            "decisions": [d.number for d in context["decided"]],
        },
        lambda: (("field", "words"), ((p.field, p.words) for p in context["pointers"])),
    )


def _queue(site: Site, view: View) -> list[Item]:
    """The queue without what was decided since the view was made."""
    items: list[Item] = view.once("queue", lambda: queues.queue(view))
    decided = {id for d in standing(site.store.decisions()) for id in d.claims}
    return queues.undecided(items, decided)


def _neighbours(items: list[Item], id: str) -> tuple[str | None, str | None]:
    """The claims before and after one in the queue; for one that isn't in it, none and the first."""
    ids = [item.claim.id for item in items]
    if id not in ids:
        return None, ids[0] if ids else None
    place = ids.index(id)
    return ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None


def _last(site: Site) -> Decision | None:
    """The last decision that can be undone."""
    return next(reversed(standing(site.store.decisions())), None)


def _others(view: View, id: str) -> list[tuple[str, str]]:
    """Other transfers that this one's claims might belong to: the same parties or the same weapon first."""
    own = view.rows[id].deal
    wanted = _traits(view, own)

    def distance(other: Deal) -> tuple[int, str]:
        return -sum(a == b for a, b in zip(_traits(view, other), wanted, strict=True)), other.id

    rest = heapq.nsmallest(40, (d for d in view.deals if d.id != id), key=distance)
    return [
        (d.id, f"{d.supplier.name if d.supplier else '?'} → {d.recipient.name if d.recipient else '?'}: {d.item.name}")
        for d in rest
    ]


def _record(item: Item) -> dict[str, Any]:
    changes = [f"{e.cell}: {e.before} → {e.after}" for e in item.effects]
    return {
        "claim": item.claim.id, "transfer": item.deal, "weight": round(item.weight, 3), "counted": item.counted, "says": headline(item.claim),
        "would_change": "; ".join(changes),
    }  # fmt: skip


def _traits(view: View, deal: Deal) -> tuple[object, ...]:
    entry = view.entries[deal.id]
    return deal.supplier and deal.supplier.key, deal.recipient and deal.recipient.key, entry and entry.family


@router.post(
    "/decisions", status_code=303, response_class=RedirectResponse, summary="Decide about a claim", tags=["review"], responses=TO_NEXT,
    dependencies=[Depends(own_form)], openapi_extra={"x-role": "analyst"},
)  # fmt: skip
def decide(
    request: Request,
    person: Annotated[Person, Depends(needs(Role.ANALYST))],
    verdict: Annotated[Verdict, Form()],
    claim: Text,
    why: Text = "",
    field: Text = "",
    value: Text = "",
    span: Annotated[str, Form(pattern=r"^(\d{1,9}-\d{1,9})?$")] = "",
    transfer: Text = "",
    next: Text = "",
) -> Response:
    """Write a decision down and go on to the next claim."""
    site = site_of(request)
    ledger = site.ledger(person.name)
    reason = why.strip() or REASONS.get(verdict.value, "No reason given.")
    done = _decided(site, ledger, verdict, claim, (field, value, span), transfer, reason)
    goal = url(f"/review/{next}", done=done.number) if next else url("/review", done=done.number)
    return RedirectResponse(goal, 303)


def _decided(
    site: Site,
    ledger: SharedLedger,
    verdict: Verdict,
    claim: str,
    amendment: tuple[str, str, str],
    transfer: str,
    why: str,
) -> Decision:
    known = ledger.claims([claim])
    if claim not in known:
        raise MissingError(f"No claim {claim} is in the ledger. See the queue.")
    match verdict:
        case Verdict.ACCEPT:
            return ledger.accept(claim, why)
        case Verdict.REJECT:
            return ledger.reject(claim, why)
        case Verdict.AMEND:
            return ledger.amend(claim, amendment[0], _value(site, known[claim], amendment), why)
        case Verdict.PIN:
            return ledger.pin(claim, transfer, why)
    home = _home(site.views.view(), claim)
    return ledger.split(home, [claim], why) if verdict == Verdict.SPLIT else ledger.merge([home, transfer], why)


def _value(site: Site, known: tuple[AnyClaim, Any], amendment: tuple[str, str, str]) -> Any:
    (_, report), (field, value, span) = known, amendment
    place = Span(*map(int, span.split("-"))) if span else None
    place = (
        place
        if place and place.fits(report.text) and " ".join(place.of(report.text).split()) == " ".join(value.split())
        else None
    )
    return amending.value_of(field, value, place, report, site.views.catalog)


def _home(view: View, claim: str) -> str:
    """The transfer that a claim stands in."""
    found = view.home.get(claim)
    if found is None:
        raise MissingError(f"Claim {claim} stands in no transfer: accept it first, or pin it to one.")
    return found.deal.id


@router.post(
    "/decisions/{number}/undo", status_code=303, response_class=RedirectResponse, summary="Undo a decision", tags=["review"], responses=TO_NEXT,
    dependencies=[Depends(own_form)], openapi_extra={"x-role": "analyst"},
)  # fmt: skip
def undo(
    request: Request,
    person: Annotated[Person, Depends(needs(Role.ANALYST))],
    number: int,
    why: Text = "",
    next: Text = "",
) -> Response:
    """Let a decision no longer hold; the undoing is a decision, too."""
    site = site_of(request)
    if number not in {d.number for d in site.store.decisions()}:
        raise MissingError(f"There is no decision {number}. See all decisions.")
    done = site.ledger(person.name).undo(number, why.strip() or "Undone.")
    return RedirectResponse(url(f"/review/{next}", done=done.number) if next else url(f"/decisions/{done.number}"), 303)
