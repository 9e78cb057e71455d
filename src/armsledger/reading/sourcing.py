"""The chain of sources behind a claim: from the outlet that is quoted to the innermost speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from armsledger.catalog import fold
from armsledger.catalog.cues import words
from armsledger.model import Act, Source, SourceKind, Span
from armsledger.reading.attribution import Attribution, source_span
from armsledger.reading.candidates import Scene
from armsledger.reading.mentions import Mention

PUBLISHER = frozenset({"we", "i"})  # outside quotes, the publisher's own voice
_ISSUED_BY = frozenset({"from", "by", "of"})
_OUTLET_INTRO = re.compile(r"^As\s.{2,60}?[:,]")
_BACK_REFERENCE = re.compile(
    r"^(?:the|these|those|both)\s+(?:two\s+)?(people|officials|sources|officers|diplomats|executives|ones)$", re.I
)


@dataclass(slots=True)
class Voices:
    """All attributions of a document with their sources resolved."""

    scene: Scene
    attributions: list[Attribution]
    sources: dict[int, Source] = field(default_factory=dict)
    """By index of the source's head token."""
    carried: dict[int, tuple[Source, ...]] = field(default_factory=dict)
    """Outlets that head a whole sentence from outside it, by sentence."""

    @classmethod
    def of(cls, scene: Scene, attributions: list[Attribution]) -> Voices:
        """The voices of a document."""
        voices = cls(scene, attributions)
        for attribution in attributions:
            voices.sources[attribution.head.i] = voices._resolve(attribution)
        voices._carry()
        voices._carry_into_lists()
        return voices

    @property
    def speech_tokens(self) -> frozenset[int]:
        """Indices of the words that say that something is said."""
        return frozenset(a.verb.i for a in self.attributions)

    def source_of(self, attribution: Attribution) -> Source:
        """The resolved source of an attribution."""
        return self.sources[attribution.head.i]

    def chain(self, sentence: int, place: int) -> tuple[Source, ...]:
        """Sources of what stands at character `place` of a sentence, outermost first, without the publisher."""
        covering = [a for a in self._of_sentence(sentence) if any(s.start <= place < s.end for s in a.content)]
        whole = covering or [
            a for a in self._of_sentence(sentence) if not _nested_elsewhere(a, place) and not self._parted(a, place)
        ]
        ordered = sorted(whole, key=lambda a: (len(list(a.verb.ancestors)), a.cue))
        chain: list[Source] = list(self.carried.get(sentence, ()))
        for attribution in ordered:
            chain += [*self.told_outlet(attribution), self.source_of(attribution)]
        return self._without_publisher(chain)

    def _of_sentence(self, sentence: int) -> list[Attribution]:
        bounds = self.scene.document.sentences[sentence]
        spoken = [a for a in self.attributions if bounds.start <= a.verb.i < bounds.end and not a.negated]
        return [a for a in spoken if a.content and a.head.lower_ not in PUBLISHER and reports(a)]

    def _parted(self, attribution: Attribution, place: int) -> bool:
        """Whether a semicolon parts an attribution from a place that its content does not reach: each part speaks for itself."""
        low, high = sorted((attribution.cue.start, place))
        return ";" in self.scene.document.text[low:high]

    def told_outlet(self, attribution: Attribution) -> list[Source]:
        """An outlet that a speaker talked to heads the chain."""
        bounds, own = attribution.verb.sent, attribution.source
        for outlet in self.scene.mentions.outlets:
            here = bounds.start <= outlet.head.i < bounds.end and not own.contains(outlet.span)
            if here and (outlet.head is attribution.addressee or _talked_to(outlet.head)):
                return [_outlet_source(outlet)]
        return []

    def _without_publisher(self, chain: list[Source]) -> tuple[Source, ...]:
        publisher = fold(self.scene.document.report.publisher or "")
        kept: list[Source] = []
        for source in chain:
            if fold(source.name) != publisher and source.name not in (k.name for k in kept):
                kept.append(source)
        return tuple(kept)

    def _resolve(self, attribution: Attribution) -> Source:
        head, span = attribution.head, attribution.source
        if issuer := issuer_of(head):
            head, span = issuer, source_span(issuer)
        return resolve_source(self.scene, head, span, list(self.sources.values()))

    def _carry(self) -> None:
        """Outlets that head following sentences: "As Reuters reports, …:" and officials quoted right after an outlet's report."""
        scene = self.scene
        block: Source | None = None
        for number, sentence in enumerate(scene.document.sentences):
            outlets = [m for m in scene.mentions.outlets if sentence.start <= m.head.i < sentence.end]
            text = sentence.text.strip()
            own = self._of_sentence(number)
            named = [self.source_of(a) for a in own if self.source_of(a).kind == SourceKind.OUTLET]
            if sentence[0].lower_ in ("we", "our"):
                block = None
            anonymous = any(self.source_of(a).kind == SourceKind.ANONYMOUS for a in own)
            colon = bool(outlets) and text.endswith(":")
            if block and not named and (anonymous or self._colon):
                self.carried[number] = (block,)
            elif colon:
                self.carried[number] = (_outlet_source(outlets[-1]),)
            if colon or named or (outlets and _OUTLET_INTRO.match(text)):
                block = named[-1] if named else _outlet_source(outlets[-1])
                self._colon = colon
            elif not anonymous and not (block and self._colon):
                block = None

    _colon: bool = False

    def _carry_into_lists(self) -> None:
        """What a sentence with a colon attributes holds for the items of the list that it opens."""
        listed: tuple[Source, ...] = ()
        for number, sentence in enumerate(self.scene.document.sentences):
            inside = self.scene.paragraphs[number].kind in ("bullet", "fragment") or sentence.text.rstrip().endswith(
                ";"
            )
            if listed and inside and number not in self.carried and not self._of_sentence(number):
                self.carried[number] = listed
            elif sentence.text.rstrip().endswith(":"):
                listed = self.chain(number, sentence.start_char)
            elif not inside:
                listed = ()


