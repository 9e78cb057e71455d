"""Everything that somebody says, thinks, wants or knows in a report, not only about arms.

Broader than `attribution`: verbs of attitude, adjectives and nouns with a complement, dialogue, and quotes that
run over sentences. Cues carry their auxiliaries, adverbs and prepositions; a source its title and apposition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from armsledger.model import Act, Span
from armsledger.reading.attribution import Attribution, attributions
from armsledger.reading.complements import Complement, complements, takes_of
from armsledger.reading.dialogue import dialogue
from armsledger.reading.document import Document, token_span
from armsledger.reading.holders import cue_span, holder_of, holder_of_noun, holder_phrase
from armsledger.reading.passages import around, passages
from armsledger.reading.quoting import adjoining, announced, beside, continued, trimmed, widened

_PREPOSITIONAL = frozenset({"according", "per", "in"})


def everything_said(document: Document) -> list[Attribution]:
    """All attributions of a document in the broad sense, in order of their cues."""
    quoted = passages(document)
    found = [a for token in document.doc for a in _at(document, token, quoted) if around(quoted, a.cue.start) is None]
    found += [_whole(document, a, quoted) for a in attributions(document) if a.verb.lower_ in _PREPOSITIONAL]
    spoken = {a.verb.sent.start for a in found if a.content}
    found += [a for token in document.doc for a in _polled(document, token) if token.sent.start not in spoken]
    lines = dialogue(document)
    told = sorted((a for a in [*found, *lines] if a.content), key=lambda a: a.cue)
    return continued(document, [a for a in told if a in lines or not _within(a, told)], quoted)


def _polled(document: Document, word: Token) -> Iterator[Attribution]:
    """What a sentence without another cue finds "in a poll"."""
    source = next((c for c in word.children if c.dep_ == "pobj"), None)
    if word.lower_ == "in" and source is not None and "within" in takes_of(source):
        sentence, without = word.sent, [token_span([word]), holder_phrase(source)]
        content = trimmed(document.text, Span(sentence.start_char, sentence.end_char), without)
        yield Attribution(without[1], source, without[0], word, tuple(content), Act.SAY)


def _within(attribution: Attribution, told: list[Attribution]) -> bool:
    """Whether it stands in what somebody else says: then it is that speaker's content."""
    return any(c.contains(attribution.cue) for other in told if other is not attribution for c in other.content)


def _at(document: Document, word: Token, quoted: list[Span]) -> Iterator[Attribution]:
    """The attribution whose cue a word heads."""
    takes = takes_of(word)
    holder = holder_of(word) if word.pos_ in ("VERB", "ADJ") else holder_of_noun(word) if word.pos_ == "NOUN" else None
    if holder is None:
        return
    found = complements(word, takes)
    cue = cue_span(word, found[0].lead if found else None)
    content = _content(document, word, found, [cue, holder_phrase(holder)], quoted)
    if content:
        yield _whole(document, Attribution(holder_phrase(holder), holder, cue, word, content, Act.SAY), quoted)


def _content(
    document: Document, word: Token, found: list[Complement], without: list[Span], quoted: list[Span]
) -> tuple[Span, ...]:
    """The complements, or the words that the cue stands beside or amidst."""
    amid = word.pos_ == "VERB" and (not found or all(c.span.start < word.idx for c in found))
    around_it = beside(document, word, without, quoted) if amid and "speech" in takes_of(word) else ()
    told = around_it or tuple(c.span for c in found)
    if told or word.pos_ != "VERB":
        return told
    return adjoining(document, without, quoted) or announced(document, without[0])


def _whole(document: Document, attribution: Attribution, quoted: list[Span]) -> Attribution:
    """An attribution whose content takes in its quotation marks and leaves out source, cue and the final stop."""
    without = [attribution.cue, attribution.source]
    pieces = [w for c in attribution.content for w in widened(c, without, quoted)]
    kept = [t for p in pieces for t in trimmed(document.text, p, without)]
    return replace(attribution, content=tuple(sorted(set(kept))))
