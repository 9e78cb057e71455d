"""Everything that could be a transfer claim: a trigger with a weapon, and the parties that could fill its roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from armsledger.catalog import EntryKind
from armsledger.model import Stage
from armsledger.reading.document import Document, Paragraph
from armsledger.reading.mentions import Mention, Mentions
from armsledger.reading.triggers import Cue, Trigger, governors, operators, triggers


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A trigger and a weapon that may belong together."""

    trigger: Trigger
    item: Mention
    sentence: int
    """Index of the sentence that the candidate's words stand in."""
    carried: str = ""
    """What comes from an earlier sentence: item · trigger · nothing."""


@dataclass(slots=True)
class Scene:
    """A document with all that candidates are made from, indexed by sentence."""

    document: Document
    mentions: Mentions
    triggers: list[list[Trigger]] = field(default_factory=list)
    items: list[list[Mention]] = field(default_factory=list)
    parties: list[list[Mention]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    named_items: list[Mention] = field(default_factory=list)
    """Weapons that the catalog knows, in text order."""
    main_item: Mention | None = None
    """The first mention of the weapon that the report names most often."""
    item_counts: Counter[str] = field(default_factory=Counter)
    """How often each weapon that the catalog knows is named, by key."""
    countries: int = 0
    """How many states are named, or parties of theirs."""

    @classmethod
    def of(cls, document: Document, mentions: Mentions) -> Scene:
        """The scene of a document whose mentions are resolved."""
        sentences = document.sentences
        scene = cls(document, mentions)
        scene.triggers = [triggers(s) for s in sentences]
        scene.items = _by_sentence(document, mentions.items)
        scene.parties = _by_sentence(document, mentions.parties)
        scene.named_items = [i for row in scene.items for i in row if i.entry is not None]
        scene.item_counts = counts = Counter(i.key for i in scene.named_items)
        scene.main_item = max(scene.named_items, key=lambda i: counts[i.key], default=None)
        scene.countries = len({p.key for p in mentions.parties if p.country})
        scene.paragraphs = [document.paragraph_at(next(t.idx for t in s if not t.is_space)) for s in sentences]
        return scene


def _by_sentence(document: Document, found: list[Mention]) -> list[list[Mention]]:
    rows: list[list[Mention]] = [[] for _ in document.sentences]
    places = {t.i: n for n, s in enumerate(document.sentences) for t in s}
    for mention in found:
        if mention.head.i in places:
            rows[places[mention.head.i]].append(mention)
    return rows


def candidates(scene: Scene) -> Iterator[Candidate]:
    """All candidates of a document, in text order."""
    before: list[Mention] = []
    intro: list[Trigger] = []
    main = scene.main_item
    for number, cued in enumerate(scene.triggers):
        items, paragraph = scene.items[number], scene.paragraphs[number]
        for item in items:
            yield from (Candidate(t, item, number) for t in cued if _apart(t, item))
            yield from (Candidate(t, item, number) for t in _uncued(item, cued))
            if not cued and paragraph.kind in ("bullet", "fragment"):
                yield from (Candidate(t, item, number, "trigger") for t in intro[-2:])
        carried = _carried(before, main) if paragraph.kind != "fragment" else []
        if any(i.entry and i.entry.kind == EntryKind.SYSTEM for i in items):
            framing = [t for t in cued if _takes_up(t)]
        else:
            framing = cued or [_main_verb(scene.document.sentences[number])] * (
                not items and bool(scene.parties[number])
            )
        here = {i.key for i in items}
        yield from (Candidate(t, item, number, "item") for t in framing for item in carried if item.key not in here)
        intro = cued if cued and paragraph.kind != "bullet" else intro
        before += [i for i in items if i.entry is not None]


def _carried(before: list[Mention], main: Mention | None) -> list[Mention]:
    """Weapons that a sentence without one may be about: the last one, the last system named, and the report's main one."""
    found: dict[str, Mention] = {}
    named = [i for i in before if i.entry and i.entry.kind == EntryKind.SYSTEM]
    for item in (*before[-1:], *named[-1:], *([main] if main and before and main.first <= before[-1].first else [])):
        found.setdefault(item.key, item)
    return list(found.values())


def _takes_up(trigger: Trigger) -> bool:
    """Whether a noun takes up a deal told before: the contract, this order, its delivery."""
    return trigger.cue.word_class == "noun" and any(
        c.lower_ in _TAKING_UP or c.dep_ == "poss" for c in trigger.token.children
    )


_TAKING_UP = frozenset({"the", "this", "that", "these", "those", "such", "both"})


def _uncued(item: Mention, cued: list[Trigger]) -> Iterator[Trigger]:
    """The verb that governs a weapon, where it is no transfer cue by itself ("three should be here by May")."""
    verb = governing_verb(item.head)
    if (verb.pos_ in ("VERB", "AUX") or not cued) and verb.i not in (t.token.i for t in cued):
        yield _uncued_trigger(verb)


def _main_verb(sentence: Tokens) -> Trigger:
    """The main word of a sentence that has neither cue nor weapon ("Congress put it on hold in January")."""
    return _uncued_trigger(sentence.root)


def _uncued_trigger(token: Token) -> Trigger:
    above = tuple(t for t in governors(token) if t.lemma_.lower() in operators())
    return Trigger(token, Cue(token.lemma_.lower(), "verb", "other", Stage.DELIVERED, None, None), above)


def governing_verb(token: Token) -> Token:
    """The nearest verb at or above a token, else the root."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _apart(trigger: Trigger, item: Mention) -> bool:
    """A word of the weapon's own name is no trigger for it, nor "Turkish-made" for another noun than it qualifies."""
    if trigger.cue.word_class == "adj" and trigger.token.i not in {t.i for t in item.head.subtree}:
        return item.head.dep_ in ("appos", "compound", "conj") and trigger.token.head.i == item.head.head.i
    return not item.span.start <= trigger.token.idx < item.span.end
