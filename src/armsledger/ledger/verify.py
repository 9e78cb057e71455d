"""Checks a ledger against itself: every hash, every span, every reference."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import select, text

from armsledger.ledger.rows import REPORT, report_of
from armsledger.ledger.schema import captures, claims, log, reports
from armsledger.ledger.store import Store
from armsledger.model import LedgerError, RecordError, Report
from armsledger.model.records import claims_of


def problems(store: Store) -> list[str]:
    """A line for each thing that is not as it was when it was added; none for a sound ledger."""
    try:
        return [*_file(store), *_captures(store), *_reports(store), *_log(store)]
    except LedgerError as error:
        return [str(error)]


def _file(store: Store) -> Iterator[str]:
    """SQLite's own check of its pages."""
    if store.engine.dialect.name == "sqlite":
        with store.reading() as connection:
            for (said,) in connection.execute(text("PRAGMA integrity_check")):
                if said != "ok":
                    yield f"{store.name}: damaged ({' '.join(said.split())}): restore a copy"


def _captures(store: Store) -> Iterator[str]:
    for sha256, content in store.captured():
        if content is None:
            yield f"capture {sha256}: cannot be unpacked; fetch its source again or restore a copy"
        elif hashlib.sha256(content).hexdigest() != sha256:
            yield f"capture {sha256}: its bytes have another hash; fetch its source again or restore a copy"


def _reports(store: Store) -> Iterator[str]:
    with store.reading() as connection:
        held = set(connection.execute(select(captures.c.sha256)).scalars())
        rows = connection.execute(select(reports).order_by(reports.c.id)).mappings()
        for row in rows:
            report = report_of([row[column.name] for column in REPORT])
            if report.sha256 != row["sha256"]:
                yield f"report {report.id}: its text has another hash; restore a copy"
            if row["capture"] not in held:
                yield f"report {report.id}: the capture it was read from is missing; restore a copy"
            query = select(claims.c.id, claims.c.record).where(claims.c.report == row["id"]).order_by(claims.c.number)
            for id, record in connection.execute(query):
                yield from _claim(id, record, report)


def _claim(id: str, record: str, report: Report) -> Iterator[str]:
    try:
        claim = claims_of({"claims": [json.loads(record)]}, report)[0]
    except (RecordError, ValueError) as error:
        yield f"claim {id}: unreadable ({error}); restore a copy"
        return
    outside = [name for name, span in claim.spans() if span is not None and not span.fits(report.text)]
    if outside:
        yield f"claim {id}: the words of {', '.join(outside)} lie outside its report; restore a copy"


def _log(store: Store) -> Iterator[str]:
    """Each report was logged once when it was added."""
    with store.reading() as connection:
        added = list(connection.execute(select(log.c.subject).where(log.c.what == "add report")).scalars())
        ids = set(connection.execute(select(reports.c.id)).scalars())
    for id in sorted(ids - set(added)):
        yield f"report {id}: is not in the log; restore a copy"
    for id in sorted(set(added) - ids):
        yield f"report {id}: is in the log but gone; restore a copy"
    for id in sorted({id for id in added if added.count(id) > 1} if len(added) != len(set(added)) else ()):
        yield f"report {id}: was logged twice; restore a copy"
