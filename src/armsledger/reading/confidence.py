"""A second look at each candidate: of its likeliest pairs of parties the one that the rest of the document bears out, and how sure it is.

The first look weighs each candidate alone. The second knows what was made of all others: who deals with whom elsewhere, whether
another word of the sentence or another mention of the weapon is the likelier claim. Trees weigh all of it together.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from armsledger.model import Stage
from armsledger.reading.candidates import Scene
from armsledger.reading.decision import Decision, Pair
from armsledger.reading.linear import log_odds
from armsledger.reading.looking import Sums, document_features, likeliest, log_of, placed, surroundings, weighed
from armsledger.reading.outline import Outline
from armsledger.reading.trees import Trees

STAGES = tuple(Stage)


class Around:
    """What the first look made of a document."""

    def __init__(self, scene: Scene, whole: Outline, decisions: Sequence[Decision]) -> None:
        self.scene = scene
        self.sums = Sums([(d, d.probability, _groups(d)) for d in decisions])
        self.document = document_features(scene, self.sums, len(decisions))
        self.document["states"] = float(sum(len(key) == 3 for key in whole.named))


def _groups(decision: Decision) -> Iterator[Hashable]:
    """What a decision has in common with others of its document."""
    candidate = decision.candidate
    sentence, word, weapon = candidate.sentence, candidate.trigger.token.i, candidate.item.key
    supplier, recipient = decision.pairs[0].keys
    yield "sentence", sentence
    yield "sentence", sentence, supplier, recipient
    yield "weapon here", sentence, weapon
    yield "word", word
    yield "word", word, supplier, recipient
    yield "pair", supplier, recipient
    yield "supplier", supplier
    yield "recipient", recipient
    yield "weapon", weapon
    yield "weapon", weapon, supplier, recipient
    yield "supplier of", weapon, supplier
    yield "recipient of", weapon, recipient


def features(decision: Decision, rank: int, around: Around) -> dict[str, float]:
    """Named numbers that tell how right a decision is with the pair of this rank."""
    candidate, pair, scene = decision.candidate, decision.pairs[rank], around.scene
    sentence, word = candidate.sentence, candidate.trigger.token.i
    found = weighed("claim", decision.claim) | weighed("stage", decision.staged)
    for role, filler in pair.roles.items():
        mention, key = (filler.mention, filler.key) if filler else (None, "")
        found |= weighed(role, pair.weights[role]) | placed(scene, role, sentence, word, mention, key)
    return (
        found
        | _beside_other_pairs(decision, rank)
        | _told_by_others(decision, pair, around.sums)
        | around.document
        | surroundings(scene, sentence, word, candidate.item)
        | {
            "number of stage": float(STAGES.index(decision.stage)),
            "carried": float(("", "item", "trigger").index(candidate.carried)),
        }
    )


def _beside_other_pairs(decision: Decision, rank: int) -> dict[str, float]:
    pairs = decision.pairs
    chance, total = pairs[rank].chance, sum(p.chance for p in pairs)
    rival = max((p.chance for n, p in enumerate(pairs) if n != rank), default=0.0)
    return {
        "rank": float(rank),
        "share": log_odds(chance / total if total else 0.0),
        "behind the first": log_of(chance) - log_of(pairs[0].chance),
        "before the next": log_of(chance) - log_of(rival),
        "trade": log_of(pairs[rank].trade),
        "product": log_of(chance) + log_of(decision.probability),
    }


def _told_by_others(decision: Decision, pair: Pair, sums: Sums) -> dict[str, float]:
    """What the other decisions of the document make of the same parties, weapon, word and sentence."""
    candidate = decision.candidate
    sentence, word, weapon = candidate.sentence, candidate.trigger.token.i, candidate.item.key
    supplier, recipient = pair.keys

    def others(*group: Hashable) -> float:
        return sums.others(decision, *group)

    here, told = others("sentence", sentence, supplier, recipient), others("pair", supplier, recipient)
    same, of_word = others("weapon", weapon, supplier, recipient), others("word", word, supplier, recipient)
    return {
        "pair here": here,
        "other pairs here": others("sentence", sentence) - here,
        "pair elsewhere": told - here,
        "turned": others("pair", recipient, supplier),
        "supplier receives": others("recipient", supplier) if supplier else 0.0,
        "recipient supplies": others("supplier", recipient) if recipient else 0.0,
        "supplier supplies": others("supplier", supplier),
        "recipient receives": others("recipient", recipient),
        "weapon of pair": same,
        "weapon of others": others("weapon", weapon) - same,
        "weapon from supplier": others("supplier of", weapon, supplier),
        "weapon for recipient": others("recipient of", weapon, recipient),
        "word of pair": of_word,
        "word of others": others("word", word) - of_word,
        **sums.rivals(decision, "sentence", "sentence", sentence),
        **sums.rivals(decision, "weapon", "weapon here", sentence, weapon),
        **sums.rivals(decision, "word", "word", word),
    }


def looked_at_again(scene: Scene, whole: Outline, decisions: Sequence[Decision], model: Trees) -> list[Decision]:
    """The decisions with the pair that is most likely right, and how likely it is."""
    around = Around(scene, whole, decisions)
    looks = [[features(d, rank, around) for rank in range(len(d.pairs))] for d in decisions]
    found = zip(decisions, likeliest(looks, model), strict=True)
    return [replace(d, pair=d.pairs[rank], confidence=confidence) for d, (rank, confidence) in found]
