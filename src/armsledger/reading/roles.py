"""Which role a party has by its place in the parse: the table of frame × syntactic slot.

Attachment errors are common ("getting tanks from the US" hangs "from" on the tanks), so a slot counts from the trigger,
its object and its noun complements alike, and the preposition decides, not the attachment point.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from armsledger.reading.mentions import Mention
from armsledger.reading.paths import path, preposition
from armsledger.reading.triggers import Cue, Trigger, cue_of

SUPPLIER, RECIPIENT = "supplier", "recipient"

_SUBJECT = re.compile(r"^(?:<xcomp|<acl|<relcl|<advcl|<ccomp|<conj)*>nsubj(?:>poss|>amod|>compound|>nmod)*$")
_PASSIVE = re.compile(r"^(?:<xcomp)?>nsubjpass(?:>poss|>amod|>compound|>nmod)*$")
_OBJECT = re.compile(r"^>(?:dobj|dative)(?:>poss|>amod|>compound|>nmod)*$")
_OWNER = re.compile(r"^>(?:poss|amod|compound|nmod|npadvmod)(?:>amod|>compound|>poss|>npadvmod)*$")

_BY_PREPOSITION = {
    ("give", "to"): RECIPIENT,
    ("give", "for"): RECIPIENT,
    ("give", "into"): RECIPIENT,
    ("give", "from"): SUPPLIER,
    ("give", "by"): SUPPLIER,
    ("equip", "by"): SUPPLIER,
    ("get", "from"): SUPPLIER,
    ("get", "with"): SUPPLIER,
    ("get", "by"): RECIPIENT,
    ("get", "for"): RECIPIENT,
    ("rely", "on"): SUPPLIER,
    ("come", "from"): SUPPLIER,
    ("come", "to"): RECIPIENT,
    ("come", "in"): RECIPIENT,
    ("come", "into"): RECIPIENT,
    ("come", "with"): RECIPIENT,
    ("make", "for"): RECIPIENT,
    ("make", "by"): SUPPLIER,
    ("make", "in"): RECIPIENT,
    ("stop", "to"): RECIPIENT,
    ("stop", "for"): RECIPIENT,
    ("stop", "on"): RECIPIENT,
    ("stop", "against"): RECIPIENT,
    ("stop", "by"): SUPPLIER,
    ("stop", "from"): RECIPIENT,
    ("seize", "from"): SUPPLIER,
    ("seize", "for"): RECIPIENT,
    ("seize", "to"): RECIPIENT,
    ("support", "for"): RECIPIENT,
    ("support", "to"): RECIPIENT,
    ("support", "by"): SUPPLIER,
    ("support", "from"): SUPPLIER,
}
_SUBJECT_ROLE = {
    "give": SUPPLIER,
    "equip": SUPPLIER,
    "get": RECIPIENT,
    "rely": RECIPIENT,
    "make": SUPPLIER,
    "stop": SUPPLIER,
    "support": SUPPLIER,
}
_OBJECT_ROLE = {"give": RECIPIENT, "equip": RECIPIENT, "come": RECIPIENT, "support": RECIPIENT, "get": SUPPLIER}
_OWNER_ROLE = {
    "give": SUPPLIER,
    "get": RECIPIENT,
    "stop": SUPPLIER,
    "support": SUPPLIER,
    "make": SUPPLIER,
    "origin": SUPPLIER,
}


def slot_role(trigger: Trigger, item: Mention, party: Mention) -> str | None:
    """The role that the party's slot gives it for this trigger and item, if any."""
    return _own_role(trigger.token, trigger.cue, trigger.operators, item, party)


def outer_role(trigger: Trigger, item: Mention, party: Mention) -> str | None:
    """The role by the cues over the trigger and over the weapon.

    In "relies on Russia for support for the systems supplied years ago" the parties of "supplied" are those of "relies".
    """
    for token in (*trigger.absorbed, *(t for t in item.head.ancestors if t.i != trigger.token.i)):
        if (cue := cue_of(token)) and (role := _own_role(token, cue, (), item, party)) is not None:
            return role
    return None


def _own_role(token: Token, cue: Cue, operators: tuple[Token, ...], item: Mention, party: Mention) -> str | None:
    """The role by one cue; kept with the document, because features and rules ask for the same ones again and again."""
    known: dict[tuple[object, ...], str | None] = token.doc.user_data.setdefault("roles", {})
    place = (token.i, cue.frame, cue.word_class, *(t.i for t in operators), item.head.i, party.head.i)
    if place not in known:
        known[place] = _role_by(token, cue, operators, item, party)
    return known[place]


def _role_by(token: Token, cue: Cue, operators: tuple[Token, ...], item: Mention, party: Mention) -> str | None:
    way = path(token, party.head)
    if way is not None:
        if _SUBJECT.match(way):
            return _SUBJECT_ROLE.get(cue.frame)
        if _PASSIVE.match(way) and party.head.i != item.head.i:
            return RECIPIENT
        if _OBJECT.match(way) and party.head.i != item.head.i:
            return _OBJECT_ROLE.get(cue.frame)
        if cue.word_class != "verb" and _OWNER.match(way):
            return _OWNER_ROLE.get(cue.frame)
    role = _BY_PREPOSITION.get((cue.frame, preposition(party.head)))
    return role if role and any(path(a, party.head) is not None for a in (token, item.head, *operators)) else None
