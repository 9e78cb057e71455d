"""How likely a decision is right as a whole, from the shape of its derivation and of the document around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from armsledger.reading.candidates import Scene
from armsledger.reading.decision import Decision, Filler
from armsledger.reading.linear import Linear
from armsledger.reading.outline import Outline
from armsledger.reading.roles import RECIPIENT, SUPPLIER


def confidence_features(scene: Scene, whole: Outline, decision: Decision, others: Sequence[Decision]) -> list[str]:
    """Named features of a decision among the others of its document."""
    candidate = decision.candidate
    supplier, recipient = decision.roles[SUPPLIER], decision.roles[RECIPIENT]
    out = [
        "bias",
        f"claim:{size(decision.probability)}",
        f"carried:{candidate.carried}",
        f"frame:{candidate.trigger.cue.frame}",
    ]
    for role, filler in decision.roles.items():
        out += [f"{role}:{_filled(scene, decision, filler)}", f"{role}:{size(filler.share) if filler else 'none'}"]
    product = decision.probability * (supplier.share if supplier else 0.3) * (recipient.share if recipient else 0.3)
    out += [
        f"product:{size(product)}",
        f"both:{_filled(scene, decision, supplier)}:{_filled(scene, decision, recipient)}",
    ]
    out += [f"generic:{candidate.item.generic}", f"paragraph:{scene.paragraphs[candidate.sentence].kind}"]
    out += list(_document_features(scene, whole, others))
    beside = sum(o.candidate.sentence == candidate.sentence for o in others)
    out += [f"beside:{min(4, beside)}", f"stage:{decision.stage.value}"]
    return out


def _document_features(scene: Scene, whole: Outline, others: Sequence[Decision]) -> list[str]:
    """Whether the report is about arms passing between states at all."""
    pairs = Counter((f.key if f else "") for o in others for f in o.roles.values())
    slots = sum(whole.slots[SUPPLIER].values()), sum(whole.slots[RECIPIENT].values())
    strong = sum(o.probability > 0.8 for o in others)
    systems = sum(not i.generic for i in scene.mentions.items)
    states = sum(len(key) == 3 for key in whole.named)
    return [
        f"document:slots:{min(6, min(slots))}",
        f"document:strong:{min(6, strong)}",
        f"document:systems:{min(4, systems)}",
        f"document:states:{min(5, states)}",
        f"document:parties:{min(6, len(pairs))}",
        f"document:density:{size(len(others) / max(1, len(scene.document.sentences)) / 3)}",
    ]


def _filled(scene: Scene, decision: Decision, filler: Filler | None) -> str:
    if filler is None:
        return "nobody"
    here = scene.document.sentence_number(filler.mention.head) == decision.candidate.sentence
    return f"{'here' if here else 'before'}:{filler.mention.kind in ('state', 'maker', 'group', 'body')}"


def size(share: float) -> str:
    """A probability as one of ten sizes."""
    return str(min(9, int(share * 10)))


def weighed(scene: Scene, whole: Outline, decisions: Sequence[Decision], model: Linear) -> list[Decision]:
    """The decisions with the confidence that the model gives them."""
    return [
        replace(d, confidence=model.probability(confidence_features(scene, whole, d, decisions))) for d in decisions
    ]
