"""What a ledger of many claims costs: adding, rebuilding, asking; beside what DuckDB and bare SQL need for the same rows.

    python benchmarks/ledger.py [CLAIMS …]          default 10000 100000 1000000

Prints processor seconds, so that other work on the machine does not count. A small ledger is made first, so that loading
the catalog counts nowhere.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import duckdb
from sqlalchemy import text
from synthetic import reports

from armsledger.catalog import catalog
from armsledger.ledger import Ledger, Query
from armsledger.model import Capture

AT = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    """Measure at each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(str(Path(folder) / "first.db"), who="benchmark") as ledger,
    ):
        fill(ledger, 1000)
        ledger.rebuild()
        ledger.register(Query())
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, str(Path(folder) / "ledger.db"))


def measure(size: int, where: str) -> None:
    """One ledger, one line a measure."""
    with Ledger.open(where, who="benchmark") as ledger:
        added = timed(lambda: fill(ledger, size))
        rebuilt = timed(ledger.rebuild)
        most = peak()
        aggregated = timed(lambda: sort_and_aggregate(where))
        print(
            f"{size:>9,} claims: add {added / size * 1e6:,.0f} µs a claim, rebuild {rebuilt / size * 1e6:,.0f} µs a claim, {most:,.0f} MB",
            flush=True,
        )
        print(
            f"{'':9} rebuild {rebuilt:.1f} s, DuckDB sort and aggregate {aggregated:.2f} s, ratio {rebuilt / aggregated:,.0f}"
        )
        bare = timed(lambda: rows(ledger, "SELECT record FROM deals ORDER BY position"))
        whole = timed(lambda: ledger.register(Query()))
        id = ledger.register(Query())[0].id
        shown = timed(lambda: [ledger.deal(id, Query()) for _ in range(100)]) / 100
        bare_shown = (
            timed(lambda: [rows(ledger, f"SELECT record FROM deals WHERE id = '{id}'") for _ in range(100)]) / 100
        )
        past = timed(lambda: ledger.register(Query(as_of=date(2010, 1, 1))))
        again = timed(lambda: ledger.register(Query(as_of=date(2010, 1, 1))))
        known = "SELECT c.record FROM claims c JOIN reports r ON r.id = c.report WHERE r.published <= '2010-01-01'"
        bare_past = timed(lambda: rows(ledger, known))
        print(
            f"{'':9} register {whole:.2f} s (bare SQL {bare:.2f} s), show {shown * 1e3:.1f} ms (bare {bare_shown * 1e3:.1f} ms)"
        )
        print(
            f"{'':9} as of a day {past:.2f} s the first time, {again:.3f} s from then on (bare SQL {bare_past:.2f} s); "
            f"{peak():,.0f} MB at most",
            flush=True,
        )


def fill(ledger: Ledger, size: int) -> None:
    """Add the reports by batches of 500."""
    made = iter(reports(size, catalog()))
    while batch := list(islice(made, 500)):
        ledger.add_all([(r, capture_of(r.text), claims) for r, claims in batch])


def capture_of(words: str) -> Capture:
    """A capture of the text itself."""
    content = words.encode()
    return Capture(content, hashlib.sha256(content).hexdigest(), AT, "benchmark")


def sort_and_aggregate(where: str) -> None:
    """DuckDB over the same rows: read the claims, take them apart, sort them, and add them up by pair and item."""
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '3GB'")
        import sqlite3

        claims = sqlite3.connect(where).execute("SELECT record FROM claims").fetchall()
        connection.execute("CREATE TABLE claims (record VARCHAR)")
        path = Path(where).with_suffix(".jsonl")
        path.write_text("".join(f"{record}\n" for (record,) in claims), encoding="utf-8")
        connection.execute(
            f"SELECT supplier.country, recipient.country, item.name, stage, min(quantity.min), max(quantity.max), count(*) FROM "
            f"(SELECT * FROM read_json('{path}', format = 'newline_delimited') ORDER BY supplier.country, recipient.country, item.name) "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall()


def rows(ledger: Ledger, query: str) -> int:
    """The number of rows of a query, fetched."""
    with ledger.store.reading() as connection:
        return len(connection.execute(text(query)).fetchall())


def timed(work: Callable[[], object]) -> float:
    """Processor seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peak() -> float:
    """Largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
