"""What a number counts: batteries or launchers, systems or aircraft. Numbers in other units are told apart, not disputed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from armsledger.catalog.cues import made_up
from armsledger.ledger.facts import Fact
from armsledger.model import Interval

WORDS = {
    "battery": "battery", "batteries": "battery", "fire unit": "battery", "fire units": "battery",
    "system": "system", "systems": "system", "complex": "system", "complexes": "system", "set": "system", "sets": "system",
    "launcher": "launcher", "launchers": "launcher", "regiment": "regiment", "regiments": "regiment",
    "battalion": "battalion", "battalions": "battalion", "division": "battalion", "divisions": "battalion",
    "squadron": "squadron", "squadrons": "squadron", "station": "station", "stations": "station",
    "aircraft": "airframe", "airframes": "airframe", "drones": "airframe", "jets": "airframe", "fighters": "airframe",
    "helicopters": "airframe", "vehicles": "vehicle", "missiles": "round", "rounds": "round", "shells": "round",
    "interceptors": "round",
}  # fmt: skip
SAME = {frozenset({"battery", "system"})}
"""Units that news takes for each other where an air-defence system is a battery."""
_UNIT = re.compile(rf"\b({'|'.join(sorted(WORDS, key=len, reverse=True))})\b", re.IGNORECASE)
_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]


def unit_of(fact: Fact) -> str | None:
    """The unit that the words around the number name, else None: what the item is usually counted in."""
    quantity = fact.claim.quantity
    if quantity is None:
        return None
    if quantity.unit:
        return quantity.unit
    places = (quantity.text or "", _after_number(fact))
    for words in places:
        if found := _UNIT.search(words):
            return WORDS[found.group(1).lower()]
    return None


def _after_number(fact: Fact) -> str:
    """The few words after the number in the evidence."""
    number = fact.claim.quantity.interval.min if fact.claim.quantity else None
    if number is None:
        return ""
    match = counted(number).search(fact.claim.evidence.quote)
    return re.split(r"\b(?:with|of which|each|and)\b", match.group(1))[0] if match else ""


def counts_usual(fact: Fact) -> bool:
    """Whether a number is told in the unit in which the catalog counts the item, or names none."""
    usual = fact.entry.unit if fact.entry else None
    if usual is None:
        return True
    unit = unit_of(fact)
    return unit is None or unit == usual or frozenset({unit, usual}) in SAME


@lru_cache(maxsize=4096)
def counted(number: int) -> re.Pattern[str]:
    """A number in digits or in a word, with the few words after it as its group."""
    spelled = _NUMBERS[number - 1] if 0 < number <= len(_NUMBERS) else f"{number:,}"
    return re.compile(rf"\b(?:{number}|{number:,}|{spelled})\b((?:\W+[\w-]+){{0,7}})", re.IGNORECASE)


def by_unit(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Facts by the unit they count in; one without a unit goes with the number it agrees with, else with the usual unit.

    Units that news takes for each other are one, unless they give numbers that differ.
    """
    found: dict[str, list[Fact]] = defaultdict(list)
    bare: list[Fact] = []
    for fact in facts:
        unit = unit_of(fact)
        if unit is None:
            bare.append(fact)
        else:
            found[unit].append(fact)
    for one, other in [(u, w) for u in found for w in found if u < w and frozenset({u, w}) in SAME]:
        if all(_meet(f.number, g.number) for f in found[one] for g in found[other]):
            found[one] += found.pop(other)
    for fact in bare:
        home = next((u for u, told in found.items() if any(_meet(fact.number, t.number) for t in told)), None)
        usual = fact.entry.unit if fact.entry and fact.entry.unit else next(iter(found), "item")
        found[home or next((u for u in found if frozenset({u, usual}) in SAME or u == usual), usual)].append(fact)
    return found


def _meet(one: Interval | None, other: Interval | None) -> bool:
    return bool(one and other and one.meets(other))


def main_unit(found: dict[str, list[Fact]]) -> str:
    """The unit that the deal is counted in: the catalog's for the item, else the one that most reports use."""
    usual = {f.entry.unit for told in found.values() for f in told if f.entry and f.entry.unit}
    fitting = [u for u in found if u in usual or any(frozenset({u, w}) in SAME for w in usual)]
    return max(fitting or list(found), key=lambda u: (u in usual, len({f.report.id for f in found[u]}), u))


def agree(one: Sequence[Fact], other: Sequence[Fact], facts: Sequence[Fact]) -> bool:
    """Whether numbers in two units are one thing counted twice: a report explains, or the catalog knows, how many make one."""
    for a in one:
        for b in other:
            if a.number and b.number and a.number.exact and b.number.exact:
                few, many = sorted((a, b), key=lambda f: (f.number.min or 0) if f.number else 0)
                if _multiple(few, many, facts):
                    return True
    return False


def _multiple(few: Fact, many: Fact, facts: Sequence[Fact]) -> bool:
    assert few.number
    assert many.number
    less, more = few.number.min or 0, many.number.min or 0
    if not less or more % less:
        return False
    return _known(few, many, more // less) or any(_explains(f.report.text, less, more) for f in facts)


def _known(few: Fact, many: Fact, times: int) -> bool:
    """Whether so many of the one unit make the other, by the catalog: eight launchers a battery."""
    least, most = made_up().get(
        (few.family, unit_of(few) or (few.entry and few.entry.unit) or "", unit_of(many) or ""), (1, 0)
    )
    return least <= times <= most


def _explains(text: str, few: int, many: int) -> bool:
    """Whether a report names both numbers, or how many of one make the other ("each system has four launchers")."""
    lower = text.lower()
    return _names(lower, many // few) and (_names(lower, few) or _names(lower, many)) and len(set(_units_in(lower))) > 1


def _names(text: str, number: int) -> bool:
    spelled = _NUMBERS[number - 1] if 0 < number <= len(_NUMBERS) else str(number)
    return re.search(rf"\b(?:{number}|{spelled})\b", text) is not None


def _units_in(text: str) -> list[str]:
    return [WORDS[m.group(1)] for m in _UNIT.finditer(text)]