_TALK = frozenset({"tell", "speak", "talk", "say", "deny", "confirm", "interview", "write", "disclose", "reveal"})
_GET = frozenset({"obtain", "see", "review", "get", "receive", "carry", "publish", "release", "quote", "cite"})


def _talked_to(outlet: Token) -> bool:
    """Whether an outlet is one that somebody talked to or that carries the words: told the daily X, obtained by X."""
    noun = outlet
    while noun.dep_ in ("appos", "compound", "nmod") and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "pobj":
        word, verb = verb.lower_, verb.head
        interview = verb.lemma_ == "interview" and word in ("with", "to", "by")
        return interview or (word in ("to", "with") and verb.lemma_ in _TALK) or (word == "by" and verb.lemma_ in _GET)
    if noun.dep_ in ("dobj", "dative"):
        return verb.lemma_ == "tell"
    return noun.dep_ == "nsubj" and verb.lemma_ in ("obtain", "see", "review")


def reports(attribution: Attribution) -> bool:
    """Whether the act vouches for its content: who asks, promises, announces or does a thing does not report it."""
    verb = attribution.verb
    if attribution.act in (Act.DEMAND, Act.PRAISE, Act.THREATEN) or verb.lemma_ == "notify":
        return False
    clausal = any(c.dep_ == "ccomp" for c in verb.children)
    named = any(c.dep_ in ("dobj", "intj", "oprd") for c in verb.children)
    if verb.lemma_ in ("add", "announce", "say") and named and not clausal:
        return False
    return clausal or verb.lemma_ not in ("promise", "pledge", "vow", "threaten", "refuse")


def issuer_of(head: Token) -> Token | None:
    """Whose statement, report or letter it is, where the phrase says so: a document stands for its issuer (BUNDLES)."""
    if _noun_kinds().get(head.lemma_.lower()) != "document":
        return None
    for child in head.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in _ISSUED_BY:
            named = next((g for g in child.children if g.dep_ == "pobj"), None)
            if named is not None and (named.pos_ == "PROPN" or named.lemma_.lower() in _noun_kinds()):
                return named
    return None


