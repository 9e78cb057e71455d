"""Which spellings of a name are the same name: what the tables need not list.

`spellings` are those that a text is searched for; `rewritings` are those by which a register's designation is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from armsledger.catalog.cues import words
from armsledger.catalog.entries import EntryKind, Manner, Surface

ROMAN = {"II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
ARABIC = {"1": "I", **{arabic: roman for roman, arabic in ROMAN.items()}}
_NUMBERED = re.compile(r"(?P<word>[A-Za-z]{3,}[ -])(?P<number>VIII|VII|VI|IV|V|III|II|I|[1-8])(?![\w+])")
_CALIBRE = re.compile(r"[\s-]*\b\d{2,3}(?:\.\d+)?[\s-]?mm\b", re.IGNORECASE)
_JOINT = re.compile(r"AN/(?=[A-Z]{3}-\d)")
_BUREAU = re.compile(r"([A-Z][a-z]+)-(?=\d)")
_TAIL = re.compile(
    r"(?<=\d)[-/ ]?[A-Za-zÖ]{1,4}$|(?<=[A-Za-z0-9])[-/ ]\d{1,3}$|(?<=\d[A-Z])[a-z]{1,2}$|(?<=[A-Z])\d{1,2}$"
)


def spellings(surface: Surface) -> Iterator[str]:
    """A name as written, in American spelling, with Roman or Arabic numbers, with its bureau's whole name, without AN/, and in its plural.

    Only common nouns, demonyms and the names of systems that end in a letter have plurals.
    """
    for text in dict.fromkeys((surface.text, american(surface.text))):
        plurals = [plural(text)] if surface.caseless or surface.manner == Manner.DEMONYM else []
        if not plurals and surface.entry.kind == EntryKind.SYSTEM and text[-1].isalpha():
            plurals = [text + "s"]
        yield text
        yield from plurals
        if surface.entry.kind == EntryKind.SYSTEM:
            yield from _with_bureau(text)
            yield from renumbered(text)
            if _JOINT.match(text):
                yield text[3:]


def _with_bureau(text: str) -> Iterator[str]:
    """A designation with the whole name of its design bureau: a Su-25 is a Sukhoi-25, too."""
    short = _BUREAU.match(text)
    if short and (name := words("bureaus", "short", "name").get(short[1])):
        yield name + text[short.end(1) :]


def renumbered(text: str) -> Iterator[str]:
    """The name with each number after a word in the other script: Leopard 2 as Leopard II, Block II as Block 2."""
    found = list(_NUMBERED.finditer(text))
    if not found or len(found) > 2:
        return
    choices = [(m["number"], other(m["number"])) for m in found]
    for chosen in list(product(*choices))[1:]:
        out, last = "", 0
        for match, number in zip(found, chosen, strict=True):
            out += text[last : match.start("number")] + number
            last = match.end()
        yield out + text[last:]


def other(number: str) -> str:
    """An Arabic number in Roman numerals, and the reverse."""
    return ARABIC.get(number) or ROMAN.get(number) or "1"


def american(text: str) -> str:
    """The American spelling of the words that arms reports spell both ways."""
    return text.replace("efence", "efense").replace("rmour", "rmor").replace("alibre", "aliber")


def plural(noun: str) -> str:
    """The regular English plural of a noun or noun phrase."""
    if noun.endswith(("craft", "ese", "personnel", "equipment", "ammunition", "ware", "materiel", "s")):
        return noun
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("x", "ch", "sh", "pedo")) else "s")


def rewritings(name: str) -> Iterator[str]:
    """Other ways to write a designation, the nearest first.

    Without remarks and calibre, the sides of a slash alone, then without the last or first words or a variant's tail.
    What was shortened still has a letter and a digit.
    """
    plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
    bare = _CALIBRE.sub("", plain).strip(" -")
    for text in dict.fromkeys((plain, bare)):
        yield text
        yield from _sides(text)
    yield from _shorter(bare)
    for side in _sides(bare):
        yield from _shorter(side)


def has_calibre(name: str) -> bool:
    """Whether a register's designation ends in a calibre in millimetres."""
    return _CALIBRE.search(name) is not None


def _sides(text: str) -> Iterator[str]:
    """AS-350/AS-550 Fennec: AS-350, AS-550 Fennec, AS-350 Fennec, AS-550."""
    first, slash, second = text.partition("/")
    if not slash or len(first) < 2 or len(second) < 2:
        return
    head, _, common = second.partition(" ")
    yield from (first, second, *((f"{first} {common}", head) if common else ()))


def _shorter(text: str) -> Iterator[str]:
    """Designations left when last or first words, then tails of the last word, go; each still has a digit and a letter."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        yield from filter(_designates, (" ".join(words[:count]), " ".join(words[-count:])))
    while (cut := _TAIL.sub("", text)) != text and _designates(cut):
        yield (text := cut)


def _designates(text: str) -> bool:
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
