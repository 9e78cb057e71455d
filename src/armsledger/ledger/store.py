"""The record: one SQLite file (WAL) through SQLAlchemy Core, the same code on PostgreSQL.

Invariant: reports, captures, claims, decisions, editions and the log are only ever added to; everything else is computed
from them. A report with all its claims goes in by one transaction, so that a crash leaves it in whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

import zstandard
from sqlalchemy import Connection, Engine, Table, bindparam, create_engine, event, func, insert, select
from sqlalchemy.dialects import sqlite

from armsledger.ledger import opening, schema
from armsledger.ledger.rows import REPORT, Read, capture_row, report_row, together
from armsledger.ledger.schema import captures, claims, decisions, log, reports
from armsledger.model import AnyClaim, Capture, Decision, LedgerError, Report, Verdict
from armsledger.model.records import claim_record

_decoder = zstandard.ZstdDecompressor()
Entry = tuple[Report, Capture, Sequence[AnyClaim]]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Who did what to the ledger, when and why."""

    number: int
    at: str
    who: str
    what: str
    subject: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """How much was in the log; two ledgers at the same position of one log hold the same."""

    number: int
    entries: int


class Store:
    """An open ledger file or database."""

    def __init__(self, engine: Engine, name: str, who: str) -> None:
        self.engine = engine
        self.name = name
        self.who = who

    @classmethod
    def open(cls, where: str, *, create: bool = True, who: str = "unknown") -> Store:
        """Open or create a ledger. Raises LedgerError where the file is no ledger or cannot be used."""
        url = where if "://" in where else opening.file_url(where, create)
        with opening.explained(where):
            store = cls(create_engine(url), where, who)
            if store.engine.dialect.name == "sqlite":
                event.listen(store.engine, "connect", opening.pragmas)
                event.listen(store.engine, "begin", opening.begin)
            try:
                opening.bring_up(store.engine, where, create)
            except BaseException:
                store.engine.dispose()
                raise
        return store

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads, all of it from one moment."""
        with opening.explained(self.name), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; on SQLite it waits for its turn to write before it reads."""
        with opening.explained(self.name), self.engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                yield connection

    def add(self, given: Iterable[Entry], why: str | None = None) -> list[bool]:
        """Add reports with their captures and claims, all or none; for each whether it was new.

        Raises LedgerError where a report's or claim's id is taken by another text or claim.
        """
        entries = list(given)
        with self.writing() as connection:
            added = self._add_reports(connection, entries)
            new = [entry for entry, is_new in zip(entries, added, strict=True) if is_new]
            self._insert_new(connection, captures, [capture_row(capture) for _, capture, _ in new])
            self._add_claims(connection, new)
            self._note_all(connection, "add report", [report.id for report, _, _ in new], why)
        return added

    def _add_reports(self, connection: Connection, entries: Sequence[Entry]) -> list[bool]:
        firsts: dict[str, int] = {}
        for place, (report, _, _) in enumerate(entries):
            firsts.setdefault(report.id, place)
        new = self._insert_new(connection, reports, [report_row(*entries[place][:2]) for place in firsts.values()])
        hashes = self._hashes(connection, [id for id in firsts if id not in new])
        for report, _, _ in entries:
            if hashes.get(report.id, entries[firsts[report.id]][0].sha256) != report.sha256:
                raise LedgerError(
                    f"{self.name}: report id {report.id!r} is taken by another text: give the new report another id"
                )
        return [report.id in new and firsts[report.id] == place for place, (report, _, _) in enumerate(entries)]

    def _add_claims(self, connection: Connection, entries: Sequence[Entry]) -> None:
        rows = [
            {"id": claim.id, "report": report.id, "number": number, "kind": claim.kind.value,
             "record": json.dumps(claim_record(claim))}
            for report, _, found in entries for number, claim in enumerate(found)
        ]  # fmt: skip
        left = self._insert_new(connection, claims, rows)
        for row in rows:
            if row["id"] not in left:
                raise LedgerError(
                    f"{self.name}: report {row['report']!r}: claim id {row['id']!r} is taken: give each claim its own id"
                )
            left.discard(row["id"])

    def _insert_new(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> set[str]:
        """Keys of the rows that were not there yet, also where two processes add them at once."""
        if not rows:
            return set()
        made = _dialect(connection).insert(table).on_conflict_do_nothing().returning(*table.primary_key.columns)
        return set(connection.execute(made, rows).scalars())

    def _hashes(self, connection: Connection, ids: Sequence[str]) -> dict[str, str]:
        if not ids:
            return {}
        rows = connection.execute(select(reports.c.id, reports.c.sha256).where(reports.c.id.in_(ids)))
        return {row.id: row.sha256 for row in rows}

    def _note_all(self, connection: Connection, what: str, subjects: Sequence[str], why: str | None) -> None:
        """A line in the log for each, in their order."""
        if subjects:
            at = self._now(connection)
            lines = [{"at": at, "what": what, "subject": each, "who": self.who, "why": why} for each in subjects]
            connection.execute(insert(log), lines)

    def _now(self, connection: Connection) -> str:
        """The time of a line in the log. Times never run backwards, whatever the clock does."""
        last = connection.execute(select(log.c.at).order_by(log.c.number.desc()).limit(1)).scalar() or ""
        return max(last, datetime.now(UTC).isoformat(timespec="seconds"))

    def note(self, connection: Connection, what: str, subject: str, why: str | None) -> tuple[int, str]:
        """A line in the log; its number and time."""
        at = self._now(connection)
        done = connection.execute(insert(log).values(at=at, what=what, subject=subject, who=self.who, why=why))
        assert done.inserted_primary_key
        return int(done.inserted_primary_key[0]), at

    def decide(
        self, verdict: Verdict, why: str, *, home: str | None = None, undoes: int | None = None,
        claims: Sequence[str] = (), field: str | None = None, value: object = None,
    ) -> Decision:  # fmt: skip
        """Write down a decision of a person."""
        record = {"claims": list(claims), "field": field, "value": value, "home": home, "undoes": undoes}
        with self.writing() as connection:
            subject = str(undoes) if undoes is not None else ", ".join(claims)
            number, at = self.note(connection, f"decide {verdict.value}", subject, why)
            row = {"number": number, "at": at, "who": self.who, "why": why, "verdict": verdict.value,
                   "record": json.dumps(record)}  # fmt: skip
            connection.execute(insert(decisions).values(row))
        return _decision(row)

    def decisions(self, until: int | None = None) -> tuple[Decision, ...]:
        """All decisions in order, those undone included; up to a place in the log."""
        query = select(decisions).order_by(decisions.c.number)
        query = query if until is None else query.where(decisions.c.number <= until)
        with self.reading() as connection:
            return tuple(_decision(dict(row)) for row in connection.execute(query).mappings())

    def log(self) -> list[LogEntry]:
        """Everything that was done to the ledger, in order."""
        with self.reading() as connection:
            rows = connection.execute(select(log).order_by(log.c.number)).mappings().all()
        return [LogEntry(r["number"], r["at"], r["who"] or "unknown", r["what"], r["subject"], r["why"]) for r in rows]

    def position(self) -> Position:
        """Where the log stands."""
        with self.reading() as connection:
            return position_in(connection)

    def known(self, ids: Iterable[str]) -> dict[str, str]:
        """Which of these report ids the ledger has, with the hashes of their texts."""
        with self.reading() as connection:
            return self._hashes(connection, list(ids))

    def count(self) -> dict[str, int]:
        """How many rows the record has of each kind, counted at one moment."""
        counted = [select(func.count()).select_from(t).scalar_subquery().label(t.name) for t in (reports, claims)]
        with self.reading() as connection:
            return dict(connection.execute(select(*counted)).mappings().one())

    def all(self, until: int | None = None, as_of: date | None = None) -> list[Read]:
        """Every report with its claims, by id; only what was added up to a place in the log, or published by a day."""
        wanted = select(*REPORT).order_by(reports.c.id)
        told = select(claims.c.report, claims.c.record).order_by(claims.c.report, claims.c.number)
        if until is not None:
            added = select(log.c.subject).where(log.c.what == "add report", log.c.number <= until)
            wanted, told = wanted.where(reports.c.id.in_(added)), told.where(claims.c.report.in_(added))
        if as_of is not None:
            known = reports.c.published <= as_of.isoformat()
            wanted, told = wanted.where(known), told.join(reports, reports.c.id == claims.c.report).where(known)
        with self.reading() as connection:
            return list(together(connection.execute(wanted), connection.execute(told)))

    def some(self, ids: Iterable[str]) -> list[Read]:
        """The reports that hold some claims, with these claims."""
        wanted = sorted(set(ids))
        with self.reading() as connection:
            found = [
                row
                for n in range(0, len(wanted), 500)
                for row in connection.execute(_SOME, {"ids": wanted[n : n + 500]})
            ]
        rows = {id: row for _, *row in found for id in row[:1]}
        told = sorted([(id, record) for record, id, *_ in found], key=itemgetter(0))
        return list(together([rows[id] for id in sorted(rows)], told))

    def captured(self) -> Iterator[tuple[str, bytes | None]]:
        """Each capture's hash with its bytes; None where they cannot be unpacked."""
        with self.reading() as connection:
            for sha256, content in connection.execute(select(captures.c.sha256, captures.c.content)):
                try:
                    yield sha256, _decoder.decompress(content)
                except zstandard.ZstdError:
                    yield sha256, None


_LAST = select(func.max(log.c.number))


def position_in(connection: Connection) -> Position:
    """Where the log stands. SQLite's writers take turns, so that its last number tells all; PostgreSQL's may overtake each other."""
    if connection.dialect.name == "sqlite":
        number = connection.execute(_LAST).scalar() or 0
        return Position(number, number)
    number, entries = connection.execute(select(func.max(log.c.number), func.count())).one()
    return Position(number or 0, entries)


def _dialect(connection: Connection) -> Any:
    """The dialect's own `insert`, with what to do about rows that are there; PostgreSQL's is loaded only where it is used."""
    if connection.dialect.name == "sqlite":
        return sqlite
    from sqlalchemy.dialects import postgresql

    return postgresql


_SOME = (
    select(claims.c.record, *REPORT)
    .join(reports, reports.c.id == claims.c.report)
    .where(claims.c.id.in_(bindparam("ids", expanding=True)))
)


def _decision(row: dict[str, Any]) -> Decision:
    record = json.loads(row["record"])
    record["claims"] = tuple(record["claims"])
    verdict = Verdict(row["verdict"])
    return Decision(row["number"], row["at"], row["who"], row["why"], verdict, **record)


__all__ = ["LogEntry", "Position", "Read", "Store", "schema"]
