"""Weapons in use: who used what against whom, where. Strikes, launches, shoot-downs, deployments in combat."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from armsledger.catalog import Catalog
from armsledger.model import Certainty, Evidence, Phrase, Span, Stage, UseClaim
from armsledger.reading.candidates import Scene, governing_verb
from armsledger.reading.counting import date_of
from armsledger.reading.decision import Filler, Weight
from armsledger.reading.document import token_span
from armsledger.reading.judge import Judge
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import Outline
from armsledger.reading.paths import preposition
from armsledger.reading.possible_uses import (
    Use,
    frames,
    is_plain_user,
    named_parties,
    possible_uses,
    use_features,
    user_rows,
)
from armsledger.reading.transfers import Layers, item_of, party
from armsledger.reading.triggers import Cue, Trigger

PROPOSED = 0.1
"""Least probability at which a weapon that may be used is looked at more closely."""


USERS = 3
"""How many of its likeliest users are looked at a second time."""


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


def proposals(judge: Judge, whole: Outline) -> list[Used]:
    """Weapons that may be told to be used, by whom."""
    named, out = named_parties(judge.scene), []
    for use in possible_uses(judge.scene):
        weight = judge.use(use, use_features(judge.scene, use))
        if weight.both >= PROPOSED and named:
            chances = judge.user_weights(use, "user", named, user_rows(judge.scene, use, whole, "user", named))
            plain = [key for key, mentions in named.items() if is_plain_user(judge.scene, use, mentions)]
            keys = heapq.nlargest(USERS, plain or named, key=lambda key: chances[key].both)
            users = tuple(User(key, _mention(judge.scene, use, named[key]), chances[key]) for key in keys)
            out.append(Used(use, weight, users, chances[""].both, users[0]))
    return out


def claims(layers: Layers, judge: Judge, whole: Outline, found: Iterable[Used], catalog: Catalog) -> Iterator[UseClaim]:
    """Use claims of a document, the surest one for each weapon and user in a sentence."""
    named = named_parties(layers.scene)
    best: dict[tuple[int, str, str], Used] = {}
    for used in found:
        place = used.use.sentence, used.use.item.key, used.user.key
        if place not in best or best[place].confidence < used.confidence:
            best[place] = used
    for used in best.values():
        yield _claim(layers, used, _against(judge, whole, used.use, named), catalog)


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
    return Filler(mention.key, mention) if mention else None


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
