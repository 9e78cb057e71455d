"""A second look at each possible use: of its likeliest users the one that the rest of the document bears out, and how sure it is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from armsledger.reading.candidates import Scene
from armsledger.reading.decision import Decision
from armsledger.reading.linear import log_odds
from armsledger.reading.looking import Sums, document_features, likeliest, log_of, placed, surroundings, weighed
from armsledger.reading.outline import Outline
from armsledger.reading.possible_uses import COMBAT
from armsledger.reading.roles import RECIPIENT, SUPPLIER
from armsledger.reading.trees import Trees
from armsledger.reading.uses import Used, User

FRAMES = ("use", "strike", "down")


class Around:
    """What the first look at uses and the reading of transfers made of a document."""

    def __init__(self, scene: Scene, whole: Outline, found: Sequence[Used], transfers: Sequence[Decision]) -> None:
        self.scene = scene
        self.whole = whole
        self.sums = Sums([(u, u.weight.both, _groups(u)) for u in found])
        self.transfers = Sums([(d, d.confidence, _dealt(d)) for d in transfers])
        self.document = document_features(scene, self.sums, len(found)) | {"transfers": float(len(transfers))}


def _groups(used: Used) -> Iterator[Hashable]:
    """What a use has in common with others of its document."""
    sentence, weapon, user = used.use.sentence, used.use.item.key, used.users[0].key
    yield "sentence", sentence
    yield "word", used.use.token.i
    yield "weapon", weapon
    yield "user", user
    yield "weapon", weapon, user
    yield "sentence", sentence, user


def _dealt(decision: Decision) -> Iterator[Hashable]:
    """What a transfer tells of a use: of the same weapon, its word, or a party."""
    sentence, weapon = decision.candidate.sentence, decision.candidate.item.key
    yield "weapon here", sentence, weapon
    yield "word", decision.candidate.trigger.token.i
    for role, filler in decision.roles.items():
        if filler:
            yield role, filler.key
            yield role, filler.key, weapon


def features(used: Used, rank: int, around: Around) -> dict[str, float]:
    """Named numbers that tell how right a use is with the user of this rank."""
    use, user, scene = used.use, used.users[rank], around.scene
    sentence, word = use.sentence, use.token.i
    shares = [log_of(u.weight.both) for u in used.users]
    return (
        weighed("use", used.weight)
        | weighed("user", user.weight)
        | placed(scene, "user", sentence, word, user.mention, user.key)
        | {f"frame {frame}": float(use.frame == frame) for frame in FRAMES}
        | _told_elsewhere(used, user, around)
        | around.document
        | surroundings(scene, sentence, word, use.item)
        | {
            "rank": float(rank),
            "behind the first": shares[rank] - shares[0],
            "before the next": shares[rank] - max((s for n, s in enumerate(shares) if n != rank), default=log_of(0.0)),
            "nobody": log_odds(used.nobody),
            "combat": float(bool(COMBAT.search(scene.document.sentences[sentence].text))),
            "verb": float(use.token.pos_ == "VERB"),
        }
    )


def _told_elsewhere(used: Used, user: User, around: Around) -> dict[str, float]:
    """What the other uses, and the transfers, tell of the same weapon, word, sentence and user."""
    sums, deals, slots = around.sums, around.transfers, around.whole.slots
    sentence, weapon, word, key = used.use.sentence, used.use.item.key, used.use.token.i, user.key
    return {
        "uses here": sums.others(used, "sentence", sentence),
        "uses here by user": sums.others(used, "sentence", sentence, key),
        "uses by user": sums.others(used, "user", key),
        "uses of weapon": sums.others(used, "weapon", weapon),
        "uses of weapon by user": sums.others(used, "weapon", weapon, key),
        **sums.rivals(used, "sentence", "sentence", sentence),
        **sums.rivals(used, "word", "word", word),
        "transfer of weapon here": deals.all("weapon here", sentence, weapon),
        "transfer by word": deals.all("word", word),
        "user got weapon": deals.all(RECIPIENT, key, weapon),
        "user gave weapon": deals.all(SUPPLIER, key, weapon),
        "user receives": deals.all(RECIPIENT, key),
        "user supplies": deals.all(SUPPLIER, key),
        "user in place of recipient": float(slots[RECIPIENT][key]),
        "user in place of supplier": float(slots[SUPPLIER][key]),
    }


def looked_at_again(around: Around, found: Sequence[Used], model: Trees) -> list[Used]:
    """The uses with the user that is most likely right, and how likely it is."""
    looks = [[features(used, rank, around) for rank in range(len(used.users))] for used in found]
    chosen = zip(found, likeliest(looks, model), strict=True)
    return [replace(u, user=u.users[rank], confidence=confidence) for u, (rank, confidence) in chosen]
