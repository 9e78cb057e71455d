"""How likely a decision is right as a whole, from the shape of its derivation and of the document around it."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armsledger.reading.candidates import Scene
from armsledger.reading.decision import Decision, Filler
from armsledger.reading.linear import Linear
from armsledger.reading.outline import Outline
from armsledger.reading.roles import RECIPIENT, SUPPLIER


class Around:
    """What surrounds each decision of a document, worked out once."""

    def __init__(self, scene: Scene, whole: Outline, decisions: Sequence[Decision]) -> None:
        self.scene = scene
        self.document = list(_document_features(scene, whole, decisions))
        self._here: dict[int, list[Decision]] = {}
        self._pairs: dict[tuple[str, ...], dict[int, float]] = {}
        for decision in decisions:
            sentence = decision.candidate.sentence
            self._here.setdefault(sentence, []).append(decision)
            best = self._pairs.setdefault(_keys(decision), {})
            best[sentence] = max(best.get(sentence, 0.0), decision.probability)
        self._surest = {keys: heapq.nlargest(2, best, key=lambda n: best[n]) for keys, best in self._pairs.items()}

    def here(self, decision: Decision) -> list[Decision]:
        """All decisions of its sentence."""
        return self._here[decision.candidate.sentence]

    def away(self, parties: tuple[str, ...], sentence: int) -> float:
        """The highest probability of a claim with these parties in another sentence; 0 where there is none."""
        others = [n for n in self._surest.get(parties, ()) if n != sentence]
        return self._pairs[parties][others[0]] if others else 0.0


def confidence_features(decision: Decision, around: Around) -> list[str]:
    """Named features of a decision among the others of its document."""
    candidate, scene = decision.candidate, around.scene
    supplier, recipient = decision.roles[SUPPLIER], decision.roles[RECIPIENT]
    out = ["bias", f"carried:{candidate.carried}", f"frame:{candidate.trigger.cue.frame}"]
    for name, weight in decision.weights.items():
        out += [f"{name}:{level(weight.both)}", f"{name}:linear:{level(weight.linear)}"]
        out.append(f"{name}:encoder:{level(weight.encoder)}")
    for role, filler in decision.roles.items():
        out.append(f"{role}:{_filled(scene, decision, filler)}")
    product = decision.probability * decision.weights[SUPPLIER].both * decision.weights[RECIPIENT].both
    out += [f"product:{level(product)}", f"margin:{min(8, int(math.log2(max(1.0, decision.margin)) * 2))}"]
    out.append(f"both:{_filled(scene, decision, supplier)}:{_filled(scene, decision, recipient)}")
    out += [f"generic:{candidate.item.generic}", f"paragraph:{scene.paragraphs[candidate.sentence].kind}"]
    return [*out, *around.document, *_told_elsewhere(decision, around), f"stage:{decision.stage.value}"]


def _told_elsewhere(decision: Decision, around: Around) -> Iterator[str]:
    """What the other decisions say of the same weapon, word and parties."""
    here, parties = around.here(decision), _keys(decision)
    yield f"beside:{min(4, len(here))}"
    rivals = [o for o in here if o.candidate.item.key == decision.candidate.item.key]
    yield f"weapon:{size(max(o.probability for o in rivals) - decision.probability)}"
    yield f"sentence:{size(max(o.probability for o in here) - decision.probability)}"
    if all(parties):
        sentence = decision.candidate.sentence
        yield f"pair:here:{sum(_keys(o) == parties for o in here) > 1}"
        yield f"pair:away:{size(around.away(parties, sentence))}"
        yield f"turned:away:{size(around.away(parties[::-1], sentence))}"


def _keys(decision: Decision) -> tuple[str, ...]:
    return tuple(f.key if f else "" for f in (decision.roles[SUPPLIER], decision.roles[RECIPIENT]))


def _document_features(scene: Scene, whole: Outline, others: Sequence[Decision]) -> Iterator[str]:
    """Whether the report is about arms passing between states at all."""
    pairs = Counter((f.key if f else "") for o in others for f in o.roles.values())
    slots = sum(whole.slots[SUPPLIER].values()), sum(whole.slots[RECIPIENT].values())
    strong = sum(o.probability > 0.8 for o in others)
    systems = sum(not i.generic for i in scene.mentions.items)
    states = sum(len(key) == 3 for key in whole.named)
    yield f"document:slots:{min(6, min(slots))}"
    yield f"document:strong:{min(6, strong)}"
    yield f"document:systems:{min(4, systems)}"
    yield f"document:states:{min(5, states)}"
    yield f"document:parties:{min(6, len(pairs))}"
    yield f"document:density:{size(len(others) / max(1, len(scene.document.sentences)) / 3)}"


def _filled(scene: Scene, decision: Decision, filler: Filler | None) -> str:
    if filler is None:
        return "nobody"
    here = scene.document.sentence_number(filler.mention.head) == decision.candidate.sentence
    return f"{'here' if here else 'before'}:{filler.mention.kind in ('state', 'maker', 'group', 'body')}"


def size(share: float) -> str:
    """A probability as one of ten sizes."""
    return str(min(9, int(share * 10)))


def level(share: float | None) -> str:
    """The log odds of a probability as one of thirteen levels."""
    share = min(0.999, max(0.001, share or 0.0))
    return str(max(-6, min(6, round(math.log(share / (1 - share)) * 1.5))))


def weighed(scene: Scene, whole: Outline, decisions: Sequence[Decision], model: Linear) -> list[Decision]:
    """The decisions with the confidence that the model gives them."""
    around = Around(scene, whole, decisions)
    return [replace(d, confidence=model.probability(confidence_features(d, around))) for d in decisions]
