"""The stage ladder on two clocks: when each stage is said to have happened, and when that became known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from armsledger.ledger.facts import Fact
from armsledger.model import Certainty, Stage
from armsledger.web.drawing.svg import box, dot, line, link, picture, words
from armsledger.web.drawing.time_axis import TimeAxis

WIDTH, LEFT, STEP = 760, 84, 30
ORDER = (
    Stage.TALKS, Stage.PLEDGED, Stage.APPROVED, Stage.ORDERED, Stage.PRODUCED, Stage.DELIVERED, Stage.SUPPORTED, Stage.HALTED,
)  # fmt: skip


def ladder_picture(facts: Sequence[Fact]) -> Markup:
    """Each claim on the line of its stage: a bar where it happened, a ring where it was published, a thread between them."""
    dated = [f for f in facts if f.report.published]
    if not dated:
        return Markup("")
    stages = [s for s in ORDER if any(f.stage == s for f in dated)]
    axis = TimeAxis.over([day for f in dated for day in _days(f)], LEFT + 8, WIDTH - 14)
    height = STEP * len(stages) + 26
    pieces = axis.marks(4, height - 20)
    for number, stage in enumerate(reversed(stages)):
        y = 18 + number * STEP
        pieces += [line(LEFT, y, WIDTH, y, "rung"), words(0, y + 4, stage.value, "rung-name")]
        pieces += [_claim(f, axis, y) for f in dated if f.stage == stage]
    label = "Stages over time: " + "; ".join(f"{f.stage.value} {f.claim.date or ''} told {f.known}" for f in dated[:12])
    return picture(WIDTH, height, label, pieces, "ladder")


def _days(fact: Fact) -> list[date]:
    period = fact.claim.date
    return [d for d in (period.start if period else None, period.end if period else None, fact.report.published) if d]


def _claim(fact: Fact, axis: TimeAxis, y: float) -> Markup:
    known, style = axis.at(fact.known), "claim" + (" denied" if fact.denied else "" if fact.asserted else " soft")
    period = fact.claim.date
    number = f" {fact.claim.quantity.interval} ×" if fact.claim.quantity else ""
    when = f", on {period}" if period else ""
    told = f"{fact.stage.value}{number}, {_certainty(fact)}{when}; told {fact.known} by {fact.report.publisher or 'unknown'}"
    pieces = [dot(known, y, 4, f"{style} told", told)]
    if period and (period.start or period.end):
        start, end = axis.at(period.start or axis.start), axis.at(period.end or fact.known)
        low, high = min(start, end), max(start, end)
        pieces = [
            line((low + high) / 2, y, known, y, "thread"),
            box(low - 1.5, y - 4, high - low + 3, 8, f"{style} happened", told),
            *pieces,
        ]
    return link(f"#claim-{fact.claim.id}", Markup("").join(pieces))


def _certainty(fact: Fact) -> str:
    return "as a fact" if fact.claim.certainty == Certainty.ASSERTED else fact.claim.certainty.value
