"""Where a weapon is one without a number: "an Su-25", "its first C-390", "the first of fifteen Leopards", "the frigate Miguel Malvar"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from armsledger.catalog import Entry, EntryKind
from armsledger.model import Interval, Span
from armsledger.reading.coreference import taking_up
from armsledger.reading.document import Document
from armsledger.reading.mentions import Mention
from armsledger.reading.quantities import Number

_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[0-9]{1,2}(?:st|nd|rd|th)|last|final|sole|only)"
_QUALIFIED = r"(?:(?:new|used|further|more|[\w-]+-(?:hand|made|built|era)) ){0,2}$"
_ARTICLE = re.compile(rf"(?<!of )\b(?P<one>an?) (?:{_ORDINAL} )?{_QUALIFIED}", re.IGNORECASE)
_COUNTED_OFF = re.compile(
    rf"(?<!of )(?:\b(?:the|its|their|his|her|our)|['’]s?) (?P<one>{_ORDINAL}) {_QUALIFIED}", re.IGNORECASE
)
_OF_SEVERAL = re.compile(
    rf"\b(?!last|final|only|sole)(?P<one>{_ORDINAL}|one) (?:out )?of "
    r"(?:(?:the|its|their|those|these|an order for|a planned) )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?P<one>the) (?:[\w-]+ ){0,2}$", re.IGNORECASE)


def single(document: Document, item: Mention) -> Number | None:
    """One, where a weapon in the singular has an article or an ordinal of its own; not "an Su-25 contract".

    By the words, not the parse, which often takes such a system for the modifier of the next one in a list.
    """
    tokens = document.tokens(item.span)
    if item.entry is None or item.antecedent is not None or not tokens or _is_plural(tokens[-1], item.entry):
        return None
    if _is_named_ship(document, item, tokens.end):
        return _one(document, item, _NAMED)
    if _modifies_noun(document, tokens.end):
        return None
    return _one(document, item, _ARTICLE) or _one(document, item, _COUNTED_OFF)


def single_of_several(document: Document, item: Mention, trigger: Token) -> Number | None:
    """One, where something happens to "the first of fifteen" weapons, or to "the first"; not where it is said of all, nor where several are first.

    With the last of fifteen all of them are there, so that it is none of one.
    """
    if said_of_all(item, trigger) or _several(trigger):
        return None
    if item.antecedent is not None and item.head.lower_ in taking_up("ordinal"):
        return Number(item.span, Interval.exactly(1), approximate=False, kind="count")
    return _one(document, item, _OF_SEVERAL)


def said_of_all(item: Mention, trigger: Token) -> bool:
    """Whether the trigger stands in a clause that says of which weapons a part is taken: "two of the 14 that Turkey delivered"."""
    clause = next((t for t in (trigger, *trigger.ancestors) if t.dep_ in ("relcl", "acl")), None)
    if clause is None or trigger.i <= item.head.i or clause.head.i > item.head.i:
        return False
    return "," not in trigger.doc[item.head.i + 1 : trigger.i].text


def _several(trigger: Token) -> bool:
    """Whether the verb has a plural subject: "the first have landed"."""
    return any(t.lower_ in ("have", "are", "were") for t in (trigger, *trigger.children) if t.pos_ in ("AUX", "VERB"))


def _is_plural(last: Token, entry: Entry) -> bool:
    """Whether a weapon's last word is a plural, which taggers miss in "TB2s"."""
    return last.tag_ in ("NNS", "NNPS") or (last.text.endswith("s") and not entry.name.endswith("s"))


def _one(document: Document, item: Mention, pattern: re.Pattern[str]) -> Number | None:
    match = pattern.search(document.text, max(0, item.span.start - 50), item.span.start)
    return Number(Span(*match.span("one")), Interval.exactly(1), approximate=False, kind="count") if match else None


def _is_named_ship(document: Document, item: Mention, end: int) -> bool:
    """Whether a ship's name follows its class: "the frigate Miguel Malvar"."""
    entry = item.entry
    if entry is None or entry.kind != EntryKind.CLASS or entry.category != "Ships" or end >= len(document.doc):
        return False
    return document.doc[end].pos_ == "PROPN" and document.doc[end].text[0].isupper()


def _modifies_noun(document: Document, end: int) -> bool:
    return end < len(document.doc) and document.doc[end].pos_ in ("NOUN", "PROPN")
