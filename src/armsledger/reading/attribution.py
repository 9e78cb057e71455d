"""Who says what: speech cues with their source, addressee and content, for everything said in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from armsledger.catalog.cues import cue_rows, words
from armsledger.model import Act, Span
from armsledger.reading.document import Document, token_span

QUOTE = re.compile('["“”„«»]')
_NOMINAL_TAIL = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp", "punct"})


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """A speech word: the act it performs, and what its direct object is."""

    act: Act
    object: str
    """content · addressee · cited."""


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """One act of saying."""

    source: Span
    head: Token
    """Head word of the source."""
    cue: Span
    verb: Token
    content: tuple[Span, ...]
    act: Act
    addressee: Token | None = None
    negated: bool = False


@lru_cache(maxsize=1)
def speech_cues() -> dict[tuple[str, str], SpeechCue]:
    """Speech cues by lemma and word class."""
    return {(r["lemma"], r["pos"]): SpeechCue(Act(r["act"]), r["object"]) for r in cue_rows("speech")}


def attributions(document: Document) -> list[Attribution]:
    """All attributions of a document, in order of their cues; of some ("the army confirms") the content stands elsewhere."""
    return sorted((a for token in document.doc for a in _at(document, token)), key=lambda a: a.cue)


def _at(document: Document, token: Token) -> Iterator[Attribution]:
    if token.lower_ == "according" and (to := _child(token, "prep", "to") or _next_to(token)):
        yield from _with_source(document, token, _child(to, "pobj"), Act.SAY, Span(token.idx, to.idx + len(to.text)))
    elif token.lower_ == "per" and token.pos_ == "ADP":
        yield from _with_source(document, token, _child(token, "pobj"), Act.SAY, token_span([token]))
    elif (
        token.lower_ == "in"
        and (view := _child(token, "pobj"))
        and view.lower_ in ("words", "view", "opinion")
        and (who := _child(view, "poss"))
    ):
        yield from _with_source(document, token, who, Act.SAY, Span(token.idx, view.idx + len(view.text)))
    elif cue := speech_cues().get((token.lemma_.lower(), {"VERB": "verb"}.get(token.pos_, ""))):
        yield from _spoken(document, token, _in_construction(token, cue))
    elif token.lemma_.lower() in LIGHT_VERBS and (act := _light_act(token)):
        yield from _spoken(document, token, SpeechCue(act, "addressee" if _child(token, "prep", "on") else "content"))


LIGHT_VERBS = frozenset(
    {"issue", "express", "voice", "lodge", "raise", "put", "file", "level", "repeat", "send", "make"}
)


def _light_act(verb: Token) -> Act | None:
    """The act of a light verb with a noun of speech: voiced concern, lodged a protest, put somebody on notice."""
    table = words("light_verbs", "noun", "act")
    on = _child(verb, "prep", "on")
    nouns = [c for c in (_child(verb, "dobj"), _child(on, "pobj") if on is not None else None) if c is not None]
    acts = [table[n.lemma_.lower()] for n in nouns if n.lemma_.lower() in table]
    return Act(acts[0]) if acts else None


_JUDGING = frozenset({"call", "describe", "dismiss", "brand", "label"})


@lru_cache(maxsize=1)
def _verdicts() -> dict[str, str]:
    """The act of calling something by a word: a fabrication, a milestone."""
    return words("verdicts", "word", "act")


_THREAT = re.compile(
    r"\b(?:could|would|will|may|might)\s+(?:\w+\s+){0,2}"
    r"(?:sever|cut|retaliate|respond|impose|sanction|withdraw|reconsider|break|expel|punish|face)\w*",
    re.IGNORECASE,
)


def _in_construction(verb: Token, cue: SpeechCue) -> SpeechCue:
    """The act a speech verb performs with its complement: to call something a lie, to say one could sever ties."""
    lemma = verb.lemma_.lower()
    if lemma in _JUDGING and not any(c.lower_ in ("for", "on", "upon") for c in verb.children):
        verdicts = (_verdicts().get(t.lower_) for t in verb.subtree if t.i > verb.i)
        return SpeechCue(next((Act(v) for v in verdicts if v), Act.CONDEMN if lemma == "call" else cue.act), "content")
    if lemma == "ask" and any(c.dep_ == "advcl" or c.lower_ == "about" for c in verb.children):
        return SpeechCue(Act.SAY, "content")
    if cue.act in (Act.SAY, Act.WARN) and any(
        c.dep_ == "ccomp" and _THREAT.search(_own_clause(c)) for c in verb.children
    ):
        return SpeechCue(Act.THREATEN, cue.object)
    return cue


def _own_clause(verb: Token) -> str:
    """The subject pronoun's own doing: "it could sever ties", not what others could do."""
    subject = _child(verb, "nsubj")
    return token_span(verb.subtree).of(verb.doc.text) if subject is not None and subject.pos_ == "PRON" else ""


def _next_to(token: Token) -> Token | None:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following if following is not None and following.lower_ == "to" else None


def _child(token: Token, dep: str, lower: str | None = None) -> Token | None:
    return next((c for c in token.children if c.dep_ == dep and lower in (None, c.lower_)), None)


