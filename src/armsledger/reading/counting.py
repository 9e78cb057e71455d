"""Which number, date and sum of money belong to a weapon or a trigger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from armsledger.catalog.cues import words
from armsledger.model import Period, Precision, Quantity, Scope, Span, Stage, Value
from armsledger.reading.dates import DateMention
from armsledger.reading.document import Document
from armsledger.reading.mentions import Mention
from armsledger.reading.quantities import Number
from armsledger.reading.singles import said_of_all, single, single_of_several
from armsledger.reading.triggers import Trigger

_INSIDE_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET", "PRON", "ADV", "SYM", "X", "SPACE"})
_FIRST = frozenset({"first", "second", "third", "next", "latest", "new", "another", "final", "last", "remaining"})


def measure_nouns() -> frozenset[str]:
    """Nouns that measure weapons rather than being some: batch, squadron, consignment."""
    return frozenset(words("measure_nouns", "lemma", "unit"))


def number_of(
    document: Document, item: Mention, numbers: Iterable[Number], trigger: Token | None = None
) -> Number | None:
    """The count that stands before a weapon in its noun phrase.

    Of a partitive the outer one ("two of 14 arrived"); but the inner one for what is said of all of them ("two of the 14 that
    Turkey delivered").
    """
    tokens = document.tokens(item.span)
    if tokens is None:
        return None
    inside = item.span if item.head.pos_ not in ("NUM", "PRON", "NOUN", "DET", "ADJ", "ADV") else None
    counts = [n for n in numbers if n.kind in ("count", "year") and not (inside and n.span.overlaps(inside))]
    if (
        item.antecedent is not None
        and item.head.pos_ in ("NUM", "PRON", "NOUN", "DET", "ADJ", "ADV")
        and item.span.end - item.span.start < 12
    ):
        own = [n for n in counts if n.span.overlaps(item.span)]
        if own:
            return own[0]
    before = [
        n
        for n in counts
        if n.span.end <= item.span.start and document.text[n.span.start : item.span.start].count("\n") == 0
    ]
    typed = bool(_TYPE.match(document.text, item.span.end))
    if not before or not _one_phrase(document, before[-1].span.end, item.span.start, typed=typed):
        return _number_after(item, counts)
    nearest = before[-1]
    outer = [n for n in before[:-1] if _partitive(document.text[n.span.end : nearest.span.start])]
    return outer[-1] if outer and not (trigger and said_of_all(item, trigger)) else nearest


def _number_after(item: Mention, counts: Iterable[Number]) -> Number | None:
    """The count in an apposition or in brackets right after a weapon: "MiG-29s, 13 aircraft in all", "Javelins (200)"."""
    after = [c for c in item.head.children if c.i > item.head.i and c.dep_ in ("appos", "nummod", "npadvmod")]
    for child in after[:1]:
        phrase = Span(child.left_edge.idx, child.idx + len(child.text))
        return next((n for n in counts if phrase.contains(n.span) and n.span.start - item.span.end < 20), None)
    return None


def _partitive(gap: str) -> bool:
    return gap.casefold().split() in (
        ["of"],
        ["of", "the"],
        ["of", "its"],
        ["of", "their"],
        ["of", "those"],
        ["of", "these"],
        ["out", "of"],
    )


_TYPE = re.compile(r"[ -](?:type|class|family|model|kind|variety|pattern|series|system)\b", re.IGNORECASE)


def _one_phrase(document: Document, start: int, end: int, *, typed: bool) -> bool:
    """Whether only words of one noun phrase stand between a number and a weapon.

    "Of" must follow a measure noun or the number, unless the weapon is named as a type: "102 bombs of the Mk-82 type".
    """
    if end - start > 70:
        return False
    between = document.doc.char_span(start, end, alignment_mode="contract")
    if between is None:
        return not document.text[start:end].strip(" \u00a0-–")
    for place, token in enumerate(between):
        if token.lower_ == "of":
            previous = between[place - 1] if place else None
            measured = previous is None or previous.lemma_.lower() in measure_nouns() or previous.pos_ != "NOUN"
            if not measured and not typed:
                return False
        elif token.text in "-–\"“”'()" or token.lower_ in ("x", "more", "so-called", "or", "new"):
            continue
        elif token.pos_ not in _INSIDE_PHRASE and token.tag_ not in ("VBN", "VBG", "HYPH"):
            return False
    return True


def unit_of(document: Document, item: Mention, number: Number) -> str | None:
    """What the number counts: the measure noun between number and weapon, else the catalog's unit."""
    between = document.doc.char_span(number.span.end, item.span.start, alignment_mode="contract")
    table = words("measure_nouns", "lemma", "unit")
    named = [table[t.lemma_.lower()] for t in between or () if table.get(t.lemma_.lower())]
    return named[-1] if named else (item.entry.unit if item.entry else None)


def scope_of(document: Document, item: Mention, number: Number, trigger: Trigger, stage: Stage) -> Scope:
    """What the number covers, by the words around it."""
    sentence = trigger.token.sent
    around = document.text[max(sentence.start_char, number.span.start - 40) : number.span.start].casefold()
    later = document.text[item.span.end : min(sentence.end_char, item.span.end + 60)].casefold()
    if "option" in around:
        return Scope.OPTION
    if number.more or any(w in around[-14:] for w in ("another", "further", "additional")):
        return Scope.ADDITIONAL
    if stage != Stage.DELIVERED:
        return Scope.TOTAL
    if any(w in around[-6:].split() for w in ("all",)):
        return Scope.TOTAL
    if any(
        w in later + around
        for w in (
            "so far",
            "to date",
            "since ",
            "in total",
            "a total of",
            "already",
            "altogether",
            "has now",
            "have now",
        )
    ):
        return Scope.CUMULATIVE
    own = number.span.of(document.text).casefold()
    if _FIRST & {own, *around[-25:].split()} or any(
        w in around for w in ("batch", "shipment", "consignment", "tranche")
    ):
        return Scope.THIS_DELIVERY
    return Scope.THIS_DELIVERY if trigger.token.tag_ in ("VBD", "VBZ", "VBP") else Scope.UNKNOWN


def quantity_of(
    document: Document, item: Mention, numbers: Iterable[Number], trigger: Trigger, stage: Stage
) -> Quantity | None:
    """The number of a weapon with its words, unit and scope."""
    numbers = list(numbers)
    number = (
        single_of_several(document, item, trigger.token)
        or number_of(document, item, numbers, trigger.token)
        or _taken_up(document, item, numbers)
        or _as_many(document, item, numbers)
        or single(document, item)
    )
    return quantity_from(document, item, number, trigger, stage) if number else None


def quantity_from(document: Document, item: Mention, number: Number, trigger: Trigger, stage: Stage) -> Quantity | None:
    """A number as that of a weapon, with its words, unit and scope; None where it says nothing ("a number of")."""
    if number.interval.empty_handed:
        return None
    span = number.span
    if number.more and document.text[span.end : span.end + 5].casefold() == " more":
        span = Span(span.start, span.end + 5)
    scope = scope_of(document, item, number, trigger, stage)
    return Quantity(number.interval, span.of(document.text), unit_of(document, item, number), scope, span)


def _taken_up(document: Document, item: Mention, numbers: Sequence[Number]) -> Number | None:
    """The count of the weapons that a pronoun takes up in its own sentence: "74 tanks were delivered, all of them to …"."""
    known = item.antecedent
    if known is None or item.head.pos_ not in ("PRON", "DET") or item.span.overlaps(known.span):
        return None
    return number_of(document, known, numbers) if known.head.sent.start == item.head.sent.start else None


def _as_many(document: Document, item: Mention, numbers: Sequence[Number]) -> Number | None:
    """The count before in the sentence that "as many" or the like repeats: "30 tanks and as many carriers"."""
    start = item.head.sent.start_char
    same = list(_SAME_NUMBER.finditer(document.text, start, item.span.start))
    if not same or item.span.start - same[-1].end() > 22:
        return None
    place = Span(*same[-1].span())
    earlier = [n for n in numbers if n.kind == "count" and start <= n.span.start and n.span.end <= place.start]
    return replace(earlier[-1], span=place) if earlier else None


_SAME_NUMBER = re.compile(r"\bas many\b|\b(?:an equal|the same) number of\b", re.IGNORECASE)


def date_of(
    document: Document, trigger: Trigger, item: Mention, found: Iterable[DateMention], said: frozenset[int]
) -> Period | None:
    """The date whose nearest governing word is the trigger, one of its operators or the weapon; not the date of saying it.

    "At that time" takes up the date before; a month or more that frames the whole sentence ("In October, Russia accused
    … after forces used …") holds for the clause that leads up to it, too.
    """
    known, sentence = list(found), trigger.token.sent
    if (back := _that_time(trigger.token)) is not None:
        earlier = [d.core for d in known if d.span.start < sentence.start_char]
        return earlier[-1].read_from(back, document.text) if earlier else None
    anchors = {
        t.i: n for n, t in enumerate((trigger.token, *[o for o in trigger.operators if o.i not in said], item.head))
    }
    here = [d for d in known if sentence.start_char <= d.span.start < sentence.end_char]
    ranked = [(rank, d) for d in here if (rank := _rank(document, d, anchors, said)) is not None]
    if ranked:
        return min(ranked, key=lambda r: r[0])[1].period
    framing = [d for d in here if d.period.precision in _COARSE and d.span.start - sentence.start_char < 12]
    leads_up = any(c.dep_ == "mark" and c.lower_ in ("after", "when", "as", "before") for c in trigger.token.children)
    return framing[0].period if framing and leads_up else None


_COARSE = frozenset({Precision.MONTH, Precision.QUARTER, Precision.SEASON, Precision.YEAR})


def _that_time(token: Token) -> Span | None:
    """The words "that time" where they date the trigger."""
    for child in token.children:
        for noun in child.children if child.dep_ == "prep" else ():
            if noun.lower_ == "time" and any(c.lower_ in ("that", "the") for c in noun.children):
                return Span(noun.left_edge.idx, noun.idx + len(noun.text))
    return None


def _rank(document: Document, mention: DateMention, anchors: dict[int, int], said: frozenset[int]) -> int | None:
    tokens = document.tokens(mention.span)
    return None if tokens is None else _governor_rank(tokens.root, anchors, said)


def _governor_rank(token: Token, anchors: dict[int, int], said: frozenset[int]) -> int | None:
    """How soon the climb from a date meets an anchor; None where it meets another verb first."""
    steps = 0
    while token.head.i != token.i:
        token, steps = token.head, steps + 1
        if token.i in anchors:
            return steps
        if token.i in said or (token.pos_ in ("VERB", "AUX") and steps > 1 and token.dep_ not in ("xcomp", "conj")):
            return None
    return None


def value_of(document: Document, trigger: Trigger, item: Mention, numbers: Iterable[Number]) -> Value | None:
    """The sum of money in the trigger's clause: the one nearest to the trigger that nothing else claims."""
    sentence = trigger.token.sent
    sums = [n for n in numbers if n.kind == "money" and sentence.start_char <= n.span.start < sentence.end_char]
    if not sums:
        return None
    nearest = min(sums, key=lambda n: abs(n.span.start - trigger.token.idx))
    interval = nearest.interval
    return (
        Value(interval, nearest.unit, nearest.span.of(document.text), nearest.span)
        if _in_clause(document, nearest, trigger, item)
        else None
    )


def _in_clause(document: Document, number: Number, trigger: Trigger, item: Mention) -> bool:
    tokens = document.tokens(number.span)
    if tokens is None:
        return False
    anchors = {trigger.token.i, item.head.i, *(o.i for o in trigger.operators), *(a.i for a in trigger.absorbed)}
    return any(t.i in anchors for t in tokens.root.ancestors) or trigger.token.i in {c.head.i for c in tokens}
