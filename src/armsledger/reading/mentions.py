"""Who and what a report names: weapons, parties, persons and outlets, the catalog overriding the parser's entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Token

from armsledger.catalog import Catalog, Entry, EntryKind, Hit, Manner
from armsledger.catalog.cues import cue_rows, words
from armsledger.model import Span
from armsledger.reading.acronyms import acronyms
from armsledger.reading.document import Document, token_span
from armsledger.reading.short_names import short_hits, unlisted_name

ITEMS = frozenset({EntryKind.SYSTEM, EntryKind.CLASS})
ACTORS = frozenset({EntryKind.BODY, EntryKind.GROUP, EntryKind.MAKER, EntryKind.PERSON})


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """Some words of the report that name something."""

    span: Span
    head: Token
    """The token that the words hang on in the parse."""
    name: str
    kind: str
    """item · state · body · group · maker · person · outlet · place · nominal · pronoun."""
    entry: Entry | None = None
    manner: Manner = Manner.NAME
    country: str | None = None
    key: str = ""
    """What makes two mentions one: country of a state and of those who act for it, else the entry or name."""
    generic: bool = False
    antecedent: Mention | None = None
    """What a nominal, a pronoun or "the drones" takes up."""
    own_name: str | None = None
    """What the text calls a weapon that the catalog knows only by its class."""
    called: str | None = None
    """Which of the catalog's names of a weapon the text uses: SA-5 for S-200."""

    @property
    def first(self) -> int:
        """Index of its first token; used only to order mentions."""
        return self.span.start


def item_name(mention: Mention) -> str:
    """The system or class a weapon mention stands for."""
    known = mention.antecedent or mention
    return known.own_name or (known.entry.name if known.entry else known.name)


def family_of(item: Mention) -> str:
    """The family of a weapon's system; empty where only a class is named."""
    entry = (item.antecedent or item).entry
    return entry.family or "" if entry and entry.kind == EntryKind.SYSTEM else ""


def designers_of(item: Mention) -> tuple[str, ...]:
    """The states from which a weapon comes, where the report names its system."""
    entry = (item.antecedent or item).entry
    return entry.designers if entry else ()


class Mentions:
    """All mentions of a document by kind, in text order."""

    def __init__(self, document: Document, catalog: Catalog) -> None:
        self.document = document
        found = [h for h in catalog.scan(document.text) if document.tokens(Span(h.start, h.end)) is not None]
        hits = [h for h in found if not _names_a_trade(document, h)]
        self.hits = hits
        items = [*_items(document, hits), *_short(document, hits, catalog)]
        self.outlets = [_mention(document, h, "outlet") for h in hits if h.entry.kind == EntryKind.OUTLET]
        self.places = [_mention(document, h, "place") for h in hits if h.entry.kind == EntryKind.PLACE]
        titles = list(_title_holders(document, hits))
        parties = [
            _mention(document, h, h.entry.kind.value) for h in hits if h.entry.kind in ACTORS | {EntryKind.STATE}
        ]
        parties += _unlisted_groups(document, hits)
        persons = list(_unlisted_persons(document, hits))
        short = list(_acronyms(document, [*items, *parties], hits))
        self.items = sorted([*items, *(m for m in short if m.kind == "item")], key=lambda m: m.first)
        parties += [m for m in short if m.kind != "item"]
        self.parties = sorted(
            [*parties, *persons, *titles, *_nominals(document, parties, self.items)], key=lambda m: m.first
        )


def _names_a_trade(document: Document, hit: Hit) -> bool:
    """Whether a class only says what trade it is: the arms race, a missile maker."""
    tokens = document.tokens(Span(hit.start, hit.end))
    if hit.entry.kind != EntryKind.CLASS or tokens is None or tokens.end >= len(document.doc):
        return False
    return document.doc[tokens.end].lemma_.lower() in _trades()


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    return frozenset(row["noun"] for row in cue_rows("arms_compounds"))


def head_of(document: Document, span: Span) -> Token:
    """The token of a span that governs the others."""
    tokens = document.tokens(span)
    assert tokens is not None
    return tokens.root