def _with_source(document: Document, verb: Token, head: Token | None, act: Act, cue: Span) -> Iterator[Attribution]:
    if head is None:
        return
    source = source_span(head)
    content = rest_of_sentence(document, verb, [cue, source])
    yield Attribution(source, head, cue, verb, content, act)


def _spoken(document: Document, verb: Token, cue: SpeechCue) -> Iterator[Attribution]:
    subject = subject_of(verb)
    objects = [
        c
        for c in verb.children
        if c.dep_ in ("dobj", "dative", "iobj") or (c.dep_ == "nsubj" and subject is not None and c.i != subject.i)
    ]
    if cue.object == "cited":
        quoted = (
            verb.head if verb.tag_ == "VBN" and verb.dep_ == "acl" else None
        )  # "an agent quoted by the weekly Agora"
        cited = quoted or _child(verb, "dobj") or (subject if _child(verb, "auxpass") else None)
        if cited is not None:
            yield from _with_source(document, verb, cited, Act.SAY, _cue_span(verb))
        return
    agent = _child(verb, "agent")
    if _child(verb, "auxpass") is not None or (verb.tag_ == "VBN" and agent is not None):
        subject = _child(agent, "pobj") if agent is not None else None
    if subject is None or not can_speak(subject):
        return
    addressee = next((c for c in objects if cue.object == "addressee" or verb.lemma_ == "tell"), None)
    content = content_of(document, verb, subject, cue, addressee)
    negated = any(c.dep_ == "neg" for c in verb.children)
    yield Attribution(source_span(subject), subject, _cue_span(verb), verb, content, cue.act, addressee, negated)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or through coordination, participle and open complement."""
    seen = 0
    while seen < 4:
        own = [c for c in verb.children if c.dep_ == "nsubj" or (c.dep_ == "nsubjpass" and seen == 0)]
        if own:
            chosen = own[0]
            if chosen.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                return verb.head
            return chosen
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            verb, seen = verb.head, seen + 1
            continue
        if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG":
            return verb.head
        return None
    return None


@lru_cache(maxsize=1)
def _speaker_nouns() -> dict[str, str]:
    return words("anonymous", "lemma", "kind") | words("parties", "lemma", "kind")


def can_speak(token: Token) -> bool:
    """Whether a noun can be a source: a name, a person's or body's noun, or a pronoun for one."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "they", "who", "we", "i", "it", "some", "others", "many", "both", "one")
    return token.lemma_.lower() in _speaker_nouns() or token.text[0].isupper()


def source_span(head: Token) -> Span:
    """The noun phrase of a source with its coordinates, without clauses that hang on it."""
    kept = [t for t in head.subtree if not _in_tail(t, head)]
    run = _contiguous(kept, head)
    return token_span(run)


def _in_tail(token: Token, head: Token) -> bool:
    while token.i != head.i:
        if token.dep_ in _NOMINAL_TAIL and token.head.i == head.i:
            return True
        if token.dep_ in ("relcl", "acl", "advcl", "parataxis"):
            return True
        token = token.head
    return False


def _contiguous(tokens: list[Token], head: Token) -> list[Token]:
    """The unbroken run of tokens around the head (an inner comma is no break)."""
    kept = {t.i for t in tokens}
    low = high = head.i
    while low - 1 in kept or (low - 2 in kept and head.doc[low - 1].is_punct):
        low -= 1
    while high + 1 in kept or (high + 2 in kept and head.doc[high + 1].text == ","):
        high += 1
    return list(head.doc[low : high + 1])


def _cue_span(verb: Token) -> Span:
    parts = [verb] + [c for c in verb.children if c.dep_ in ("prt", "aux", "auxpass", "neg") and abs(c.i - verb.i) <= 2]
    return token_span(parts)


def content_of(
    document: Document, verb: Token, subject: Token, cue: SpeechCue, addressee: Token | None
) -> tuple[Span, ...]:
    """What is said: the complement clause or object, else the rest of the sentence."""
    clauses = [
        c
        for c in verb.children
        if c.dep_ in ("ccomp", "xcomp", "advcl") and (c.dep_ != "advcl" or QUOTE.search(verb.sent.text))
    ]
    objects = [c for c in verb.children if c.dep_ == "dobj" and c is not addressee]
    prepositions = [
        c
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("of", "about", "against", "over", "for", "to", "on", "as", "from")
    ]
    chosen = clauses or objects or (prepositions if cue.object == "addressee" or cue.act != Act.SAY else [])
    if not chosen:
        return rest_of_sentence(document, verb, [_cue_span(verb), source_span(subject)])
    return tuple(token_span(c.subtree) for c in chosen)


def rest_of_sentence(document: Document, inside: Token, without: list[Span]) -> tuple[Span, ...]:
    """The sentence around a token minus some spans, as one or two pieces of more than a few characters."""
    sentence = inside.sent
    edges = Span(sentence.start_char, sentence.end_char).trimmed(document.text)
    hull = without[0]
    for span in without[1:]:
        hull = hull.hull(span)
    pieces = [Span(edges.start, hull.start), Span(hull.end, edges.end)]
    return tuple(p for p in pieces if len(p.of(document.text).strip(" ,.;:\"'“”")) > 8)
