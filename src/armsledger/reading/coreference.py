"""What "the drones", "Putin", "the ministry" and "it" take up.

Rules only (no neural model installs offline): names by surname, weapons by class, nominals and pronouns by
the nearest compatible party before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from armsledger.catalog import Catalog, Entry, EntryKind, Manner
from armsledger.catalog.cues import words
from armsledger.model import Span
from armsledger.reading.document import Document
from armsledger.reading.mentions import Mention, Mentions
from armsledger.reading.passages import around, passages

DEFINITE = frozenset({"the", "these", "those", "this", "that", "such", "its", "their", "both", "all"})
MORE = frozenset({"further", "more", "another", "additional", "remaining", "other"})
"""Words that add to weapons named before: "56 further vehicles"."""
ITEM_PRONOUNS = frozenset({"it", "they", "them", "these", "those", "which", "that", "one", "ones"})
PARTY_PRONOUNS = frozenset({"it", "its", "they", "their", "them", "he", "his", "she", "her", "who", "we", "our", "us"})
FIRST_PERSON = frozenset({"we", "our", "us"})


@lru_cache(maxsize=3)
def taking_up(kind: str) -> frozenset[str]:
    """Words that take up a weapon: those that count ("several"), ordinals ("the first"), nouns that any weapon goes by ("the machine")."""
    return frozenset(word for word, own in words("taking_up", "word", "kind").items() if own == kind)


def link_persons(parties: list[Mention]) -> list[Mention]:
    """Persons by surname: a bare "Putin" gets the full name, state and key of "Vladimir Putin"."""
    fullest: dict[str, Mention] = {}
    for mention in parties:
        if mention.kind == "person" and mention.manner != Manner.SEAT:
            surname = mention.name.split()[-1].casefold()
            known = fullest.get(surname)
            if known is None or _rank(mention) > _rank(known):
                fullest[surname] = mention
    named: list[Mention] = []
    for mention in parties:
        if mention.kind == "person":
            holder = mention.manner == Manner.SEAT
            mention = (
                _held_by(mention, named)
                if holder
                else _as_full(mention, fullest.get(mention.name.split()[-1].casefold()))
            )
        named.append(mention)
    return named


def _held_by(title: Mention, before: list[Mention]) -> Mention:
    """The title "the Turkish leader" is the last person named before that belongs to the state."""
    persons = [m for m in before if m.kind == "person" and m.country == title.country and m.manner != Manner.SEAT]
    return replace(title, name=persons[-1].name, antecedent=persons[-1]) if persons else title


def _rank(mention: Mention) -> tuple[bool, int]:
    return mention.country is not None, len(mention.name.split())


def _as_full(mention: Mention, full: Mention | None) -> Mention:
    if full is None or full is mention:
        return mention
    country = mention.country or full.country
    name = max(mention.name, full.name, key=lambda n: len(n.split()))
    return replace(mention, name=name, country=country, key=country or full.name)


def link_items(document: Document, items: list[Mention], catalog: Catalog) -> list[Mention]:
    """A definite class mention takes up the last weapon mentioned that belongs to the class."""
    linked: list[Mention] = []
    for mention in items:
        linked.append(_linked(document, mention, linked, catalog))
    return linked


def _linked(document: Document, mention: Mention, before: list[Mention], catalog: Catalog) -> Mention:
    if not mention.generic or mention.entry is None or not is_definite(document, mention):
        return mention
    for earlier in reversed(before[-40:]):
        known = earlier.antecedent or earlier
        if (
            known.entry
            and known.entry.kind == EntryKind.SYSTEM
            and mention.entry.id in catalog.class_line(known.entry.klass)
        ):
            return replace(mention, antecedent=known, key=known.key)
    return mention


def is_definite(document: Document, mention: Mention) -> bool:
    """Whether "the", "these", "its" … opens the mention's noun phrase and nothing but numbers stands between."""
    tokens = document.tokens(mention.span)
    assert tokens is not None
    head = tokens.root
    names = {t.i for t in tokens}
    modifiers = [c for c in head.lefts if c.i not in names]
    if any(
        c.dep_ in ("amod", "compound", "nmod")
        and c.lower_ not in MORE | {"same", "first", "second", "new", "last", "latest"}
        for c in modifiers
    ):
        return False
    if any(c.lower_ in DEFINITE | MORE or c.tag_ == "PRP$" for c in modifiers):
        return True
    return bool(head.dep_ == "pobj" and head.head.lower_ == "of" and any(c.lower_ in DEFINITE for c in modifiers))


def pronoun_items(document: Document, items: list[Mention]) -> list[Mention]:
    """Pronouns and lone numbers in object or passive subject position that take up a weapon."""
    found = []
    heads = sorted(((m.head.i, m) for m in items), key=lambda pair: pair[0])
    named = {t.i for m in items for t in document.tokens(m.span) or ()}
    for token in document.doc:
        if token.i not in named and _stands_for_item(token):
            earlier = [m for i, m in heads if i < token.i]
            target = _relative_head(token, items) or (
                earlier[-1] if earlier and _near(document, earlier[-1], token) else None
            )
            if target:
                found.append(_anaphor(token, target))
    return found


def _stands_for_item(token: Token) -> bool:
    if token.lower_ in ITEM_PRONOUNS and token.pos_ in ("PRON", "DET", "SCONJ", "NOUN"):
        return token.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj") and token.text != "That"
    if token.pos_ == "NUM" or token.lower_ in taking_up("count") or _counts_off(token) or _is_bare_noun(token):
        return (
            token.dep_
            in ("dobj", "nsubjpass", "nsubj", "pobj", "attr", "conj", "appos", "ROOT", "npadvmod", "dep", "oprd")
            and not any(
                c.dep_ == "prep" and c.lower_ == "of" and any(g.pos_ in ("NOUN", "PROPN") for g in c.children)
                for c in token.children
            )
            and token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT")
        )
    return False


