"""Registers of past days, of other rules and of editions, kept in the ledger once they were asked for.

Invariant: what is kept is what the record gives; it can be dropped at any time. A view of a past day holds while all that
comes in was published later and nobody decides anything; a view up to a place in the log holds for good.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select

from armsledger.ledger.derived import encoded, made_by
from armsledger.ledger.register import Register
from armsledger.ledger.schema import log, reports, view_deals, views
from armsledger.ledger.store import Position, Store, position_in
from armsledger.model import LedgerError, Rule

View = tuple[date | None, Rule, int | None]
"""A day, a rule, a place in the log."""
LARGE = 100
"""Deals from which on a register is worth keeping: a smaller one is made again as quickly."""
KEPT = 8
"""Views kept at once; the one made first goes first."""
# Asked for each answer, where making a query costs as much as its rows.
_IS = and_(
    views.c.as_of.is_not_distinct_from(bindparam("day")),
    views.c.rule == bindparam("by"),
    views.c.logged.is_not_distinct_from(bindparam("until")),
)
_SAME = select(views.c.number).where(_IS)
_CURRENT = select(views.c.number, views.c.place, views.c.entries).where(_IS, views.c.made_by == bindparam("maker"))
_RECORDS = select(view_deals.c.record).where(view_deals.c.view == bindparam("view")).order_by(view_deals.c.position)
_RECORD = select(view_deals.c.record).where(
    view_deals.c.view == bindparam("view"), view_deals.c.id == bindparam("deal")
)


def records(store: Store, view: View) -> list[str] | None:
    """The deals of a view that is kept and still holds, in order, each as JSON; None where there is none."""
    with store.reading() as connection:
        number = _holding(connection, view)
        if number is None:
            return None
        return list(connection.execute(_RECORDS, {"view": number}).scalars().all())


def record(store: Store, view: View, id: str) -> str | None:
    """A deal of such a view by its id there."""
    with store.reading() as connection:
        number = _holding(connection, view)
        return connection.execute(_RECORD, {"view": number, "deal": id}).scalar() if number is not None else None


def keep(store: Store, view: View, register: Register, position: Position) -> None:
    """Keep the register of a view, made at a position. A ledger that cannot be written is left as it is."""
    if len(register.rows) < LARGE:
        return
    try:
        with store.writing() as connection:
            _drop(connection, view)
            number = connection.execute(insert(views).values(_row(view, position))).inserted_primary_key
            assert number
            rows = [
                {"view": number[0], "position": n, "id": row.deal.id, "record": encoded(row.deal)}
                for n, row in enumerate(register.rows)
            ]
            connection.execute(insert(view_deals), rows)
    except LedgerError:
        return  # only time is lost: the view is made anew when it is asked for again


def _row(view: View, position: Position) -> dict[str, Any]:
    place = {"place": position.number, "entries": position.entries, "made_by": made_by()}
    named = _named(view)
    return {"as_of": named["day"], "rule": named["by"], "logged": named["until"], **place}


def _drop(connection: Connection, view: View) -> None:
    """Make room: the same view made earlier goes, and so do the oldest."""
    old = list(connection.execute(_SAME, _named(view)).scalars())
    kept = select(views.c.number).where(views.c.number.not_in(old)).order_by(views.c.number.desc())
    gone = [*old, *list(connection.execute(kept).scalars())[KEPT - 1 :]]
    connection.execute(delete(view_deals).where(view_deals.c.view.in_(gone)))
    connection.execute(delete(views).where(views.c.number.in_(gone)))


def _named(view: View) -> dict[str, Any]:
    """What tells a view from others, as its columns hold it."""
    as_of, rule, logged = view
    return {"day": as_of.isoformat() if as_of else None, "by": rule.value, "until": logged}


def _holding(connection: Connection, view: View) -> int | None:
    """The number of a kept view that still shows what the record gives."""
    found = connection.execute(_CURRENT, {**_named(view), "maker": made_by()}).first()
    if found is None:
        return None
    as_of, _, logged = view
    holds = (
        logged is not None
        or Position(found.place, found.entries) == position_in(connection)
        or (as_of is not None and _undisturbed(connection, found.place, found.entries, as_of))
    )
    return int(found.number) if holds else None


def _undisturbed(connection: Connection, place: int, entries: int, as_of: date) -> bool:
    """Whether all that was logged after a place are reports published later than a day, and editions."""
    later = log.c.number > place
    beside = or_(reports.c.published.is_(None), reports.c.published > as_of.isoformat())
    harmless = or_(log.c.what == "make edition", and_(log.c.what == "add report", beside))
    joined = log.outerjoin(reports, reports.c.id == log.c.subject)
    moved = connection.execute(select(func.count()).select_from(joined).where(later, ~harmless)).scalar()
    new = connection.execute(select(func.count()).select_from(log).where(later)).scalar() or 0
    return not moved and position_in(connection).entries - new <= entries
