"""Claims become deals: one procurement, pledge or gift, from talks to the last delivery.

A claim that its reader thought more likely wrong than right opens no deal and sets no cell; it is kept beside the deal it fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from armsledger.catalog import Catalog
from armsledger.ledger.facts import FAR_PAST, Fact
from armsledger.ledger.groups import groups, same_item
from armsledger.model import Interval, Scope, Stage

SOON = timedelta(days=60)
"""Contracts of different numbers further apart than this are two."""
APART = timedelta(days=180)
"""Contracts further apart than this are two, whatever their numbers."""
LIKELY = 0.5
"""Least confidence of a claim that counts."""
FILLED_IN = 0.25
"""The same of one that lacks a party, which its reader doubts for that, where a deal of others fills the party in."""
ORDINALS = {"first": 0, "initial": 0, "original": 0, "second": 1, "third": 2, "fourth": 3}
SINCE = re.compile(
    r"\b(?:since|over the (?:years|past)|from \d{4} to|between \d{4} and|several (?:orders|contracts|batches))\b"
)
"""Words of a figure that takes in more than one order."""
CONTRACT = r"(?:contract|order|deal|purchase|agreement|lot|batch of orders)"


@dataclass(slots=True)
class Lot:
    """The claims of one deal."""

    facts: list[Fact] = field(default_factory=list)
    beside: list[Fact] = field(default_factory=list)
    """Doubtful claims that fit, and those of reprints: shown, not counted."""
    opened: date | None = None
    """Date of its contract, where told."""

    @property
    def family(self) -> str:
        """Item family of a system, else of a name over several, else of a class."""
        told = [f for f in self.facts if f.claim.item and not f.claim.item.generic]
        return next((f.family for f in (*(f for f in told if not f.wide), *told)), self.facts[0].family)

    @property
    def since(self) -> date | None:
        """Date of its contract, else when the contract, or the further gift that it is, was first told of."""
        return self.opened or min((f.when for f in self.facts if is_contract(f) or is_further_gift(f)), default=None)

    @property
    def numbers(self) -> list[Interval]:
        """Numbers of its contract, else of the pledge, as far as told."""
        told = [f.number for f in self.facts if is_contract(f) and f.number]
        return told or [f.number for f in self.facts if f.stage == Stage.PLEDGED and f.number]

    @property
    def wanted(self) -> int | None:
        """The lowest number that completes it: of the contract and what was added to it."""
        added = {f.when: f.number.max or 0 for f in self.facts if f.amends and f.stage == Stage.ORDERED and f.number}
        lowest = min((n.max for n in self.numbers if n.max is not None), default=None)
        return None if lowest is None else lowest + sum(added.values())


@dataclass(frozen=True, slots=True)
class Sorted:
    """Deals, and the figures that belong to none of them."""

    lots: list[Lot]
    spanning: list[Fact]
    """Figures over several orders: they belong to the pair."""


def lots(facts: Sequence[Fact], catalog: Catalog) -> Sorted:
    """The deals that the facts tell of, in a stable order; a lone denial opens none."""
    found: list[Lot] = []
    spanning: list[Fact] = []
    for members in groups([f for f in facts if _may_count(f) and not f.reprinted], catalog):
        if all(f.claim.confidence < LIKELY for f in members):
            continue
        own, over = _split(members)
        found += [lot for lot in own if not all(f.denied for f in lot.facts)]
        spanning += over
    telling: dict[str, list[Lot]] = defaultdict(list)
    between: dict[tuple[str, str], list[Lot]] = defaultdict(list)
    for lot in found:
        for report in sorted({f.report.id for f in lot.facts}):
            telling[report].append(lot)
        for pair in sorted({f.pair for f in lot.facts}):
            between[pair].append(lot)
    counted = {f.claim.id for lot in found for f in lot.facts} | {f.claim.id for f in spanning}
    for fact in facts:
        if fact.reprinted:
            _keep_with_original(fact, telling[fact.reprinted])
        elif fact.claim.confidence < LIKELY and fact.claim.id not in counted:
            _keep_beside(fact, between[fact.pair], catalog)
    return Sorted(found, spanning)


def _may_count(fact: Fact) -> bool:
    """Whether a claim is likely enough to count, at least where others tell of the deal."""
    return fact.claim.confidence >= (LIKELY if all(fact.pair) else FILLED_IN)


def _keep_with_original(fact: Fact, found: list[Lot]) -> None:
    """A reprint's claim stands where the original's like claim stands; where that belongs to no deal, neither does it."""

    def likeness(lot: Lot) -> int:
        theirs = [f for f in lot.facts if f.report.id == fact.reprinted]
        return max(
            (1 + (f.stage == fact.stage) + 2 * (f.number == fact.number) for f in theirs if f.pair == fact.pair),
            default=0,
        )

    home = max(found, key=likeness, default=None)
    if home is not None and likeness(home):
        home.beside.append(fact)


def _keep_beside(fact: Fact, found: list[Lot], catalog: Catalog) -> None:
    homes = [lot for lot in found if same_item(fact, lot.facts, catalog)]
    if homes:
        max(homes, key=lambda lot: _fit(fact, lot, homes.index(lot), homes)).beside.append(fact)


def _split(members: list[Fact]) -> tuple[list[Lot], list[Fact]]:
    """Two lots of one type stay two: contracts first, then everything else goes to the lot it fits best."""
    contracts = [f for f in members if is_contract(f)]
    found: list[Lot] = []
    for fact in sorted(contracts, key=lambda f: (f.dated is None, f.vagueness, f.when, f.known, f.claim.id)):
        home = _same_contract(fact, found)
        if home is None:
            found.append(Lot([fact], opened=fact.dated))
        else:
            home.facts.append(fact)
            home.opened = home.opened or fact.dated
    found = sorted(found, key=lambda lot: lot.since or FAR_PAST)
    rest = _gifts(found, [f for f in members if not is_contract(f)])
    over = [f for f in rest if _spans(f, found)]
    for fact in sorted((f for f in rest if f not in over), key=lambda f: (f.when, f.known, f.claim.id)):
        max(enumerate(found), key=lambda lot: (_fit(fact, lot[1], lot[0], found), lot[0]))[1].facts.append(fact)
    return [lot for lot in found if lot.facts], over


def _gifts(found: list[Lot], rest: list[Fact]) -> list[Fact]:
    """Opens a lot for each further gift ("another eight"), and one for everything else where there is none; the facts left over."""
    further = [f for f in rest if is_further_gift(f)]
    if not found and (not further or len(further) < len([f for f in rest if f.stage == Stage.PLEDGED])):
        found.append(Lot())
    gifts: list[Lot] = []
    for fact in sorted(further, key=lambda f: (f.when, f.known, f.claim.id)):
        same = [g for g in gifts if any(f.number == fact.number and abs(f.when - fact.when) <= SOON for f in g.facts)]
        if same:
            same[0].facts.append(fact)
        else:
            gifts.append(Lot([fact]))
    found += gifts
    if not found:
        found.append(Lot())
    return [f for f in rest if f not in further]


def is_further_gift(fact: Fact) -> bool:
    """Whether it tells of a pledge beside an earlier one: "another eight"; each gift is a decision of its own."""
    return (
        fact.stage == Stage.PLEDGED and fact.number is not None and fact.scope == Scope.ADDITIONAL and not fact.amends
    )


def is_contract(fact: Fact) -> bool:
    """Whether it tells of a contract with a number, not of an option or of more under a contract that exists."""
    return fact.stage == Stage.ORDERED and fact.number is not None and not fact.amends


def _same_contract(fact: Fact, found: list[Lot]) -> Lot | None:
    """The lot of the contract that a fact tells of; None where it is another one."""
    assert fact.number
    # Nothing is told before it is signed, and two rows of one register are two deals.
    found = [lot for lot in found if (lot.opened is None or lot.opened <= fact.known) and not _other_row(fact, lot)]
    agreeing = [lot for lot in found if any(fact.number.meets(n) for n in lot.numbers) or fact.number.min == lot.wanted]
    if fact.dated is None:
        told = [lot for lot in found if named_in(fact, lot, found.index(lot))]
        if fact.scope == Scope.ADDITIONAL:
            return next((lot for lot in agreeing if lot.facts[0].scope == Scope.ADDITIONAL), None)
        return next(iter(told or agreeing[::-1] or found[::-1]), None)
    near = [lot for lot in agreeing if lot.opened is None or abs(fact.dated - lot.opened) <= APART or _meets(fact, lot)]
    if near:
        return near[-1]
    if fact.scope == Scope.ADDITIONAL:
        return None
    close = [
        lot for lot in found if lot.opened is not None and (abs(fact.dated - lot.opened) <= SOON or _meets(fact, lot))
    ]
    return close[-1] if close else None


def _other_row(fact: Fact, lot: Lot) -> bool:
    """Whether the lot holds another row of the register that the fact comes from."""
    row = fact.row
    return row is not None and any(f.row and f.row != row and _scheme(f.row) == _scheme(row) for f in lot.facts)


def _scheme(row: str) -> tuple[str, bool]:
    """Register and kind of id: rows of exports that number deals and of those that don't may be one deal."""
    register, _, id = row.partition(":")
    return register, id.isdigit()


