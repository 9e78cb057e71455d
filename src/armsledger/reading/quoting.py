"""Content around a cue: quotes taken in whole, words said before and after, passages that go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from armsledger.model import Span
from armsledger.reading.attribution import Attribution
from armsledger.reading.document import Document

_LEADS = re.compile(r"\s*[,:]\s*")
_LEAST = 3
"""Fewest characters of a piece of content."""


def beside(document: Document, word: Token, without: list[Span], quoted: list[Span]) -> tuple[Span, ...]:
    """What stands before and after a cue in its sentence: the quoted parts, else all before it."""
    sentence = Span(word.sent.start_char, word.sent.end_char).trimmed(document.text)
    hull = without[0].hull(without[1])
    here = [p for p in quoted if p.overlaps(sentence) and not p.overlaps(hull)]
    if any(_whole_words(document.text, p, sentence) for p in here):
        return tuple(here)
    if not _set_off(document.text, hull):
        return ()
    if word.dep_ == "parataxis":
        return (sentence,)
    before = Span(sentence.start, hull.start)
    return (before,) if word.sent.root.i == word.i and len(before.of(document.text)) > 12 else ()


def adjoining(document: Document, without: list[Span], quoted: list[Span]) -> tuple[Span, ...]:
    """The passages that end right before a cue with its source, or begin right after them."""
    hull, text = without[0].hull(without[1]), document.text
    touching = [
        p
        for p in quoted
        if (p.end <= hull.start and text[p.end : hull.start].strip(" ,") == "")
        or (hull.end <= p.start and _LEADS.fullmatch(text, hull.end, p.start))
    ]
    return tuple(p for p in touching if len(p.of(text).split()) > 2)


def announced(document: Document, cue: Span) -> tuple[Span, ...]:
    """The paragraph after a cue with a colon that closes its own paragraph."""
    mine = document.paragraph_at(cue.start)
    place = document.paragraphs.index(mine) + 1
    ends = document.text[cue.end : mine.span.end].strip() == ":" and place < len(document.paragraphs)
    return (document.paragraphs[place].span,) if ends else ()


def _whole_words(text: str, passage: Span, sentence: Span) -> bool:
    """Whether a passage quotes a sentence, not a word or two within one."""
    inside = passage.of(text).strip("“”„«»\"'")
    return len(inside.split()) > 2 and (passage.start <= sentence.start or inside[:1].isupper())


def _set_off(text: str, hull: Span) -> bool:
    """Whether a comma or a quotation mark stands before the cue and its source."""
    return text[: hull.start].rstrip()[-1:] in (",", "”", '"', "—", "-")


def widened(content: Span, without: list[Span], quoted: list[Span]) -> Iterator[Span]:
    """A span together with the passages it touches, unless the cue itself stands in them."""
    for passage in quoted:
        if passage.overlaps(content) and not any(passage.overlaps(w) for w in without):
            content = content.hull(passage)
    yield content


def trimmed(text: str, content: Span, without: list[Span]) -> Iterator[Span]:
    """The pieces of a span outside some others, without white space and stops at their ends."""
    pieces = [content]
    for cut in without:
        pieces = [p for piece in pieces for p in _minus(piece, cut)]
    for piece in pieces:
        start, end = piece.start, piece.end
        while start < end and text[start] in " \n\t,;:—–-":
            start += 1
        while end > start and text[end - 1] in " \n\t,;:.—–":
            end -= 1
        if end - start >= _LEAST:
            yield Span(start, end)


def _minus(piece: Span, cut: Span) -> list[Span]:
    if not piece.overlaps(cut):
        return [piece]
    left = [Span(piece.start, cut.start)] if piece.start < cut.start else []
    return left + ([Span(cut.end, piece.end)] if cut.end < piece.end else [])


def continued(document: Document, found: list[Attribution], quoted: list[Span]) -> list[Attribution]:
    """The attributions, each with the passages that nobody else claims and that follow its own."""
    owned = [s for a in found for s in (*a.content, a.source, a.cue)]
    extra: dict[int, list[Span]] = {}
    for passage in quoted:
        if any(passage.overlaps(s) for s in owned) or not _sentence_like(document.text, passage):
            continue
        before = [
            n for n, a in enumerate(found) if a.cue.end <= passage.start and _near(document, a.cue.start, passage.start)
        ]
        if before:
            quoting = [n for n in before if any(p.overlaps(c) for c in found[n].content for p in quoted)]
            extra.setdefault((quoting or before)[-1], []).append(passage)
    return [replace(a, content=(*a.content, *extra.get(n, ()))) for n, a in enumerate(found)]


def _sentence_like(text: str, passage: Span) -> bool:
    """Whether a passage stands by itself: a capital after the mark, a stop before its end."""
    words = passage.of(text)
    return len(words) > 15 and words[1:2].isupper() and words.rstrip('"”»')[-1:] in ".,!?…"


def _near(document: Document, cue: int, passage: int) -> bool:
    """Whether cue and passage stand in one paragraph, or the passage opens the next one."""
    mine, its = document.paragraph_at(cue), document.paragraph_at(passage)
    if mine is its:
        return True
    return document.paragraphs.index(its) == document.paragraphs.index(mine) + 1 and its.span.start == passage
