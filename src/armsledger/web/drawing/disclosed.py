"""Reported against disclosed over time: what the parties gave, and what everybody else says."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from armsledger.ledger.facts import Fact
from armsledger.model import Scope, Stage
from armsledger.web.drawing.svg import box, dot, line, picture, words
from armsledger.web.drawing.time_axis import TimeAxis

WIDTH, HEIGHT, LEFT = 760, 190, 52
BASE, TOP = HEIGHT - 26, 14


def disclosed_picture(facts: Sequence[Fact], officials: frozenset[str]) -> Markup:
    """Numbers delivered by the day they became known: squares for a party's own, bars for what others report."""
    told = [f for f in facts if f.stage == Stage.DELIVERED and f.number and f.report.published]
    if not told:
        return Markup("")
    axis = TimeAxis.over([f.known for f in told], LEFT + 10, WIDTH - 14)
    top = max(n for f in told if f.number for n in (f.number.min, f.number.max, 1) if n is not None) * 1.15
    pieces = axis.marks(TOP, BASE) + _scale(top)
    pieces += [_own(f, axis, top) if f.origin in officials else _other(f, axis, top) for f in told]
    label = "Delivered: " + "; ".join(
        f"{f.known} {'disclosed' if f.origin in officials else 'reported'} {f.number}" for f in told[:12]
    )
    return picture(WIDTH, HEIGHT, label, pieces, "disclosed")


def _scale(top: float) -> list[Markup]:
    marks = []
    for share in (0.0, 0.5, 1.0):
        y = BASE - share * (BASE - TOP)
        marks += [line(LEFT, y, WIDTH, y, "grid"), words(LEFT - 6, y + 4, f"{round(top * share):,}", "tick", "end")]
    return marks


def _y(number: float, top: float) -> float:
    return BASE - number / top * (BASE - TOP)


def _own(fact: Fact, axis: TimeAxis, top: float) -> Markup:
    assert fact.number
    number = fact.number.min if fact.number.min is not None else fact.number.max or 0
    return box(axis.at(fact.known) - 5, _y(number, top) - 5, 10, 10, "own", _said(fact, "disclosed"))


def _other(fact: Fact, axis: TimeAxis, top: float) -> Markup:
    assert fact.number
    x, low = axis.at(fact.known), fact.number.min or 0
    high = fact.number.max if fact.number.max is not None else top
    if fact.number.exact:
        return dot(x, _y(low, top), 5, "other", _said(fact, "reported"))
    open_ = " open" if fact.number.max is None else ""
    return box(x - 3, _y(high, top), 6, _y(low, top) - _y(high, top), f"other{open_}", _said(fact, "reported"))


def _said(fact: Fact, how: str) -> str:
    scope = "" if fact.scope == Scope.UNKNOWN else f" ({fact.scope.value.replace('_', ' ')})"
    return f"{fact.known}: {fact.number}{scope} {how}, {fact.report.publisher or 'unknown publisher'}"