def _meets(fact: Fact, lot: Lot) -> bool:
    """Whether a vague date ("in 2017") takes in the day on which the lot's contract was signed."""
    period = fact.claim.date
    return bool(period and lot.opened and (period.start or lot.opened) <= lot.opened <= (period.end or lot.opened))


def named_in(fact: Fact, lot: Lot, place: int) -> bool:
    """Whether the sentence names the lot's contract by its year or its place: "the contract of 2020", "the second contract"."""
    for word in re.findall(rf"\b({'|'.join(ORDINALS)})\b(?:\W+\w+){{0,3}}?\W+{CONTRACT}", fact.words):
        if ORDINALS[word] == place:
            return True
    years = re.findall(rf"{CONTRACT}\b(?:\W+\w+){{0,3}}?\W+((?:19|20)\d\d)", fact.words)
    years += re.findall(rf"\b((?:19|20)\d\d)\W+{CONTRACT}", fact.words)
    return lot.opened is not None and str(lot.opened.year) in years


def _fit(fact: Fact, lot: Lot, place: int, found: list[Lot]) -> float:
    """How well a fact that is no contract fits a lot."""
    if len(found) == 1:
        return 0.0
    score = 4.0 * named_in(fact, lot, place)
    if fact.row is not None:
        score += 20.0 * any(f.row == fact.row for f in lot.facts) - 20.0 * _other_row(fact, lot)
    opened = lot.since
    if opened is not None and fact.when < opened - timedelta(days=7):
        before = fact.stage in (Stage.TALKS, Stage.PLEDGED, Stage.APPROVED)
        return score - (0.5 if before else 6.0) - min(3.0, (opened - fact.when).days / 1000)
    if fact.number and any(fact.number == n for n in lot.numbers) and fact.scope in (Scope.TOTAL, Scope.UNKNOWN):
        score += 2.0
    if _complete(lot, fact):
        score -= 3.0
    return score


def _complete(lot: Lot, fact: Fact) -> bool:
    """Whether everything ordered had been delivered before the fact."""
    before = [f for f in lot.facts if f.stage == Stage.DELIVERED and f.number and f is not fact and f.when < fact.when]
    totals = [
        f.number.min or 0 for f in before if f.number and f.scope in (Scope.TOTAL, Scope.CUMULATIVE, Scope.UNKNOWN)
    ]
    parts = sum({f.when: f.number.min or 0 for f in before if f.number and f.scope == Scope.THIS_DELIVERY}.values())
    return lot.wanted is not None and max([parts, *totals]) >= lot.wanted


def _spans(fact: Fact, found: list[Lot]) -> bool:
    """Whether a figure covers more than one order: cumulative over several lots, or more than the one order it could be of."""
    if fact.stage != Stage.DELIVERED or fact.scope != Scope.CUMULATIVE or fact.number is None:
        return False
    if len(found) > 1:
        return True
    wanted = found[0].wanted
    return bool(SINCE.search(fact.words)) if wanted is None else (fact.number.min or 0) > wanted