def _mention(document: Document, hit: Hit, kind: str) -> Mention:
    span, entry = Span(hit.start, hit.end), hit.entry
    if kind == "group":  # a group is called what the text calls it; its state is where it fights, not whom it acts for
        return Mention(span, head_of(document, span), span.of(document.text), kind, entry, key=entry.name)
    return Mention(
        span, head_of(document, span), entry.name, kind, entry, hit.manner, entry.country, entry.country or entry.name
    )


def _items(document: Document, hits: list[Hit]) -> Iterator[Mention]:
    """Weapon mentions; a system and the class noun it modifies ("Bayraktar TB2 drones") are one."""
    weapons = [h for h in hits if h.entry.kind in ITEMS]
    taken = [Span(h.start, h.end) for h in hits]
    used = -1
    for number, _hit in enumerate(weapons):
        if number <= used:
            continue
        last = number
        while last + 1 < len(weapons) and _one_name(document.text, weapons[last], weapons[last + 1]):
            last += 1
        used = last
        item = _item(document, weapons[number : last + 1])
        named = unlisted_name(document, item.span, taken) if item.generic else None
        yield _called(document, item, named) if named else item


def _one_name(text: str, left: Hit, right: Hit) -> bool:
    gap = text[left.end : right.start]
    return right.entry.kind == EntryKind.CLASS and gap.strip(" -\u00a0") == "" and len(gap) <= 2 and bool(gap)


def _item(document: Document, run: list[Hit]) -> Mention:
    """The name is the system's where one is named, else that of the most special class."""
    chosen = next((h for h in run if h.entry.kind == EntryKind.SYSTEM), run[-1])
    if chosen.entry.kind == EntryKind.CLASS and len(run) > 1:
        chosen = run[0] if run[-1].entry.parent is None else run[-1]
    span = Span(run[0].start, run[-1].end)
    generic = chosen.entry.kind == EntryKind.CLASS
    key = chosen.entry.family or chosen.entry.id
    head, called = head_of(document, span), chosen.surfaces[0].text
    return Mention(span, head, chosen.entry.name, "item", chosen.entry, key=key, generic=generic, called=called)


def _called(document: Document, item: Mention, named: Span) -> Mention:
    """A weapon known by its class alone, under the name that the text gives it."""
    name = named.of(document.text)
    return replace(item, span=named.hull(item.span), own_name=name, key=name.casefold(), generic=False)


def _short(document: Document, hits: list[Hit], catalog: Catalog) -> Iterator[Mention]:
    """Weapons taken up by one word of a name that stands in full elsewhere in the report."""
    for span, entry in short_hits(document, hits, catalog):
        yield Mention(span, head_of(document, span), entry.name, "item", entry, key=entry.family or entry.id)


def _acronyms(document: Document, known: list[Mention], hits: list[Hit]) -> Iterator[Mention]:
    """Weapons and parties by the short form that the report introduces right after their full name."""
    taken = [Span(h.start, h.end) for h in hits]
    for acronym in acronyms(document.text):
        named = [m for m in known if m.span.overlaps(acronym.full)]
        if not named:
            continue
        target = max(named, key=lambda m: (m.span.end, m.span.end - m.span.start))
        for place in acronym.places:
            if not any(place.overlaps(t) for t in taken):
                yield replace(target, span=place, head=head_of(document, place))


def _unlisted_groups(document: Document, hits: list[Hit]) -> Iterator[Mention]:
    """Armed groups that the catalog doesn't know, by their kind of name: the Front for the Liberation of the Congo."""
    acting = [Span(h.start, h.end) for h in hits if h.entry.kind in ACTORS | ITEMS | {EntryKind.OUTLET}]
    for match in _PROPER_NAME.finditer(document.text):
        span = Span(*match.span("name"))
        name = span.of(document.text)
        if _GROUP_NAME.search(name) and not any(span.overlaps(t) for t in acting):
            yield Mention(span, head_of(document, span), name, "group", key=name)


_PROPER_NAME = re.compile(r"(?:\bThe )?\b(?P<name>[A-Z][\w'’-]+(?:(?: (?:of|for|the|and|de|del))* [A-Z][\w'’-]+)+)")
_GROUP_NAME = re.compile(
    r"\b(?:Liberation|Resistance|Revolutionary|People['’]s|Popular|Islamic|Patriotic|Salvation)\b.*\b(?:Army|Front|Forces?|Movement)$"
    r"|^Front (?:for|of)\b|\b(?:Front|Brigades?|Militia|Rebels|Guerrillas|Cartel)$"
)


