"""Words that open a transfer, and the operators ("agreed to", "halted", "plans to") over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from armsledger.catalog.cues import cue_rows, words
from armsledger.model import Mode, Stage, Step

COMPLEMENT = frozenset(
    {
        "xcomp",
        "ccomp",
        "dobj",
        "pobj",
        "pcomp",
        "nsubjpass",
        "nsubj",
        "attr",
        "acl",
        "prep",
        "dative",
        "oprd",
        "advcl",
        "compound",
    }
)
_WORD_CLASS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A lexicon row: what a trigger word does with its roles, and how far the transfer has come."""

    lemma: str
    word_class: str
    frame: str
    """give · equip · get · come · make · stop · seize · support · origin."""
    stage: Stage
    step: Step | None
    mode: Mode | None


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A trigger word in its sentence with the operators that govern it, innermost first."""

    token: Token
    cue: Cue
    operators: tuple[Token, ...]
    absorbed: tuple[Token, ...] = ()
    """Triggers above it that only frame it: "contract" in "a contract for the delivery of"."""


@lru_cache(maxsize=1)
def lexicon() -> dict[tuple[str, str], Cue]:
    """The transfer cues by lemma and word class."""
    table = {}
    for row in cue_rows("transfer"):
        step = Step(row["step"]) if row["step"] else None
        mode = Mode(row["mode"]) if row["mode"] else None
        table[row["lemma"], row["pos"]] = Cue(row["lemma"], row["pos"], row["frame"], Stage(row["stage"]), step, mode)
    return table


@lru_cache(maxsize=1)
def operators() -> dict[str, str]:
    """Operator lemmas and what they make of the stage below them."""
    return words("operators", "lemma", "effect")


def said_stage(trigger: Trigger) -> Stage:
    """The stage that the cue and the operators over it say outright: "agreed to sell" is ordered, "halted the sale" halted."""
    stage = trigger.cue.stage
    for token in trigger.operators:
        effect = operators().get(token.lemma_.lower(), "")
        if effect in _CHANGES and stage != Stage.HALTED:
            stage = Stage(effect)
    return stage


_CHANGES = frozenset({"halted", "approved", "talks", "ordered", "pledged"})


def cue_of(token: Token) -> Cue | None:
    """The transfer cue of a token, if it is one; kept with the document, since every party asks for those above its weapon."""
    known: dict[int, Cue | None] = token.doc.user_data.setdefault("cues", {})
    if token.i not in known:
        known[token.i] = _cue_of(token)
    return known[token.i]


def _cue_of(token: Token) -> Cue | None:
    lemma = token.lemma_.lower()
    if (
        token.lower_ in ("made", "built", "supplied", "delivered", "donated")
        and token.i
        and token.nbor(-1).text in "-‑"
    ):
        return lexicon().get((token.lower_, "adj"))
    particles = [c.lower_ for c in token.children if c.dep_ == "prt"]
    found = lexicon().get((f"{lemma} {particles[0]}" if particles else lemma, _WORD_CLASS.get(token.pos_, "")))
    found = found or lexicon().get((lemma, _WORD_CLASS.get(token.pos_, "")))
    if found is None and token.tag_ in ("VBN", "VBD", "VBG"):
        found = lexicon().get((lemma, "verb"))
    return None if found and found.frame == "origin" else found


def triggers(sentence: Tokens) -> list[Trigger]:
    """The triggers of a sentence, each with the chain of operators over it."""
    cues = {t.i: c for t in sentence if (c := cue_of(t))}
    found = []
    for token in sentence:
        if token.i in cues:
            above = list(governors(token))
            ops = tuple(t for t in above if t.lemma_.lower() in operators() or t.i in cues)
            found.append(Trigger(token, cues[token.i], ops, tuple(t for t in above if t.i in cues)))
    return found


def governors(token: Token, reach: int = 6) -> Iterator[Token]:
    """Words above a trigger of which it is a complement, innermost first: sale ← of ← approval ← announced."""
    while token.head.i != token.i and token.dep_ in COMPLEMENT and reach:
        if token.dep_ == "nsubj" and token.pos_ == "VERB":
            return
        if token.tag_ == "VBN" and token.dep_ in ("acl", "relcl", "advcl"):
            return  # "the systems supplied years ago" tells an event of its own
        token, reach = token.head, reach - 1
        if token.pos_ != "ADP":
            yield token
