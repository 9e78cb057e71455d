"""The register as a pure function of what was read: facts become deals, deals become rows."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from operator import attrgetter

from armsledger.catalog import Catalog, EntryKind, fold
from armsledger.ledger import cells, disputes
from armsledger.ledger.deals import Lot, lots
from armsledger.ledger.decisions import arranged, decided
from armsledger.ledger.deliveries import delivered
from armsledger.ledger.facts import Fact, facts
from armsledger.ledger.groups import same_item
from armsledger.ledger.pairs import PairRow, pair_row
from armsledger.ledger.speakers import entry_key
from armsledger.ledger.stages import stage_of
from armsledger.ledger.store import Read
from armsledger.model import (
    CellState,
    DateCell,
    Deal,
    Decision,
    DisputeSubject,
    Interval,
    Item,
    Mode,
    NumberCell,
    Party,
    PartyKind,
    Rule,
    Stage,
    ValueCell,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A deal with the facts it was made from."""

    deal: Deal
    facts: tuple[Fact, ...]
    officials: frozenset[str]


@dataclass(frozen=True, slots=True)
class Register:
    """All rows, and the figures over several deals."""

    rows: tuple[Row, ...]
    spanning: tuple[Fact, ...]

    @classmethod
    def of(cls, read: Sequence[Read], catalog: Catalog, rule: Rule, decisions: Sequence[Decision] = ()) -> Register:
        """The register of what was read, by a rule, as people decided."""
        found = lots(facts(decided(read, decisions), catalog), catalog)
        rows = []
        taken: set[str] = set()
        for lot in arranged(found.lots, decisions):
            id = id_of(lot, taken)
            taken.add(id)
            rows.append(row_of(lot, id, rule, catalog, decisions))
        return cls(tuple(rows), tuple(found.spanning))

    def find(self, id: str) -> Row | None:
        """The row of a deal by its id, or by an id it had before it was joined, split, or told of earlier."""
        suffix = id.rpartition("-")[2]
        return next((row for row in self.rows if row.deal.id == id), None) or next(
            (row for row in self.rows if suffix in {suffix_of(c) for c in row.deal.claims}), None
        )

    def pairs(self, deals: Sequence[Deal], catalog: Catalog) -> list[PairRow]:
        """The given deals by supplier, recipient and item family."""
        wanted = {deal.id for deal in deals}
        grouped: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows:
            if row.deal.id in wanted:
                grouped.setdefault(_pair_key(row), []).append(row)
        between: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.spanning:
            between.setdefault(fact.pair, []).append(fact)
        return [_pair(rows, between, catalog) for rows in grouped.values()]


def _pair(rows: list[Row], between: Mapping[tuple[str, str], Sequence[Fact]], catalog: Catalog) -> PairRow:
    """The pair of some deals; `between` holds the figures over several deals by their parties."""
    members = [f for row in rows for f in row.facts]
    over = [
        f
        for pair in dict.fromkeys(f.pair for f in members)
        for f in between.get(pair, ())
        if same_item(f, members, catalog)
    ]
    officials = frozenset[str]().union(*(row.officials for row in rows))
    return pair_row([row.deal for row in rows], [row.facts for row in rows], over, officials, family_of_row(rows[0]))


def family_of_row(row: Row) -> str:
    """Item family of a deal."""
    return Lot(list(row.facts)).family


def _pair_key(row: Row) -> tuple[str, str, str]:
    supplier, recipient = row.deal.supplier, row.deal.recipient
    return (supplier.key if supplier else "", recipient.key if recipient else "", family_of_row(row))


def suffix_of(claim_id: str) -> str:
    """Six letters and digits that stand for a claim."""
    number = int.from_bytes(sha256(claim_id.encode("utf-8", "surrogatepass")).digest()[:4]) >> 2
    return _TWO[number >> 20] + _TWO[number >> 10 & 1023] + _TWO[number & 1023]


