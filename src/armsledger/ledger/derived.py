"""The derived tables: the register as rows that can be dropped and made again, byte for byte, from the record.

They answer questions about the present register while the log stands where they were made; any other is computed anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select

from armsledger.catalog import Catalog, fold
from armsledger.catalog.cache import digest
from armsledger.catalog.catalog import data_folders
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.register import Register, family_of_row, suffix_of
from armsledger.ledger.schema import DERIVED, UNSTORABLE, deal_claims, deals, meta, pairs
from armsledger.ledger.store import Position, Store, position_in
from armsledger.model import Deal
from armsledger.model.records import plain
from armsledger.model.register_records import deal_record, number_record

VERSION = 2
"""Changes with the rules by which the register is made."""
CHUNK = 5_000
# Asked each time a deal is shown, where making a query costs more than its answer.
_MADE = select(meta.c.value).where(meta.c.key == "derived")
_DEAL = select(deals.c.record).where(deals.c.id == bindparam("id"))


@lru_cache(maxsize=1)
def _catalog() -> str:
    return digest(data_folders())[:16]


def made_by() -> str:
    """The catalog and the rules by which registers are made."""
    return f"{_catalog()} {VERSION}"


def stamp(position: Position) -> str:
    """What the derived tables were made from: the log's place, the catalog and the rules."""
    return f"{position.number} {position.entries} {made_by()}"


def fresh(store: Store) -> bool:
    """Whether the derived tables show the present record."""
    with store.reading() as connection:
        return _fresh(connection)


def _fresh(connection: Connection) -> bool:
    made = connection.execute(_MADE).scalar()
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
            "record": encoded(deal),
        }


def _claim_rows(register: Register) -> Iterator[dict[str, Any]]:
    """In order of the primary key, in which a database takes them in quickest."""
    for claim, deal in sorted((id, row.deal.id) for row in register.rows for id in row.deal.claims):
        yield {"claim": claim, "deal": deal, "suffix": suffix_of(claim)}


def _pair_rows(register: Register, catalog: Catalog) -> Iterator[dict[str, Any]]:
    for position, pair in enumerate(register.pairs([r.deal for r in register.rows], catalog)):
        yield {
            "position": position,
            "supplier": pair.supplier.key if pair.supplier else None,
            "recipient": pair.recipient.key if pair.recipient else None,
            "family": pair.family,
            "record": line(pair_record(pair)),
        }


def pair_record(pair: PairRow) -> dict[str, Any]:
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


_PLAIN = json.JSONEncoder(check_circular=False, ensure_ascii=False)
_ESCAPED = json.JSONEncoder(check_circular=False)


def line(record: dict[str, Any]) -> str:
    """One line of JSON; escaped where it holds what databases refuse."""
    text = _PLAIN.encode(record)
    return text if text.isascii() or not UNSTORABLE.search(text) else _ESCAPED.encode(record)


def encoded(deal: Deal) -> str:
    """A deal as one line of JSON."""
    return line(deal_record(deal))


def find(store: Store, id: str) -> str | None:
    """A deal by its id, or by an id that one of its claims stands for; None where there is none, or the tables are not fresh."""
    with store.reading() as connection:
        if not _fresh(connection):
            return None
        record = connection.execute(_DEAL, {"id": id}).scalar()
        if record is None:
            suffix = id.rpartition("-")[2]
            home = select(deal_claims.c.deal).where(deal_claims.c.suffix == suffix).order_by(deal_claims.c.claim)
            record = connection.execute(select(deals.c.record).where(deals.c.id.in_(home.limit(1)))).scalar()
    return record


def records(store: Store) -> list[str] | None:
    """All deals in order, each as JSON; None where the tables are not fresh."""
    with store.reading() as connection:
        if not _fresh(connection):
            return None
        return list(connection.execute(select(deals.c.record).order_by(deals.c.position)).scalars().all())


def pair_records(store: Store) -> list[str] | None:
    """All pairs in order, each as JSON; None where the tables are not fresh."""
    with store.reading() as connection:
        if not _fresh(connection):
            return None
        return list(connection.execute(select(pairs.c.record).order_by(pairs.c.position)).scalars().all())


def dump(store: Store) -> Sequence[tuple[str, list[tuple[Any, ...]]]]:
    """All derived rows, for comparison."""
    with store.reading() as connection:
        return [
            (t.name, [tuple(r) for r in connection.execute(select(t).order_by(*t.primary_key.columns))])
            for t in DERIVED
        ]
