"""Weapons that may be told to be used, and what the grammar says of who used them against whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from armsledger.catalog.cues import cue_rows
from armsledger.model import Stage
from armsledger.reading.assignment import Rows
from armsledger.reading.candidates import Candidate, Scene, governing_verb
from armsledger.reading.features import claim_features, none_features, role_features
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import Outline, outline_features
from armsledger.reading.paths import path, preposition
from armsledger.reading.triggers import Cue, Trigger

COMBAT = re.compile(
    r"\b(?:against|strike|struck|attack\w*|combat|fighting|conflict|war|battle\w*|front|rebels?|separatists?|insurgen\w*|militants?|killed|destroy\w*"
    r"|bomb\w*|shell\w*|target\w*|position|villages?|raid|offensive|intercept\w*|shot|downed|hit|airspace)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A trigger of use with its weapon."""

    token: Token
    frame: str
    item: Mention
    sentence: int

    @property
    def candidate(self) -> Candidate:
        """The use as the features of candidates see it."""
        cue = Cue(
            self.token.lemma_.lower(),
            "verb" if self.token.pos_ == "VERB" else "noun",
            "use",
            Stage.DELIVERED,
            None,
            None,
        )
        return Candidate(Trigger(self.token, cue, ()), self.item, self.sentence)


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], str]:
    """Frames of use cues by lemma and word class."""
    return {(r["lemma"], r["pos"]): r["frame"] for r in cue_rows("use")}


def named_parties(scene: Scene) -> dict[str, list[Mention]]:
    """All parties of a document that may use a weapon or be its target, by key."""
    found: dict[str, list[Mention]] = {}
    for mention in (p for row in scene.parties for p in row if p.key):
        if mention.country or mention.kind in ("group", "maker", "nominal", "company"):
            found.setdefault(mention.key, []).append(mention)
    return found


def possible_uses(scene: Scene) -> Iterator[Use]:
    """Every weapon mention with the word that may tell its use: a cue whose grammar fits, else the verb over it."""
    for number, items in enumerate(scene.items):
        ruled = {id(u.item): u for u in _ruled(scene, number)}
        for item in items:
            yield ruled.get(id(item)) or Use(governing_verb(item.head), "", item, number)


def _ruled(scene: Scene, number: int) -> Iterator[Use]:
    """Weapons that a trigger of use governs, in a sentence that speaks of combat."""
    sentence = scene.document.sentences[number]
    if not COMBAT.search(sentence.text):
        return
    for token in sentence:
        frame = frames().get((token.lemma_.lower(), {"VERB": "verb", "NOUN": "noun"}.get(token.pos_, "")))
        if frame and not _particle_missing(token) and not is_hypothetical(token):
            yield from (Use(token, frame, i, number) for i in scene.items[number] if _is_weapon_of(token, frame, i))


def is_hypothetical(token: Token) -> bool:
    """Whether a use is only thinkable: could, might, would or can be used, to be used, fit for use."""
    verb = governing_verb(token)
    return any(c.dep_ == "aux" and c.lower_ in ("could", "might", "would", "can", "should") for c in verb.children)


def _particle_missing(token: Token) -> bool:
    """Shoot and bring mean a downing only with "down"."""
    return token.lemma_ in ("shoot", "bring") and not any(
        c.dep_ == "prt" and c.lower_ == "down" for c in token.children
    )


_WEAPON_WAYS = {
    "use": re.compile(
        r"^(?:>dobj|>nsubjpass|<acl|<relcl|>prep:of>pobj|>compound|>prep:with>pobj|>nsubjpass>compound)$"
    ),
    "strike": re.compile(
        r"^(?:>nsubj|>prep:with>pobj|>agent>pobj|>prep:by>pobj|>compound|<xcomp>dobj|>advcl>dobj|>prep:from>pobj|<acl|<relcl)$"
    ),
    "down": re.compile(r"^(?:>dobj|>nsubjpass|>prep:with>pobj|>nsubj|<relcl|<acl)$"),
}


