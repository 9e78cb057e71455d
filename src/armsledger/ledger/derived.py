"""The derived tables: the register as rows that can be dropped and made again, byte for byte, from the record.

They answer questions about the present register while the log stands where they were made; any other is computed anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from armsledger.catalog import Catalog, fold
from armsledger.catalog.cache import digest
from armsledger.catalog.catalog import data_folders
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.register import Register, family_of_row, suffix_of
from armsledger.ledger.schema import DERIVED, deal_claims, deals, meta, pairs
from armsledger.ledger.store import Position, Store, position_in
from armsledger.model import Deal
from armsledger.model.records import plain
from armsledger.model.register_records import deal_of, deal_record, number_record

VERSION = 2
"""Changes with the rules by which the register is made."""
CHUNK = 5_000


@lru_cache(maxsize=1)
def _catalog() -> str:
    return digest(data_folders())[:16]


def stamp(position: Position) -> str:
    """What the derived tables were made from: the log's place, the catalog and the rules."""
    return f"{position.number} {position.entries} {_catalog()} {VERSION}"


def fresh(store: Store) -> bool:
    """Whether the derived tables show the present record."""
    with store.reading() as connection:
        made = connection.execute(select(meta.c.value).where(meta.c.key == "derived")).scalar()
        return made is not None and made == stamp(position_in(connection))


def write(store: Store, register: Register, catalog: Catalog, position: Position) -> None:
    """Make the tables anew, in one transaction."""
    with store.writing() as connection:
        for table in DERIVED:
            connection.execute(delete(table))
        _fill(connection, deals, _deal_rows(register))
        _fill(connection, deal_claims, _claim_rows(register))
        _fill(connection, pairs, _pair_rows(register, catalog))
        connection.execute(delete(meta).where(meta.c.key == "derived"))
        connection.execute(insert(meta).values(key="derived", value=stamp(position)))


def _fill(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            connection.execute(insert(table), chunk)
            chunk = []
    if chunk:
        connection.execute(insert(table), chunk)


def _deal_rows(register: Register) -> Iterator[dict[str, Any]]:
    for position, row in enumerate(register.rows):
        deal = row.deal
        yield {
            "position": position,
            "id": deal.id,
            "supplier": deal.supplier.key if deal.supplier else None,
            "recipient": deal.recipient.key if deal.recipient else None,
            "family": family_of_row(row),
            "category": fold(deal.item.category or "") or None,
            "stage": deal.stage.value,
            "first_known": plain(deal.first_known),
            "last_known": plain(deal.last_known),
            "record": _json(deal_record(deal)),
        }


def _claim_rows(register: Register) -> Iterator[dict[str, Any]]:
    for row in register.rows:
        for id in row.deal.claims:
            yield {"claim": id, "deal": row.deal.id, "suffix": suffix_of(id)}


def _pair_rows(register: Register, catalog: Catalog) -> Iterator[dict[str, Any]]:
    for position, pair in enumerate(register.pairs([r.deal for r in register.rows], catalog)):
        yield {
            "position": position,
            "supplier": pair.supplier.key if pair.supplier else None,
            "recipient": pair.recipient.key if pair.recipient else None,
            "family": pair.family,
            "record": _json(pair_cells(pair)),
        }


def pair_cells(pair: PairRow) -> dict[str, Any]:
    """What a row of pairs holds, as JSON."""
    return {
        "supplier": plain(pair.supplier),
        "recipient": plain(pair.recipient),
        "item": plain(pair.item),
        "ordered": number_record(pair.ordered),
        "delivered": number_record(pair.delivered),
        "deals": list(pair.deals),
        "gap": pair.gap,
        "reports": list(pair.reports),
    }


_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def find(store: Store, id: str) -> Deal | None:
    """A deal by its id, or by an id that one of its claims stands for."""
    with store.reading() as connection:
        record = connection.execute(select(deals.c.record).where(deals.c.id == id)).scalar()
        if record is None:
            suffix = id.rpartition("-")[2]
            home = select(deal_claims.c.deal).where(deal_claims.c.suffix == suffix).order_by(deal_claims.c.claim)
            record = connection.execute(select(deals.c.record).where(deals.c.id.in_(home.limit(1)))).scalar()
    return deal_of(json.loads(record)) if record else None


def listed(store: Store, *, supplier: str | None = None, recipient: str | None = None) -> list[Deal]:
    """All deals in order; of a supplier's or recipient's key only, where one is given."""
    query = select(deals.c.record).order_by(deals.c.position)
    query = query.where(deals.c.supplier == supplier) if supplier else query
    query = query.where(deals.c.recipient == recipient) if recipient else query
    with store.reading() as connection:
        return [deal_of(json.loads(record)) for (record,) in connection.execute(query)]


def dump(store: Store) -> Sequence[tuple[str, list[tuple[Any, ...]]]]:
    """All derived rows, for comparison."""
    with store.reading() as connection:
        return [
            (t.name, [tuple(r) for r in connection.execute(select(t).order_by(*t.primary_key.columns))])
            for t in DERIVED
        ]
