"""Where more is reported than was disclosed: delivered against delivered, both sides with their claims and dates.

Disclosed is what either government, the maker or a register said; reported is what anybody else said (BUNDLES, Pair).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from armsledger.ledger.cells import OLD, latest_by_origin, unretracted
from armsledger.ledger.deliveries import TOTALS, events
from armsledger.ledger.facts import Fact
from armsledger.ledger.origins import REGISTERS
from armsledger.model import Item, Party, Stage


@dataclass(frozen=True, slots=True)
class Told:
    """A number on one side of a gap, with the claims behind it and the day on which the last of them became known."""

    number: int
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    known: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Lowest number reported delivered, less the highest disclosed; never below 0."""

    reported: Told
    disclosed: Told

    @property
    def amount(self) -> int:
        """How many more."""
        return max(0, self.reported.number - self.disclosed.number)


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap of one deal, or of all deals of a pair."""

    supplier: Party | None
    recipient: Party | None
    item: Item
    deals: tuple[str, ...]
    by: str
    """`deal` or `pair`."""
    gap: Gap


def gap_of(told: Sequence[Sequence[Fact]], spanning: Sequence[Fact], officials: frozenset[str]) -> Gap | None:
    """The gap of some deals with the figures that span them; None where either side said nothing.

    A figure over several orders takes in deals that nobody disclosed: where others give one, it is what they report.
    """
    disclosing = officials | REGISTERS.keys()
    over = _current([f for f in spanning if _counts(f) and f.origin not in disclosing])
    figures = [t for f in over if f.number and (t := _told(f.number.min, [f]))]
    reported = min(figures, key=lambda t: (t.number, t.claims), default=None)
    reported = reported or _added([_lowest(facts, disclosing) for facts in told], every=True)
    disclosed = _added([_highest(facts, disclosing) for facts in told], every=False)
    return Gap(reported, disclosed) if reported and disclosed else None


def _counts(fact: Fact) -> bool:
    return fact.stage == Stage.DELIVERED and fact.number is not None and fact.number.min is not None


def _told(number: int | None, facts: Sequence[Fact]) -> Told | None:
    if number is None or not facts:
        return None
    known = max((f.report.published for f in facts if f.report.published), default=None)
    return Told(number, tuple(f.claim.id for f in facts), tuple(sorted({f.origin for f in facts})), known)


def _added(parts: Sequence[Told | None], *, every: bool) -> Told | None:
    """The sum over deals; None where no deal, or with `every` not each deal, has a number."""
    known = [p for p in parts if p]
    if not known or (every and len(known) < len(parts)):
        return None
    return Told(
        sum(p.number for p in known),
        tuple(c for p in known for c in p.claims),
        tuple(sorted({o for p in known for o in p.origins})),
        max((p.known for p in known if p.known), default=None),
    )


def _highest(facts: Sequence[Fact], disclosing: frozenset[str]) -> Told | None:
    """The highest number delivered that was disclosed: a total, or the sum of single deliveries."""
    own = [f for f in unretracted(facts) if _counts(f) and f.origin in disclosing]
    return max((t for t in _figures(own) if t), key=lambda t: (t.number, t.claims), default=None)


def _lowest(facts: Sequence[Fact], disclosing: frozenset[str]) -> Told | None:
    """The lowest total that others give; where they tell of single deliveries only, the sum of those.

    An unmarked sentence of a report that names a source is no other's.
    """
    others = [f for f in unretracted(facts) if _counts(f) and f.origin not in disclosing and not f.silent]
    totals = _current([f for f in others if f.scope in TOTALS])
    return min((t for t in _figures(totals or others) if t), key=lambda t: (t.number, t.claims), default=None)


def _current(figures: Sequence[Fact]) -> list[Fact]:
    """Of each origin its latest figure; one that others outgrew more than a month later is no longer what they say."""
    told = latest_by_origin(unretracted(figures))
    return [f for f in told if not any(_outgrew(later, f) for later in told)]


def _outgrew(later: Fact, fact: Fact) -> bool:
    grown = later.number and fact.number and (later.number.min or 0) > (fact.number.min or 0)
    return bool(grown) and later.known - fact.known > OLD


def _figures(facts: Sequence[Fact]) -> list[Told | None]:
    found = [_told(f.number.min, [f]) for f in facts if f.number and f.scope in TOTALS]
    parts = events([f for f in facts if f.scope not in TOTALS])
    summed = sum(e.interval.min or 0 for e in parts)
    return [*found, _told(summed, [f for e in parts for f in e.facts])]
