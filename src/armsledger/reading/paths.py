"""Ways through the parse from one word to another, as strings that rules and features can share."""

from __future__ import annotations

from spacy.tokens import Token

LONGEST = 6


def path(start: Token, end: Token) -> str | None:
    """Steps up (<dep) and down (>dep) from `start` to `end`, prepositions by their word; None across sentences or if too long.

    "sold … to Ukraine" gives ">prep:to>pobj"; a coordinated word counts as its first conjunct. Kept with the document, because
    rules and features ask for the same ways again and again.
    """
    known: dict[tuple[int, int], str | None] = start.doc.user_data.setdefault("paths", {})
    ends = (start.i, end.i)
    if ends not in known:
        known[ends] = _path(start, end)
    return known[ends]


def _path(start: Token, end: Token) -> str | None:
    way = _way(start, end)
    if way is None:
        return None
    climb, fall = way
    steps = [f"<{_label(t)}" for t in climb] + [f">{_label(t)}" for t in fall]
    steps = [s for s in steps if s not in ("<conj", ">conj", ">appos")]
    return "".join(steps) if len(steps) <= LONGEST else None


def _way(start: Token, end: Token) -> tuple[list[Token], list[Token]] | None:
    """The tokens that are left on the way up from `start`, and those that are come to on the way down to `end`."""
    up = [start, *start.ancestors]
    down = [end, *end.ancestors]
    places = {t.i: n for n, t in enumerate(up)}
    meet = next((n for n, t in enumerate(down) if t.i in places), None)
    return None if meet is None else (up[: places[down[meet].i]], down[:meet][::-1])


def spelled(start: Token, end: Token) -> str | None:
    """The whole way with its words, for people: "sold ↓dobj fighters"; None across sentences."""
    way = _way(start, end)
    if way is None:
        return None
    climb, fall = way
    return " ".join([start.text, *(f"↑{t.dep_} {t.head.text}" for t in climb), *(f"↓{t.dep_} {t.text}" for t in fall)])


def _label(token: Token) -> str:
    if token.dep_ in ("prep", "agent", "dative") and token.pos_ in ("ADP", "SCONJ"):
        return f"prep:{token.lower_}"
    return token.dep_


def preposition(token: Token) -> str:
    """The preposition a word hangs on, through coordination; empty if none."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    return token.head.lower_ if token.dep_ in ("pobj", "pcomp") else ""
