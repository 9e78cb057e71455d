"""How many: the number that grammar gives a weapon, unless the encoder is sure of another one or of none.

Grammar knows "two of 14 tanks" and "Javelins (200)"; the encoder what an order, a pronoun or "of which thirty-four so far" counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from armsledger.model import Quantity
from armsledger.reading.counting import quantity_from, quantity_of
from armsledger.reading.decision import Decision
from armsledger.reading.judge import Judge
from armsledger.reading.quantities import Number

ADDED, CHANGED, DROPPED = 0.7, 0.6, 0.95
"""Probability from which the encoder's number is taken where grammar has none or a doubtful one, and from which none is."""
DOUBTED = 0.1
"""Probability below which the number that grammar gives is doubtful. All four were chosen on reports that the encoder had not seen."""


def amount_of(judge: Judge, decision: Decision, counts: Sequence[Number]) -> Quantity | None:
    """The number of weapons that a claim tells of; `counts` are the numbers of its document that are no dates."""
    candidate, document = decision.candidate, judge.scene.document
    item, trigger, stage = candidate.item, candidate.trigger, decision.stage
    found = quantity_of(document, item, counts, trigger, stage) if candidate.carried != "item" else None
    bounds = document.sentences[candidate.sentence]
    here = [n for n in counts if n.kind in ("count", "year") and bounds.start_char <= n.span.start < bounds.end_char]
    weights = judge.numbers(candidate, here)
    likely, sure = max(weights.items(), key=lambda w: w[1])
    if found is None or found.span is None:
        taken = sure >= ADDED
    else:
        own = [weight for n, weight in weights.items() if n and n.span.overlaps(found.span)]
        taken = bool(own) and max(own) < DOUBTED and sure >= (CHANGED if likely else DROPPED)
    if not taken:
        return found
    return quantity_from(document, item, likely, trigger, stage) if likely else None
