"""Who could have a role in a candidate, and how likely: every party that the report names, with its features.

In 40 % of the claims of real reports a party is not named in the sentence itself; the outline of the whole document
then decides, above all for the recipient.
"""

from __future__ import annotations

from armsledger.reading.candidates import Candidate, Scene
from armsledger.reading.features import none_features, options, role_features
from armsledger.reading.linear import Linear, shares
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import Outline, outline_features
from armsledger.reading.paths import path
from armsledger.reading.roles import RECIPIENT, SUPPLIER, outer_role, slot_role

ROLES = (SUPPLIER, RECIPIENT)
Rows = dict[str, list[str]]


def rows(scene: Scene, candidate: Candidate, whole: Outline, role: str) -> Rows:
    """Features of every party that could have the role, and of nobody ("")."""
    named = options(scene, candidate)
    found = {key: role_features(scene, candidate, whole, role, key, mentions) for key, mentions in named.items()}
    if role == RECIPIENT:  # a report mostly has one recipient but several suppliers
        filled = {p.key for p in scene.parties[candidate.sentence] if role in _slots(candidate, p)}
        for key in named:
            contest = "contested" if filled - {key} else "own" if key in filled else "open"
            found[key] += [f"{name}:{contest}" for name in outline_features(whole, role, key)]
    for key in found:
        if is_plain(scene, candidate, role, key):
            found[key].append(f"{role}|slot:plain")
        elif is_explicit(scene, candidate, role, key):
            found[key].append(f"{role}|slot:explicit")
    return found | {"": none_features(scene, candidate, role)}


def is_explicit(scene: Scene, candidate: Candidate, role: str, key: str) -> bool:
    """Whether the grammar of the candidate's sentence itself puts the party, named by a noun, into the role."""
    here = [p for p in scene.parties[candidate.sentence] if p.key == key and p.kind != "pronoun"]
    return any(role in _slots(candidate, party) for party in here)


def is_plain(scene: Scene, candidate: Candidate, role: str, key: str) -> bool:
    """Whether a verb with the weapon as its object says outright that the party has the role: "Jordan gave Kenya eight Cobras".

    The subject must be the verb's own: in "Germany let Norway give eight" Norway gives.
    """
    trigger, item = candidate.trigger, candidate.item
    verb, thing = trigger.token, item.head
    if verb.pos_ != "VERB" or thing.head.i != verb.i or thing.dep_ not in ("dobj", "nsubjpass"):
        return False
    here = [p for p in scene.parties[candidate.sentence] if p.key == key and p.kind != "pronoun"]
    own = [p for p in here if not (path(verb, p.head) or "").startswith("<")]
    return any(slot_role(trigger, item, party) == role for party in own)


def _slots(candidate: Candidate, party: Mention) -> tuple[str | None, str | None]:
    """The roles of a party by its own and its outer slot."""
    trigger, item = candidate.trigger, candidate.item
    return slot_role(trigger, item, party), outer_role(trigger, item, party)


PLAIN = 12.0
"""Added to the score of a party that a verb puts into the role outright: no knowledge of who mostly trades outweighs it."""
DESIGNER = {SUPPLIER: 8.0, RECIPIENT: -6.0}
"""Added to the score of a state whose own weapon it is: who designed it mostly sells it, and hardly ever receives it."""
TRADE = 4.0
"""How much counts that two parties are known to trade."""
HELD = {RECIPIENT: 3.0, "user": 3.0}
"""How much counts that a party is known to have a weapon. All these were chosen on reports that no model had seen."""
EXPLICIT = 4.0
"""Added to the score of a party that the grammar of the sentence itself puts into the role: it outweighs the document."""


def linear_shares(model: Linear, options_: Rows) -> dict[str, float]:
    """Probability of each option (softmax)."""
    return shares({key: model.score(features) + _said_outright(features[-1]) for key, features in options_.items()})


def _said_outright(last: str) -> float:
    """What the last feature of a party, how grammar puts it into the role, counts beside its weight."""
    return PLAIN * last.endswith("slot:plain") + EXPLICIT * last.endswith("slot:explicit")