def _is_weapon_of(token: Token, frame: str, item: Mention) -> bool:
    way = path(token, item.head)
    if token.lemma_ in ("fly", "operate") and not (item.entry and item.entry.category == "Aircraft"):
        return False  # munitions are flown to somebody, not flown
    return way is not None and _WEAPON_WAYS[frame].match(way) is not None


def use_features(scene: Scene, use: Use) -> list[str]:
    """Named features of a possible use."""
    combat = bool(COMBAT.search(scene.document.sentences[use.sentence].text))
    return [
        *claim_features(scene, use.candidate),
        f"use:{use.frame}",
        f"combat:{combat}",
        f"combat:{combat}:{use.frame}",
    ]


def user_rows(scene: Scene, use: Use, whole: Outline, role: str, named: Mapping[str, Sequence[Mention]]) -> Rows:
    """Features of every party that could use the weapon or be its target, and of nobody ("")."""
    found: Rows = {"": none_features(scene, use.candidate, role)}
    for key, mentions in named.items():
        slots = {name for name, test in _SLOTS.items() for m in mentions if _here(scene, use, m) and test(use, m)}
        found[key] = [
            *role_features(scene, use.candidate, whole, role, key, mentions),
            *outline_features(whole, role, key),
            *(f"{role}|{name}:{use.frame}" for name in slots),
        ]
        if role == "user" and is_plain_user(scene, use, mentions):
            found[key].append(f"{role}|slot:plain")
    return found


def _here(scene: Scene, use: Use, mention: Mention) -> bool:
    return scene.document.sentence_number(mention.head) == use.sentence


def is_plain_user(scene: Scene, use: Use, mentions: Sequence[Mention]) -> bool:
    """Whether a verb with the weapon as its object says outright that the party used it."""
    return any(_here(scene, use, m) and _plain_user(use, m) for m in mentions)


def _plain_user(use: Use, mention: Mention) -> bool:
    """Whether the party, or its forces, are the subject of a verb with the weapon as its object: "Ukrainian forces fired Stingers"."""
    item, verb = use.item.head, use.token
    if (
        frames().get((verb.lemma_.lower(), "verb")) != "use"
        or verb.pos_ != "VERB"
        or item.head.i != verb.i
        or item.dep_ != "dobj"
        or mention.kind == "pronoun"
    ):
        return False
    return bool(re.fullmatch(r">nsubj(?:>poss|>amod|>compound)?", path(verb, mention.head) or ""))


def _subject(use: Use, mention: Mention) -> bool:
    way = path(use.token, mention.head) or ""
    if preposition(mention.head) == "by" and way:
        return True
    return (
        bool(re.fullmatch(r"(?:<xcomp|<advcl|<relcl|<acl)*>nsubj(?:>poss|>amod|>compound)*", way))
        and mention.head.i != use.item.head.i
    )


def _owner(use: Use, mention: Mention) -> bool:
    way = path(use.token, mention.head) or ""
    return (
        use.token.pos_ == "NOUN"
        and bool(re.fullmatch(r">(?:poss|prep:by>pobj|prep:from>pobj|prep:of>pobj)(?:>amod|>poss|>compound)*", way))
        and mention.head.i != use.item.head.i
    )


def _weapon_owner(use: Use, mention: Mention) -> bool:
    way = path(use.item.head, mention.head) or ""
    return bool(re.fullmatch(r">(?:poss|prep:of>pobj|acl>agent>pobj|acl>prep:by>pobj)(?:>amod|>poss|>compound)*", way))


def _in_object(use: Use, mention: Mention) -> bool:
    way = path(use.token, mention.head) or ""
    return mention.head.i != use.item.head.i and bool(
        re.match(r"(?:>xcomp|>advcl)?>dobj>", way) or (use.frame == "strike" and way in (">dobj", ">prep:on>pobj"))
    )


def _marked_against(use: Use, mention: Mention) -> bool:
    """Whether "against" or "at" marks the party."""
    return preposition(mention.head) in ("against", "at") and path(use.token, mention.head) is not None


_SLOTS = {
    "subject": _subject,
    "owner": _owner,
    "weapon_owner": _weapon_owner,
    "object": _in_object,
    "against": _marked_against,
}
"""What the grammar says of a party and a use."""
