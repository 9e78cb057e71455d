"""The record: one SQLite file (WAL) through SQLAlchemy Core, the same code on PostgreSQL.

Invariant: reports, captures, claims and the log are only ever added to; everything else is computed from them.
A report with all its claims goes in by one transaction, so that a crash leaves it in whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import zstandard
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from armsledger.model import AnyClaim, Capture, LedgerError, Report
from armsledger.model.records import claim_record, claims_of

SCHEMA_VERSION = 1
metadata = MetaData()
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String))
reports = Table(
    "reports", metadata,
    Column("id", String, primary_key=True), Column("sha256", String, nullable=False), Column("text", Text, nullable=False),
    Column("url", String), Column("title", String), Column("publisher", String), Column("published", String),
    Column("language", String), Column("capture", String),
)  # fmt: skip
captures = Table(
    "captures", metadata,
    Column("sha256", String, primary_key=True), Column("retrieved", String), Column("origin", String),
    Column("media_type", String), Column("content", LargeBinary),
)  # fmt: skip
claims = Table(
    "claims", metadata,
    Column("id", String, primary_key=True), Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("number", Integer), Column("kind", String), Column("record", Text, nullable=False),
)  # fmt: skip
log = Table(
    "log", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True), Column("at", String), Column("what", String),
    Column("subject", String),
)  # fmt: skip

_encoder = zstandard.ZstdCompressor(level=6)
_decoder = zstandard.ZstdDecompressor()


class Store:
    """An open ledger file or database."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @classmethod
    def open(cls, where: str, *, create: bool = True) -> Store:
        """Open or create a ledger. Raises LedgerError where the file is no ledger or cannot be used."""
        url = where if "://" in where else _file_url(where, create)
        store = cls(create_engine(url), where)
        with store._explained():
            if store.engine.dialect.name == "sqlite":
                event.listen(store.engine, "connect", _pragmas)
            store._check(create)
        return store

    def _check(self, create: bool) -> None:
        tables = set(inspect(self.engine).get_table_names())
        if not tables and create:
            metadata.create_all(self.engine)
            with self.engine.begin() as connection:
                connection.execute(insert(meta).values(key="schema", value=str(SCHEMA_VERSION)))
        elif "meta" not in tables or "claims" not in tables:
            raise LedgerError(f"{self.name} is a database but no ledger: give another --ledger file")
        else:
            with self.engine.connect() as connection:
                version = connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar()
            if int(version or 0) > SCHEMA_VERSION:
                raise LedgerError(f"{self.name} was written by a newer armsledger: upgrade to read it")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise LedgerError(f"{self.name}: {_reason(error)}") from error
        except SQLAlchemyError as error:
            raise LedgerError(f"{self.name}: cannot be opened ({error}): check --ledger") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads."""
        with self._explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction."""
        with self._explained(), self.engine.begin() as connection:
            yield connection

    def add(self, report: Report, capture: Capture, found: tuple[AnyClaim, ...]) -> bool:
        """Add a report with its capture and claims; False where it is known already."""
        with self.writing() as connection:
            known = connection.execute(select(reports.c.sha256).where(reports.c.id == report.id)).scalar()
            if known == report.sha256:
                return False
            if known is not None:
                raise LedgerError(
                    f"{self.name}: report id {report.id!r} is taken by another text: give the new report another id"
                )
            self._insert(connection, report, capture, found)
        return True

    def _insert(self, connection: Connection, report: Report, capture: Capture, found: tuple[AnyClaim, ...]) -> None:
        held = connection.execute(select(captures.c.sha256).where(captures.c.sha256 == capture.sha256)).scalar()
        if held is None:
            connection.execute(insert(captures).values(
                sha256=capture.sha256, retrieved=capture.retrieved.isoformat(), origin=capture.origin,
                media_type=capture.media_type, content=_encoder.compress(capture.content)))  # fmt: skip
        connection.execute(insert(reports).values(
            id=report.id, sha256=report.sha256, text=report.text, url=report.url, title=report.title, publisher=report.publisher,
            published=report.published.isoformat() if report.published else None, language=report.language, capture=capture.sha256))  # fmt: skip
        if found:
            rows = [
                {
                    "id": c.id,
                    "report": report.id,
                    "number": n,
                    "kind": c.kind.value,
                    "record": json.dumps(claim_record(c)),
                }
                for n, c in enumerate(found)
            ]
            connection.execute(insert(claims), rows)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute(insert(log).values(at=now, what="add report", subject=report.id))

    def all(self) -> list[tuple[Report, list[AnyClaim]]]:
        """Every report with its claims, by id."""
        with self.reading() as connection:
            rows = connection.execute(select(reports).order_by(reports.c.id)).mappings().all()
            found = connection.execute(
                select(claims.c.report, claims.c.record).order_by(claims.c.report, claims.c.number)
            ).all()
        records: dict[str, list[object]] = {}
        for report, record in found:
            records.setdefault(report, []).append(json.loads(record))
        return [(r := _report(dict(row)), list(claims_of({"claims": records.get(r.id, [])}, r))) for row in rows]


def _report(row: dict[str, str | None]) -> Report:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    known = {k: row[k] for k in ("url", "title", "publisher", "language")}
    return Report(str(row["id"]), str(row["text"]), published=published, **known)


def _file_url(where: str, create: bool) -> str:
    path = Path(where)
    if path.is_dir():
        raise LedgerError(f"{where} is a folder: give a ledger file")
    if not path.exists():
        if not create:
            raise LedgerError(f"{where} does not exist: add reports first (armsledger add --ledger {where} SOURCE)")
        if not path.parent.is_dir():
            raise LedgerError(f"{where}: the folder {path.parent} does not exist: create it first")
    elif path.stat().st_size:
        with path.open("rb") as stream:
            if stream.read(16) != b"SQLite format 3\x00":
                raise LedgerError(f"{where} is no ledger (not an SQLite file): give another --ledger file")
    return f"sqlite:///{path}"


def _pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _reason(error: DatabaseError) -> str:
    text = str(error.orig)
    for word, what in _REASONS.items():
        if word in text:
            return what
    return f"the database refused ({text}): check the file or restore a copy"


_REASONS = {
    "locked": "is locked by another process: wait until it has finished",
    "readonly": "cannot be written: check the permissions of file and folder",
    "malformed": "is damaged: restore a copy",
    "not a database": "is no ledger (not an SQLite file): give another --ledger file",
    "full": "cannot be written: the disk is full",
    "unable to open": "cannot be opened: check that folder and file exist and may be written",
}
