"""Weapons in use: who used what against whom, where. Strikes, launches, shoot-downs, deployments in combat."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from armsledger.catalog import Catalog
from armsledger.catalog.cues import cue_rows
from armsledger.model import Certainty, Evidence, Phrase, Span, Stage, UseClaim
from armsledger.reading.assignment import Rows
from armsledger.reading.candidates import Candidate, Scene, governing_verb
from armsledger.reading.counting import date_of
from armsledger.reading.decision import Filler, Weight
from armsledger.reading.document import token_span
from armsledger.reading.features import claim_features, none_features, role_features
from armsledger.reading.judge import Judge
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import Outline, outline, outline_features
from armsledger.reading.paths import path, preposition
from armsledger.reading.transfers import Layers, item_of, party
from armsledger.reading.triggers import Cue, Trigger

PROPOSED = 0.1
"""Least probability at which a weapon that may be used is looked at more closely."""
USERS = 3
"""How many of its likeliest users are looked at a second time."""
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


@dataclass(frozen=True, slots=True, eq=False)
class User:
    """A party that may have used the weapon."""

    key: str
    mention: Mention
    weight: Weight


@dataclass(frozen=True, slots=True, eq=False)
class Used:
    """A weapon that may be told to be used, with those who may have."""

    use: Use
    weight: Weight
    """What the models give it as a use at all."""
    users: tuple[User, ...]
    """The likeliest first, as far as the sentence alone tells."""
    nobody: float
    """How likely nobody is told of as its user."""
    user: User
    """The one that was chosen."""
    confidence: float = 0.0
    """That it is a use, and user and weapon are right."""


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], str]:
    """Frames of use cues by lemma and word class."""
    return {(r["lemma"], r["pos"]): r["frame"] for r in cue_rows("use")}


def proposals(judge: Judge, whole: Outline) -> list[Used]:
    """Weapons that may be told to be used, by whom."""
    named, out = named_parties(judge.scene), []
    for use in possible_uses(judge.scene):
        weight = judge.use(use, use_features(judge.scene, use))
        if weight.both >= PROPOSED and named:
            chances = judge.user_weights(use, "user", named, user_rows(judge.scene, use, whole, "user", named))
            keys = heapq.nlargest(USERS, named, key=lambda key: chances[key].both)
            users = tuple(User(key, _mention(judge.scene, use, named[key]), chances[key]) for key in keys)
            out.append(Used(use, weight, users, chances[""].both, users[0]))
    return out


def possible_uses(scene: Scene) -> Iterator[Use]:
    """Every weapon mention with the word that may tell its use: a cue whose grammar fits, else the verb over it."""
    for number, items in enumerate(scene.items):
        ruled = {id(u.item): u for u in _ruled(scene, number)}
        for item in items:
            yield ruled.get(id(item)) or Use(governing_verb(item.head), "", item, number)


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
        if role == "user" and any(_here(scene, use, m) and _plain_user(use, m) for m in mentions):
            found[key].append(f"{role}|slot:plain")
    return found


def _here(scene: Scene, use: Use, mention: Mention) -> bool:
    return scene.document.sentence_number(mention.head) == use.sentence


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


def claims(layers: Layers, judge: Judge, found: Iterable[Used], catalog: Catalog) -> Iterator[UseClaim]:
    """Use claims of a document, the surest one for each weapon and user in a sentence."""
    named, whole = named_parties(layers.scene), outline(layers.scene)
    best: dict[tuple[int, str, str], Used] = {}
    for used in found:
        place = used.use.sentence, used.use.item.key, used.user.key
        if place not in best or best[place].confidence < used.confidence:
            best[place] = used
    for used in best.values():
        yield _claim(layers, used, _against(judge, whole, used.use, named), catalog)


def named_parties(scene: Scene) -> dict[str, list[Mention]]:
    """All parties of a document that may use a weapon or be its target, by key."""
    found: dict[str, list[Mention]] = {}
    for mention in (p for row in scene.parties for p in row if p.key):
        if mention.country or mention.kind in ("group", "maker", "nominal", "company"):
            found.setdefault(mention.key, []).append(mention)
    return found


def _against(judge: Judge, whole: Outline, use: Use, named: Mapping[str, Sequence[Mention]]) -> Mention | None:
    """The likeliest party that the weapon is used against."""
    chances = judge.user_weights(use, "against", named, user_rows(judge.scene, use, whole, "against", named))
    key = max(chances, key=lambda name: chances[name].both)
    return _mention(judge.scene, use, named[key]) if key else None


def _mention(scene: Scene, use: Use, mentions: Sequence[Mention]) -> Mention:
    """A party's first mention in the sentence, else its last one before."""
    number = scene.document.sentence_number
    here = [m for m in mentions if number(m.head) == use.sentence]
    before = [m for m in mentions if number(m.head) < use.sentence]
    return here[0] if here else (before or mentions)[-1]