def _nested_elsewhere(attribution: Attribution, place: int) -> bool:
    """Whether an attribution's clause ends before the place: a separate clause of the same sentence."""
    last = attribution.content[-1]
    own = attribution.verb.dep_ in ("advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "xcomp", "ccomp")
    return own and not last.start <= place < last.end


def _outlet_source(mention: Mention) -> Source:
    return Source(mention.name, SourceKind.OUTLET, mention.entry.country if mention.entry else None, mention.span)


@lru_cache(maxsize=1)
def _noun_kinds() -> dict[str, str]:
    return words("anonymous", "lemma", "kind")


def resolve_source(scene: Scene, head: Token, span: Span, before: list[Source]) -> Source:
    """Name, kind and state of a source's noun phrase; names get their fullest form, back references their antecedent."""
    text = scene.document.text
    words_ = span.of(text)
    outlet = next((m for m in scene.mentions.outlets if span.contains(m.span) and m.head.i == head.i), None)
    if outlet:
        return _outlet_source(outlet)
    party = next((m for m in scene.mentions.parties if m.head.i == head.i), None)
    if party and party.kind == "person":
        return Source(party.name, SourceKind.PERSON, party.country, party.span)
    if _BACK_REFERENCE.match(words_):
        anonymous = [s for s in before if s.kind == SourceKind.ANONYMOUS]
        if anonymous:
            return Source(anonymous[-1].name, SourceKind.ANONYMOUS, anonymous[-1].country, span)
    if named := _of_surname(words_, before):
        return Source(named.name, named.kind, named.country, span)
    if before and (body := _body_taken_up(head, before)):
        return Source(body.name, body.kind, body.country, span)
    if before and _takes_up(head):
        wanted = {"person": SourceKind.PERSON}.get(_noun_kinds()[head.lemma_.lower()])
        fitting = [s for s in before if wanted in (None, s.kind)]
        if fitting:
            return Source(fitting[-1].name, fitting[-1].kind, fitting[-1].country, span)
    if head.pos_ == "PRON":
        return _pronoun_source(party, before, span, words_)
    inside = [m for m in scene.mentions.parties if span.contains(m.span) and m.country]
    kind = _kind_of(head, party)
    country = party.country if party and party.country else (inside[0].country if inside else None)
    name = fullest(scene, party) if party and party.kind in ("body", "maker", "group") else words_
    return Source(name, kind, country, span)


def fullest(scene: Scene, party: Mention) -> str:
    """The longest name that the text itself gives a body, company or group."""
    text = scene.document.text
    names = [m.span.of(text) for m in scene.mentions.parties if m.entry is not None and m.entry is party.entry]
    return max(names, key=len, default=party.name)


_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sir|Gen|Col|Lt|Adm|Lord)\.? (?P<surname>[A-Z][\w'’-]+)$")


def _of_surname(words_: str, before: list[Source]) -> Source | None:
    """The person whom a title and a surname take up: Mr Conroy after Pat Conroy."""
    match = _TITLE.match(words_)
    persons = [s for s in before if match and s.name.split()[-1:] == [match["surname"]]]
    return persons[-1] if persons else None


def _body_taken_up(head: Token, before: list[Source]) -> Source | None:
    """The body that its bare noun takes up: "the panel" after "the Panel of Experts on Libya"."""
    own = [c for c in head.children if c.i < head.i]
    if len(own) != 1 or own[0].lower_ not in ("the", "that", "this") or head.pos_ not in ("NOUN", "PROPN"):
        return None
    noun = head.lemma_.lower()
    bodies = [s for s in before if s.kind != SourceKind.PERSON and noun in fold(s.name).split() and " " in s.name]
    return max(bodies, key=lambda s: len(s.name), default=None)


def _takes_up(head: Token) -> bool:
    """Whether a bare title or document takes up a source named before: "the general", "that statement"."""
    if _noun_kinds().get(head.lemma_.lower()) not in ("person", "document"):
        return False
    own = [c for c in head.children if c.i < head.i]
    return len(own) == 1 and own[0].lower_ in ("the", "that", "this", "same")


def _pronoun_source(party: Mention | None, before: list[Source], span: Span, words_: str) -> Source:
    plural = words_.casefold() in ("they", "some", "others", "both", "many")
    fitting = [s for s in before if (s.kind == SourceKind.PERSON) != plural]
    if words_.casefold() in ("he", "she", "they") and fitting:
        last = fitting[-1]
        return Source(last.name, last.kind, last.country, span)
    if party is not None:
        return Source(party.name, SourceKind.GOVERNMENT, party.country, span)
    return Source(words_, SourceKind.ANONYMOUS, None, span)


_PARTY_KINDS = {
    "state": SourceKind.GOVERNMENT,
    "body": SourceKind.GOVERNMENT,
    "nominal": SourceKind.GOVERNMENT,
    "maker": SourceKind.COMPANY,
    "company": SourceKind.COMPANY,
    "group": SourceKind.ARMED_GROUP,
}


def _kind_of(head: Token, party: Mention | None) -> SourceKind:
    noun = _noun_kinds().get(head.lemma_.lower())
    if noun:
        return SourceKind(noun)
    if party:
        return _PARTY_KINDS.get(party.kind, SourceKind.PERSON)
    return SourceKind.ORGANISATION if head.pos_ == "PROPN" else SourceKind.ANONYMOUS
