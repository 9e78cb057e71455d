"""Editions: the register as published on a day, under a name and a hash, made again from the ledger at any time.

An edition keeps no rows. It keeps the place in the log up to which it looked, the day, the rule, and the hash of what came out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from sqlalchemy import func, insert, select, text

from armsledger.catalog import Catalog
from armsledger.ledger.derived import pair_record
from armsledger.ledger.register import Register
from armsledger.ledger.schema import editions, log
from armsledger.ledger.store import Store
from armsledger.model import LedgerError, Rule
from armsledger.model.register_records import deal_record


@dataclass(frozen=True, slots=True)
class Edition:
    """A dated, hashed release of the register."""

    name: str
    number: int
    """Place in the log: what was added or decided later is not in it."""
    made: str
    who: str
    why: str
    as_of: date | None
    rule: Rule
    sha256: str
    """Hash of its lines."""
    deals: int
    version: str
    """Of the armsledger that made it."""


def lines(register: Register, catalog: Catalog) -> Iterator[str]:
    """An edition's content: deals, then pairs, a line of JSON each."""
    for row in register.rows:
        yield json.dumps({"deal": deal_record(row.deal)}, sort_keys=True, separators=(",", ":"))
    for pair in register.pairs([row.deal for row in register.rows], catalog):
        yield json.dumps({"pair": pair_record(pair)}, sort_keys=True, separators=(",", ":"))


def sha256_of(register: Register, catalog: Catalog) -> str:
    """Hash of the lines, each with its line feed."""
    total = hashlib.sha256()
    for line in lines(register, catalog):
        total.update(line.encode() + b"\n")
    return total.hexdigest()


def closed_place(store: Store) -> int:
    """The log's last number, after which nothing can be written below it: writers under way are waited for."""
    with store.writing() as connection:
        if store.engine.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE log IN SHARE ROW EXCLUSIVE MODE"))
        return connection.execute(select(func.max(log.c.number))).scalar() or 0


def keep(store: Store, edition: Edition) -> Edition:
    """Write down an edition. Raises LedgerError where its name is taken."""
    if any(e.name == edition.name for e in listed(store)):
        raise LedgerError(f"{store.name} has an edition {edition.name!r} already: give the new one another name")
    row = {name: getattr(edition, name) for name in Edition.__slots__}
    row |= {"as_of": edition.as_of.isoformat() if edition.as_of else None, "rule": edition.rule.value, "who": store.who}
    with store.writing() as connection:
        _, row["made"] = store.note(connection, "make edition", edition.name, edition.why)
        connection.execute(insert(editions).values(row))
    return found(store, edition.name)


def listed(store: Store) -> list[Edition]:
    """All editions in the order in which they were made."""
    with store.reading() as connection:
        rows = connection.execute(select(editions).order_by(editions.c.number, editions.c.made, editions.c.name))
        return [_edition(dict(row)) for row in rows.mappings()]


def found(store: Store, name: str) -> Edition:
    """The edition of this name. Raises LedgerError where there is none."""
    edition = next((e for e in listed(store) if e.name == name), None)
    if edition is None:
        raise LedgerError(f"{store.name} has no edition {name!r}: list them with armsledger edition list")
    return edition


def _edition(row: dict[str, object]) -> Edition:
    as_of = date.fromisoformat(str(row["as_of"])) if row["as_of"] else None
    return Edition(**row | {"as_of": as_of, "rule": Rule(str(row["rule"]))})  # type: ignore[arg-type]


def own_version() -> str:
    """Version of this armsledger."""
    return version("armsledger")