def _claim(layers: Layers, used: Used, against: Mention | None, catalog: Catalog) -> UseClaim:
    scene, document, use, user = layers.scene, layers.scene.document, used.use, used.user.mention
    against = against if against is None or against.key != user.key else None
    target = _target(scene, use)
    token_place = Span(use.token.idx, use.token.idx + len(use.token.text))
    evidence = token_place.hull(use.item.span)
    bounds = document.sentences[use.sentence]
    for mention in (user, against):
        if mention and bounds.start <= mention.head.i < bounds.end:
            wider = evidence.hull(mention.span)
            evidence = wider if len(wider.of(document.text).split()) <= 40 else evidence
    trigger = Trigger(use.token, _NO_TRANSFER, ())
    return UseClaim(
        id="",
        evidence=Evidence.at(evidence, document.text),
        certainty=_certainty(use.token),
        sources=layers.voices.chain(use.sentence, use.token.idx),
        date=date_of(document, trigger, use.item, layers.dates, layers.voices.speech_tokens),
        cues=(("use", token_place),),
        confidence=used.confidence,
        user=party(_filler(user), catalog),
        item=item_of(use.item),
        against=party(_filler(against), catalog),
        target=target,
        place=_place(scene, use),
    )


_NO_TRANSFER = Cue("use", "verb", "use", Stage.DELIVERED, None, None)


def _filler(mention: Mention | None) -> Filler | None:
    return Filler(mention.key, mention, None, 1.0) if mention else None


def _subject(use: Use, mention: Mention) -> bool:
    way = path(use.token, mention.head) or ""
    if preposition(mention.head) == "by" and way:
        return True
    return (
        bool(re.fullmatch(r"(?:<xcomp|<advcl|<relcl|<acl)*>nsubj(?:>poss|>amod|>compound)*", way))
        and mention.head.i != use.item.head.i
    )


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


def _target(scene: Scene, use: Use) -> Phrase | None:
    """What was struck, as the words for it."""
    goals = [use.token, *(c for c in use.token.children if c.dep_ in ("xcomp", "advcl"))]
    for verb in goals:
        for child in verb.children:
            held = (
                child.dep_ == "dobj"
                and child.i != use.item.head.i
                and frames().get((verb.lemma_.lower(), "verb")) == "strike"
            )
            noun = (
                child
                if held
                else next((g for g in child.children if g.dep_ == "pobj"), None)
                if child.dep_ == "prep" and child.lower_ in ("at", "on")
                else None
            )
            if noun is not None and noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in ("DATE", "TIME"):
                span = token_span(noun.subtree).trimmed(scene.document.text)
                return Phrase(span.of(scene.document.text), span)
    return None


def _place(scene: Scene, use: Use) -> Phrase | None:
    """A place named in the sentence after in, near, over or at."""
    bounds = scene.document.sentences[use.sentence]
    named = [m for m in scene.mentions.places if bounds.start <= m.head.i < bounds.end]
    located = [
        m
        for m in named
        if preposition(m.head) in ("in", "near", "over", "at", "on", "around", "outside", "of")
        or m.head.dep_ == "compound"
    ]
    return Phrase(located[0].name, located[0].span) if located else None


def _certainty(token: Token) -> Certainty:
    verb = governing_verb(token)
    modals = {c.lower_ for c in verb.children if c.dep_ in ("aux", "advmod", "neg")}
    if modals & {"may", "might", "could", "reportedly", "possibly", "allegedly", "probably", "apparently"}:
        return Certainty.POSSIBLE
    if any(c.dep_ == "neg" for c in verb.children):
        return Certainty.DENIED
    return Certainty.PLANNED if modals & {"will", "shall"} else Certainty.ASSERTED
