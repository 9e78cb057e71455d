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
    up = [start, *start.ancestors]
    down = [end, *end.ancestors]
    places = {t.i: n for n, t in enumerate(up)}
    meet = next((n for n, t in enumerate(down) if t.i in places), None)
    if meet is None:
        return None
    climb = up[: places[down[meet].i]]
    fall = down[:meet][::-1]
    steps = [f"<{_label(t)}" for t in climb] + [f">{_label(t)}" for t in fall]
    steps = [s for s in steps if s not in ("<conj", ">conj", ">appos")]
    return "".join(steps) if len(steps) <= LONGEST else None


def _label(token: Token) -> str:
    if token.dep_ in ("prep", "agent", "dative") and token.pos_ in ("ADP", "SCONJ"):
        return f"prep:{token.lower_}"
    return token.dep_


def preposition(token: Token) -> str:
    """The preposition a word hangs on, through coordination; empty if none."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    return token.head.lower_ if token.dep_ in ("pobj", "pcomp") else ""