_TWO = [one + other for one, other in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
"""What ten bits are in base 32."""


def id_of(lot: Lot, taken: Container[str] = ()) -> str:
    """Parties, item, and the claim by which the deal became known: an id that no later claim changes.

    Each claim of a deal stands for an id of it, so that ids of deals that were joined keep leading there.
    """
    known = sorted(lot.facts, key=attrgetter("order"))
    stem = stem_of(lot)
    ids = (f"{stem}-{suffix_of(f.claim.id)}" for f in known)
    return next(id for id in ids if id not in taken)


def stem_of(lot: Lot) -> str:
    """The part of a deal's id that tells its parties and item."""
    names = [p.key if p else "unknown" for p in (_party(lot.facts, 0), _party(lot.facts, 1))]
    parts = [name if len(name) == 3 else "-".join(fold(name).split()) for name in names]
    return "-".join([*parts, lot.family])


def _party(told: Sequence[Fact], side: int, officials: frozenset[str] = frozenset()) -> Party | None:
    """The party that most origins name, then the one an official names, then the first named."""
    named = [(f, p) for f in told if not f.denied and (p := (f.claim.supplier, f.claim.recipient)[side])]
    named = named or [(f, p) for f in told if (p := (f.claim.supplier, f.claim.recipient)[side])]
    if len({p.key for _, p in named}) < 2:
        return named[0][1] if named else None
    origins: dict[str, set[str]] = {}
    for f, p in named:
        origins.setdefault(p.key, set()).add(f.origin)
    weights = {key: (len(own), bool(own & officials), key in own) for key, own in origins.items()}
    best = max(weights.values())
    return next(p for _, p in named if weights[p.key] == best)


def row_of(lot: Lot, id: str, rule: Rule, catalog: Catalog, decisions: Sequence[Decision] = ()) -> Row:
    """The register row of a lot."""
    told = weighed(sorted(lot.facts, key=attrgetter("order")))
    shown_too = sorted([*told, *lot.beside], key=attrgetter("order"))
    officials = officials_of(told, catalog)
    gift = is_gift(told)
    ordered = cells.Counted(NumberCell()) if gift else cells.ordered(told, rule, officials)
    arrived = delivered(told, rule, _target(ordered.cell, told), officials)
    signed = DateCell() if gift else cells.order_date(told)

    def name(key: str) -> str:
        return readable(key, catalog)

    arguing = [
        *disputes.party_disputes(told, name),
        *disputes.denial_disputes(told, name),
        *disputes.date_dispute(signed, told, name),
        *disputes.number_disputes(DisputeSubject.ORDERED, ordered, told, name),
        *disputes.number_disputes(DisputeSubject.DELIVERED, arrived, told, name),
    ]
    counted = {f.claim.id for f in told}
    reports = {f.report.id for f in shown_too if f.reprinted or f.claim.id in counted}
    arguing = disputes.one_a_subject(arguing)
    deal = Deal(
        id, shown(_party(told, 0, officials), catalog), shown(_party(told, 1, officials), catalog), _item(told), stage_of(told, officials)[0],
        supplier_actor=next((f.claim.supplier_actor for f in told if f.claim.supplier_actor), None),
        recipient_actor=next((f.claim.recipient_actor for f in told if f.claim.recipient_actor), None),
        mode=next((f.claim.mode for f in told if f.claim.mode), None),
        ordered=ordered.cell, delivered=arrived.cell, order_date=signed, delivery_dates=cells.delivery_dates(told), value=value_of(told),
        origins=origins_of(told), reports=tuple(sorted(reports)), claims=tuple(f.claim.id for f in shown_too),
        disputes=tuple(arguing), first_known=told[0].report.published, last_known=told[-1].report.published,
        decisions=about(decisions, [f.claim.id for f in shown_too]),
    )  # fmt: skip
    return Row(deal, tuple(told), officials)


def about(decisions: Sequence[Decision], claims: Sequence[str]) -> tuple[Decision, ...]:
    """The decisions that concern some claims."""
    return tuple(d for d in decisions if not {*d.claims, d.home}.isdisjoint(claims))


def is_gift(told: Sequence[Fact]) -> bool:
    """Whether it is given: somebody says so, and nobody speaks of a sale."""
    modes = {f.claim.mode for f in told}
    return Mode.AID in modes and Mode.SALE not in {f.claim.mode for f in told if f.stage == Stage.ORDERED}


def weighed(told: Sequence[Fact]) -> list[Fact]:
    """The facts of a deal, those that add no origin marked: of a report that names a source, its unmarked sentences."""
    sourced = {f.report.id for f in told if f.claim.sources}
    return [
        f if f.silent == (quiet := not f.claim.sources and f.report.id in sourced) else replace(f, silent=quiet)
        for f in told
    ]


def _target(ordered: NumberCell, told: Sequence[Fact]) -> Interval | None:
    """The number at which a sum of deliveries is complete: the undisputed number ordered, else the one pledged last."""
    if ordered.interval:
        return ordered.interval if ordered.state != CellState.DISPUTED else None
    pledged = [f.number for f in told if f.stage == Stage.PLEDGED and f.number]
    return pledged[-1] if pledged else None


def _item(told: Sequence[Fact]) -> Item:
    """The item as named first by its system, else by a name over several families, else by its class.

    One that a reader knew by its catalog id goes by the catalog's name, whatever the reports call it.
    """
    items = [(f.claim.item.generic, f.wide, f.claim.item, f.entry) for f in told if f.claim.item]
    _, _, item, entry = min(items, key=lambda each: each[:2])
    return replace(item, name=entry.name) if item.id and entry else item


def officials_of(told: Sequence[Fact], catalog: Catalog) -> frozenset[str]:
    """Origins that are party to the deal: both governments and the maker."""
    parties = {key for f in told for key in f.pair if key}
    actors = [a.name for f in told for a in (f.claim.supplier_actor, f.claim.recipient_actor) if a]
    systems = {f.entry for f in told if f.entry and f.entry.kind == EntryKind.SYSTEM}
    makers = [
        name.strip() for entry in systems for name in catalog.row(entry).get("maker", "").split(";") if name.strip()
    ]
    known = {key for name in [*actors, *makers] for s in catalog.find(name) if (key := entry_key(s.entry))}
    return frozenset(parties | known | {fold(name) for name in [*actors, *makers]})


def shown(party: Party | None, catalog: Catalog) -> Party | None:
    """A state under its catalog name, whatever a report calls it: a code, a capital, a demonym."""
    whole = party and party.country and (party.kind == PartyKind.STATE or party.country == party.name)
    entry = catalog.state(party.country) if party and party.country and whole else None
    if party is None or entry is None:
        return party
    return replace(party, name=entry.name, kind=PartyKind.IGO if entry.subkind == "igo" else PartyKind.STATE)


def readable(key: str, catalog: Catalog) -> str:
    """The name that people know an origin or party by."""
    state = catalog.state(key)
    named = state or next(
        (e for kind in (EntryKind.OUTLET, EntryKind.MAKER, EntryKind.GROUP) if (e := catalog.get(kind, key))), None
    )
    return named.name if named else key


def origins_of(told: Sequence[Fact]) -> tuple[str, ...]:
    """Distinct origins of all claims but denials; a report that names a source adds none by its unmarked sentences."""
    return tuple(sorted({f.origin for f in told if not f.denied and not f.silent}))


def value_of(told: Sequence[Fact]) -> ValueCell:
    """The price, where the claims agree on one."""
    priced = [(f, f.claim.value) for f in told if f.claim.value and f.claim.value.currency and f.asserted]
    if not priced:
        return ValueCell()
    first = priced[0][1]
    same = [f for f, v in priced if v.currency == first.currency and v.interval.meets(first.interval)]
    state = CellState.CONFIRMED if len({f.origin for f in same}) > 1 else CellState.SINGLE_ORIGIN
    return ValueCell(first.interval, first.currency, state, tuple(f.claim.id for f in same))
