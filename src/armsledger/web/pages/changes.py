"""What changed since a day or an edition: each cell with the claims and decisions that moved it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter

from armsledger.ledger import Change, Edition
from armsledger.ledger.diffs import changes as differences
from armsledger.model import LedgerError
from armsledger.web import schemas
from armsledger.web.citing import Cited, all_cited
from armsledger.web.content import Content, MissingError
from armsledger.web.paging import paged
from armsledger.web.queries import ChangesQuery
from armsledger.web.routing import Ask, page
from armsledger.web.view import View

router = APIRouter()
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Moved:
    """The changes of one transfer, with the words that made them."""

    deal: str
    label: str
    changes: list[Change]
    claims: list[Cited]
    known: bool
    """Whether the transfer is in the later register under this id."""


@page(
    router,
    "/changes",
    "changes.html",
    ChangesQuery,
    schemas.Changes,
    name="changes",
    summary="What changed since a day or an edition",
)
def changes(ask: Ask) -> Content:
    """The changes, by transfer."""
    view, query = ask.view, ask.query
    editions = ask.site.ledger().editions()
    after = query.after or _default(view, editions)
    found = _changed(ask, after) if after else []
    groups = [(key, list(members)) for key, members in itertools.groupby(found, key=lambda c: (c.deal, c.label))]
    shown = paged(groups, query)
    state = {k: v for k, v in query.parameters().items() if k in ("as_of", "rule")}
    moved = [_moved(view, deal, label, members, state) for (deal, label), members in shown.items]
    header = ("transfer", "what", "cell", "before", "after", "claims", "decisions")
    return Content(
        f"Changes since {after}" if after else "Changes",
        {"view": view, "pages_of": shown, "moved": moved, "editions": editions, "after": after, "cells": len(found)},
        lambda: shown.record("changes", [_record(c) for _, members in shown.items for c in members]) | {"after": after},
        lambda: (header, map(_row, found)),
    )


def _default(view: View, editions: list[Edition]) -> str | None:
    """The last edition, else a month before the last publication about a transfer."""
    if editions:
        return editions[-1].name
    last = max((deal.last_known for deal in view.deals if deal.last_known), default=None)
    return (last - RECENT).isoformat() if last else None


def _changed(ask: Ask, after: str) -> list[Change]:
    before = _before(ask, after)
    found: list[Change] = ask.view.once(
        f"changes since {before.version} {after}", lambda: differences(before.register, ask.view.register)
    )
    return found


def _before(ask: Ask, after: str) -> View:
    """The register as it stood at a day or in an edition. Raises MissingError where it is neither."""
    try:
        return ask.site.views.view(date.fromisoformat(after), ask.query.rule)
    except ValueError:
        pass
    try:
        edition = ask.site.ledger().edition(after)
    except LedgerError as error:
        raise MissingError(
            f"There is no edition {after!r}, and it is no day: choose one, or write YYYY-MM-DD."
        ) from error
    return ask.site.views.view(edition.as_of, edition.rule, edition.number)


def _moved(view: View, deal: str, label: str, members: list[Change], state: dict[str, str]) -> Moved:
    claims = all_cited(view, [c for change in members for c in change.claims], state)
    return Moved(deal, label, members, claims, deal in view.rows)


def _row(c: Change) -> tuple[object, ...]:
    return c.deal, c.label, c.cell, c.before, c.after, " ".join(c.claims), " ".join(str(d.number) for d in c.decisions)


def _record(c: Change) -> dict[str, Any]:
    return {
        "transfer": c.deal, "what": c.label, "cell": c.cell, "before": c.before, "after": c.after, "claims": list(c.claims),
        "decisions": [d.number for d in c.decisions],
    }  # fmt: skip