def _counts_off(token: Token) -> bool:
    """Whether an ordinal stands for a weapon: "the first is expected in May", "Fiji's third", "a fifth"."""
    return token.lower_ in taking_up("ordinal") and any(c.dep_ in ("det", "poss") for c in token.children)


def _is_bare_noun(token: Token) -> bool:
    """Whether a noun that any weapon can be called by has nothing before it but an article or a number: "the six machines"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in taking_up("noun"):
        return False
    before = [c for c in token.lefts if c.dep_ not in ("det", "nummod", "poss") and c.lower_ not in MORE]
    return not before and any(c.lower_ in DEFINITE | MORE or c.dep_ in ("nummod", "poss") for c in token.lefts)


def _relative_head(token: Token, items: list[Mention]) -> Mention | None:
    if token.tag_ not in ("WDT", "WP"):
        return None
    verb = token.head
    while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
        verb = verb.head
    return next((m for m in items if verb.dep_ == "relcl" and verb.head.i == m.head.i), None)


def _near(document: Document, mention: Mention, token: Token) -> bool:
    try:
        return document.sentence_number(token) - document.sentence_number(mention.head) <= 2
    except KeyError:
        return False


def _anaphor(token: Token, target: Mention) -> Mention:
    known = target.antecedent or target
    span = Span(token.idx, token.idx + len(token.text))
    return Mention(span, token, known.name, "item", known.entry, key=known.key, generic=known.generic, antecedent=known)


def resolve_nominals(parties: list[Mention]) -> list[Mention]:
    """A nominal without a state ("the ministry") takes the state of the last like noun, else of the last party before it."""
    by_noun: dict[str, str] = {}
    done: list[Mention] = []
    for mention in parties:
        if mention.kind == "nominal":
            lemma = mention.head.lemma_.lower()
            if mention.country:
                by_noun[lemma] = mention.country
            else:
                country = by_noun.get(lemma) or _last_state(done, mention)
                mention = replace(mention, country=country, key=country or mention.name, antecedent=mention)
        done.append(mention)
    return done


def _last_state(before: list[Mention], mention: Mention) -> str | None:
    """The nearest state before it in its sentence, else the last one that was a subject, else the last one."""
    states = [
        m
        for m in before
        if m.country and m.kind in ("state", "person", "body") and not m.head.is_ancestor(mention.head)
    ]
    here = [m for m in states if m.head.sent == mention.head.sent and m.manner != "demonym"]
    subjects = [m for m in states[-6:] if m.head.dep_ in ("nsubj", "nsubjpass", "poss")]
    chosen = here or subjects or states
    return chosen[-1].country if chosen else None


def pronoun_parties(document: Document, parties: Iterable[Mention], catalog: Catalog) -> list[Mention]:
    """Pronouns that take up the nearest party before them, subjects first; "we" outside quotes is the publisher."""
    ordered = sorted(parties, key=lambda m: m.head.i)
    publisher, quoted = _publisher(document, catalog), passages(document)
    found: list[Mention] = []
    for token in document.doc:
        if token.lower_ not in PARTY_PRONOUNS or not (token.pos_ == "PRON" or token.tag_ == "PRP$"):
            continue
        span = Span(token.idx, token.idx + len(token.text))
        if publisher and token.lower_ in FIRST_PERSON and not around(quoted, token.idx):
            country, name = publisher.country, publisher.name
            key = country or name
            found.append(Mention(span, token, name, "pronoun", publisher, country=country, key=key))
        elif target := _antecedent(token, ordered):
            found.append(replace(target, span=span, head=token, kind="pronoun", antecedent=target))
    return found


def _publisher(document: Document, catalog: Catalog) -> Entry | None:
    """The company, body or state that publishes the report, or the state of the outlet that does."""
    hits = [h.entry for h in catalog.scan(document.report.publisher or "") if h.entry.kind in _PUBLISHERS]
    return min((e for e in hits if e.country), key=lambda e: _PUBLISHERS.index(e.kind), default=None)


_PUBLISHERS = (EntryKind.MAKER, EntryKind.BODY, EntryKind.GROUP, EntryKind.STATE, EntryKind.OUTLET)


def _antecedent(token: Token, parties: list[Mention]) -> Mention | None:
    near = [m for m in parties if m.head.i < token.i and m.key and token.i - m.head.i < 60 and _agrees(token, m)][-12:]
    subjects = [m for m in near if m.head.dep_ in ("nsubj", "nsubjpass")]
    governing = [m for m in subjects if m.head.head in list(token.ancestors)]
    fitting = governing or subjects or near
    return fitting[-1] if fitting else None


def _agrees(token: Token, mention: Mention) -> bool:
    personal = token.lower_ in ("he", "his", "she", "her")
    if personal or token.lower_ == "who":
        return mention.kind == "person"
    return mention.kind not in ("person",) and mention.manner != "demonym"


def resolve(document: Document, mentions: Mentions, catalog: Catalog) -> None:
    """Link all mentions of a document, in place: names, nominals, weapons, pronouns."""
    mentions.parties = resolve_nominals(link_persons(mentions.parties))
    mentions.parties += pronoun_parties(document, mentions.parties, catalog)
    mentions.parties.sort(key=lambda m: m.first)
    mentions.items = link_items(document, mentions.items, catalog)
    mentions.items = sorted([*mentions.items, *pronoun_items(document, mentions.items)], key=lambda m: m.first)
