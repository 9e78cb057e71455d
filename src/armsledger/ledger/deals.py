"""Claims become deals: one procurement, pledge or gift, from talks to the last delivery.

A claim that its reader thought more likely wrong than right joins a deal it fits but opens none: better silent than wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from armsledger.catalog import Catalog, EntryKind
from armsledger.ledger.facts import Fact
from armsledger.model import Certainty, Scope, Stage

APART = timedelta(days=240)
"""Two contracts whose dates lie further apart are two deals."""
LIKELY = 0.5
"""Least confidence of the claim that opens a deal."""


@dataclass(slots=True)
class Lot:
    """The claims of one deal."""

    family: str
    facts: list[Fact] = field(default_factory=list)


def lots(facts: Sequence[Fact], catalog: Catalog) -> list[Lot]:
    """The deals that the facts tell of, in a stable order; figures of pairs and lone denials open none."""
    found: list[Lot] = []
    for _, members in sorted(_groups([f for f in facts if not f.of_pair], catalog).items()):
        found += [lot for lot in _split(members) if any(_may_open(f) for f in lot.facts)]
    return found


def _may_open(fact: Fact) -> bool:
    return fact.claim.confidence >= LIKELY and fact.claim.certainty != Certainty.DENIED


Group = tuple[str, str, str]


def _groups(facts: Sequence[Fact], catalog: Catalog) -> dict[Group, list[Fact]]:
    """Facts by parties and item family; a class or an unknown party joins the deals it fits."""
    groups: dict[Group, list[Fact]] = defaultdict(list)
    loose: list[Fact] = []
    for fact in facts:
        whole = all(fact.pair) and not (fact.entry and fact.entry.kind == EntryKind.CLASS)
        if whole:
            groups[*fact.pair, fact.family].append(fact)
        else:
            loose.append(fact)
    for fact in loose:
        home = next((g for g in sorted(groups) if _fits(fact, g, groups[g], catalog)), (*fact.pair, fact.family))
        groups[home].append(fact)
    return groups


def _fits(fact: Fact, group: Group, members: list[Fact], catalog: Catalog) -> bool:
    parties = all(mine in ("", theirs) for mine, theirs in zip(fact.pair, group[:2], strict=True))
    if not parties or fact.family == group[2]:
        return parties
    known = next((m.entry for m in members if m.entry), None)
    return bool(
        fact.entry and known and fact.entry.kind == EntryKind.CLASS and fact.entry.id in catalog.class_line(known.klass)
    )


def _split(members: list[Fact]) -> list[Lot]:
    """Two lots of one type stay two: an additional order, or a contract signed much later, opens a new one."""
    found: list[Lot] = []
    for fact in sorted(members, key=lambda f: (f.when, f.known, f.claim.id)):
        if not found or _opens(fact, found):
            found.append(Lot(fact.family, [fact]))
        else:
            _best(fact, found).facts.append(fact)
    return found


def _opens(fact: Fact, before: list[Lot]) -> bool:
    if fact.claim.stage != Stage.ORDERED or not fact.asserted or fact.number is None:
        return False
    orders = [f for lot in before for f in lot.facts if f.claim.stage == Stage.ORDERED and f.number]
    if fact.scope == Scope.ADDITIONAL:
        return bool(orders) and all(not _same_order(fact, f) for f in orders)
    near = [f for f in orders if f.number and fact.number.meets(f.number)]
    return bool(orders) and not near and all(abs(fact.when - f.when) > APART for f in orders)


def _same_order(fact: Fact, other: Fact) -> bool:
    return other.scope == Scope.ADDITIONAL and bool(fact.number and other.number and fact.number.meets(other.number))


def _best(fact: Fact, before: list[Lot]) -> Lot:
    """The lot whose numbers agree, else the last one opened before the fact."""
    agreeing = [lot for lot in before if fact.number and any(f.number and f.number == fact.number for f in lot.facts)]
    return (agreeing or before)[-1]