def _unlisted_persons(document: Document, hits: list[Hit]) -> Iterator[Mention]:
    """Persons the catalog doesn't know, from the parser's entities; a title before the name gives the state."""
    taken = [Span(h.start, h.end) for h in hits if h.entry.kind not in (EntryKind.STATE, EntryKind.PLACE)]
    for ent in document.doc.ents:
        span = Span(ent.start_char, ent.end_char).trimmed(document.text)
        if ent.label_ == "PERSON" and not any(span.overlaps(t) for t in taken) and len(ent) <= 5 and ent.root.is_title:
            name = span.of(document.text).removesuffix("'s").removesuffix("’s")
            if "\n" in name or not name[0].isupper():
                continue
            span = Span(span.start, span.start + len(name))
            state = _state_of_title(ent.root, hits)
            yield Mention(span, ent.root, name, "person", country=state, key=state or name)


def _state_of_title(head: Token, hits: list[Hit]) -> str | None:
    """The state whose name or demonym stands in the noun phrase of a person ("Czech Defence Minister Radim Kolář")."""
    phrase = token_span(t for t in head.subtree if t.i <= head.i or t.dep_ in ("appos", "compound", "amod", "poss"))
    inside = [h for h in hits if h.entry.kind == EntryKind.STATE and phrase.start <= h.start < h.end <= phrase.end]
    return inside[0].entry.country if inside else None


def _title_holders(document: Document, hits: list[Hit]) -> Iterator[Mention]:
    """Persons by office and state alone: "the Turkish leader", "Ukraine's defence minister"."""
    states = {head_of(document, Span(h.start, h.end)).i: h for h in hits if h.entry.kind == EntryKind.STATE}
    titles = words("anonymous", "lemma", "kind")
    for token in document.doc:
        if (
            token.pos_ == "NOUN"
            and titles.get(token.lemma_.lower()) == "person"
            and token.dep_ not in ("compound", "appos")
        ):
            own = [states[c.i] for c in token.subtree if c.i in states and _modifies(c, token)]
            if own and not any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children):
                span = token_span(t for t in token.subtree if t.i <= token.i)
                country = own[0].entry.country
                yield Mention(
                    span,
                    token,
                    span.of(document.text),
                    "person",
                    manner=Manner.SEAT,
                    country=country,
                    key=country or "",
                )


@lru_cache(maxsize=1)
def _role_nouns() -> dict[str, str]:
    return words("parties", "lemma", "kind")


def _nominals(document: Document, parties: list[Mention], items: list[Mention]) -> Iterator[Mention]:
    """Common nouns for parties ("the ministry", "Ukrainian forces"), with the state their phrase names, if any.

    A weapon's own word is no party: "F-16 fighters" are aircraft.
    """
    taken = {t.i for m in [*parties, *items] for t in document.tokens(m.span) or ()}
    states = {m.head.i: m for m in parties if m.kind == "state"}
    for token in document.doc:
        if token.i in taken or token.lemma_.lower() not in _role_nouns() or token.pos_ not in ("NOUN", "PROPN"):
            continue
        own = [states[c.i] for c in token.subtree if c.i in states and _modifies(c, token)]
        country = own[0].country if own else None
        span = token_span([t for t in token.subtree if t.i <= token.i and t.i >= token.left_edge.i])
        name = span.of(document.text)
        kind = _role_nouns()[token.lemma_.lower()]
        if kind == "fighters":
            yield Mention(span, token, name, "group", key=token.lemma_.lower())
        else:
            yield Mention(span, token, name, kind, country=country, key=country or "")


def _modifies(token: Token, noun: Token) -> bool:
    """Whether a state's name or demonym qualifies a noun: Ukrainian forces, Ukraine's army, the army of Ukraine."""
    while token.dep_ in ("amod", "compound", "poss", "nmod", "npadvmod") and token.head.i != noun.i:
        token = token.head
    if token.head.i == noun.i:
        return token.dep_ in ("amod", "compound", "poss", "nmod")
    return token.dep_ == "pobj" and token.head.lower_ in ("of", "in") and token.head.head.i == noun.i
