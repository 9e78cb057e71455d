"""What a word of saying, thinking or wanting takes: clause, infinitive, object or a preposition's phrase."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Token

from armsledger.catalog.cues import cue_rows
from armsledger.model import Span
from armsledger.reading.document import token_span, unbroken

_SILENT = frozenset({"none"})
_CLAUSE = frozenset({"clause"})
_COMPLETING = frozenset({"as", "for", "against", "with", "over", "about", "of", "from", "without"})
_RELATIVE = frozenset({"relcl", "acl"})


class Complement(NamedTuple):
    """What is said, and the preposition that leads to it and belongs to the cue."""

    span: Span
    lead: Token | None = None


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], frozenset[str]]:
    frames = {(r["lemma"], r["pos"]): frozenset(r["takes"].split()) for r in cue_rows("attitudes")}
    for row in cue_rows("speech"):
        key, takes = (row["lemma"], row["pos"]), {"addressee": "of"}.get(row["object"], "object")
        frames[key] = frames.get(key, frozenset()) | {takes, "speech"}
    return frames


def takes_of(word: Token) -> frozenset[str]:
    """The complements a word takes as a cue; any verb takes a finite clause unless the table silences it."""
    kind = {"VERB": "verb", "ADJ": "adj", "NOUN": "noun"}.get(word.pos_, "")
    return _table().get((word.lemma_.lower(), kind), _CLAUSE if kind == "verb" else _SILENT)


def complements(word: Token, takes: frozenset[str]) -> list[Complement]:
    """The complements of a cue, the most telling kind only."""
    if "none" in takes:
        return []
    for kind in (_clauses, _infinitives, _objects, _prepositional):
        if found := list(kind(word, takes)):
            return found
    return []


def _clauses(word: Token, takes: frozenset[str]) -> Iterator[Complement]:
    for child in word.children:
        of_verb = child.dep_ == "ccomp" and (finite(child) or "small" in takes)
        of_noun = word.pos_ == "NOUN" and child.dep_ == "acl" and any(c.lower_ == "that" for c in child.children)
        if of_verb or of_noun:
            yield Complement(phrase(child))


def finite(clause: Token) -> bool:
    """Whether a clause has a subject and a verb that agrees with it."""
    verbs = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass", "cop"))]
    agreeing = any(v.tag_ in ("VBD", "VBP", "VBZ", "MD") for v in verbs)
    return agreeing or any(c.lower_ in ("that", "whether", "if") and c.dep_ == "mark" for c in clause.children)


def _infinitives(word: Token, takes: frozenset[str]) -> Iterator[Complement]:
    if "to" not in takes:
        return
    for child in word.children:
        if child.dep_ in ("xcomp", "ccomp", "acl", "advcl") and child.i > word.i and _has_to(child):
            yield Complement(phrase(child))


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _prepositional(word: Token, takes: frozenset[str]) -> Iterator[Complement]:
    for child in word.children:
        listed = child.lower_ in takes and child.lower_ != "to"
        if child.dep_ in ("prep", "prt") and (listed or "prep:" + child.lower_ in takes):
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield Complement(phrase(inner), child)
        elif child.dep_ == "prep" and child.lower_ == "to" and word.pos_ == "NOUN" and "to" in takes:
            yield from (Complement(phrase(c), child) for c in child.children if c.dep_ == "pobj")


def _objects(word: Token, takes: frozenset[str]) -> Iterator[Complement]:
    if "object" not in takes and "small" not in takes:
        return
    objects = [c for c in word.children if c.dep_ in ("dobj", "oprd", "nsubjpass")]
    whole = [*objects, *(c for c in word.children if objects and _adjunct(c, objects[-1], takes))]
    if whole:
        yield from (Complement(phrase(c)) for c in whole)
    elif word.dep_ in _RELATIVE:
        yield Complement(phrase(word.head, without=word))


def _adjunct(word: Token, after: Token, takes: frozenset[str]) -> bool:
    """Whether a preposition's phrase or an infinitive completes what is said of an object: as a threat, for lying."""
    if word.dep_ == "prep":
        return word.lower_ in takes or (word.left_edge.i == after.right_edge.i + 1 and word.lower_ in _COMPLETING)
    return word.dep_ in ("xcomp", "advcl") and word.left_edge.i == after.right_edge.i + 1 and _has_to(word)


def phrase(head: Token, without: Token | None = None) -> Span:
    """What stands under a word, without an incidental relative clause after a comma."""
    cut = {t.i for t in without.subtree} if without is not None else set()
    kept = [t for t in head.subtree if t.i not in cut]
    for word in list(kept):
        if word.i > head.i and kept and word.right_edge.i >= kept[-1].i and _incidental(word):
            kept = [t for t in kept if t.i < word.left_edge.i]
    return token_span(unbroken({t.i for t in kept} | {head.i}, head))


def _incidental(word: Token) -> bool:
    """Whether a clause hangs loosely on what stands before its comma: ", which …", ", adding …"."""
    if word.left_edge.i == 0 or word.doc[word.left_edge.i - 1].text not in (",", "-", "—", "–"):
        return False
    return word.dep_ == "relcl" or (word.dep_ == "advcl" and word.tag_ == "VBG")
