"""How the register is made, in plain words, with what each rule did in this ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from fastapi import APIRouter

from armsledger.ledger.deals import LIKELY
from armsledger.model import CellState, TransferClaim
from armsledger.web import schemas
from armsledger.web.content import Content
from armsledger.web.queries import Moment
from armsledger.web.routing import Ask, page
from armsledger.web.view import View

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Method:
    """A rule, why it is there, and what it did here."""

    name: str
    words: str
    counts: list[tuple[str, int]]


@page(
    router, "/methods", "methods.html", Moment, schemas.Methods, name="methods", summary="Rules with their live counts"
)
def methods(ask: Ask) -> Content:
    """The rules in the order in which they are applied."""
    found = list(_methods(ask.view))
    return Content(
        "Methods",
        {"view": ask.view, "methods": found},
        lambda: {"counts": ask.view.counts, "rules": [asdict(m) for m in found]},
        lambda: (("rule", "what", "count"), ((m.name, what, count) for m in found for what, count in m.counts)),
    )


def _methods(view: View) -> Iterator[Method]:
    counts = view.counts
    kinds = Counter(c.kind.value for c, _ in view.claims.values())
    transfers = [c for c, _ in view.claims.values() if isinstance(c, TransferClaim)]
    yield Method(
        "Claims",
        "A reader takes each report apart into claims: who, what, to whom, how many, when, how sure, according to whom. Every "
        "field points at the words it was read from; what can’t be pointed at is dropped.",
        [("reports", counts["reports"]), *((f"{k} claims", n) for k, n in sorted(kinds.items()))],
    )
    doubtful = sum(c.confidence < LIKELY for c in transfers)
    yield Method(
        "Doubt",
        f"A claim that the reader thinks more likely wrong than right (confidence below {LIKELY}) opens no transfer and sets no number. "
        "It is kept, and shown beside the transfer it fits.",
        [("doubtful transfer claims", doubtful)],
    )
    yield Method(
        "Copies",
        "Reports that share most of the shorter one’s five-word sequences are one text. They stay listed and add nothing.",
        [("texts printed more than once", len(view.copies)), ("reprints", sum(len(g) - 1 for g in view.copies))],
    )
    yield Method(
        "Origins",
        "Behind each claim stands its innermost named source. All persons and bodies of one government are one origin; a company is its "
        "own; where the source is anonymous, the outlet that quotes it counts, and where nobody is quoted, the publisher.",
        [("independent origins", counts["origins"])],
    )
    yield Method(
        "Transfers",
        "Claims with the same supplier, recipient and weapon family are one transfer, unless numbers and dates show a second contract. "
        "A denial alone opens none.",
        [("transfers", counts["transfers"]), ("counted claims in them", len(view.facts))],
    )
    yield from _cell_methods(view)


def _cell_methods(view: View) -> Iterator[Method]:
    states = Counter(cell.state for deal in view.deals for cell in (deal.ordered, deal.delivered))
    yield Method(
        "Numbers",
        "Only what is asserted sets a number; plans, options, possibilities and denials don’t, and a pledge is never an order. Of each "
        "origin its latest figure counts. Where all agree, the number is what they have in common; where they don’t, it is disputed, and "
        "the rule chooses what is shown: all that is said, what most origins say, or what was said last.",
        [(f"{s.value.replace('_', ' ')} numbers", states[s]) for s in CellState if states[s]],
    )
    stages = Counter(deal.stage.value for deal in view.deals)
    yield Method(
        "Stage",
        "The furthest that an undisputed claim reaches: talks, pledged, approved, ordered, delivered. A stage that a party to the transfer "
        "denies is disputed; halted is when the last word is a stop.",
        sorted(stages.items()),
    )
    subjects = Counter(d.about.value.replace("_", " ") for deal in view.deals for d in deal.disputes)
    yield Method(
        "Disputes",
        "Where sources can’t all be right, both sides are kept with who stands on them. Nobody’s word counts more because of who they are.",
        [("disputed transfers", view.counts["disputed"]), *sorted(subjects.items())],
    )
    yield Method(
        "Gaps",
        "The lowest number that independent origins give, minus the highest that either government, the maker or a register gave.",
        [("pairs with more reported than disclosed", sum(1 for row in view.pairs if row.gap))],
    )
    yield Method(
        "Two clocks",
        "When a thing happened, and when it became known. The register as known at a day is built from what was published by then, as if "
        "nothing had come after; undated reports are left out of it.",
        [
            ("days of publication", len(view.days)),
            ("undated reports", sum(r.published is None for r in view.reports.values())),
        ],
    )
