"""What a ledger of many claims costs: adding, rebuilding, asking; beside what DuckDB and bare SQL need for the same rows.

    python benchmarks/ledger.py [CLAIMS …]          default 10000 100000 1000000

Prints processor seconds of all threads, so that other work on the machine counts little. A small ledger is made first, so
that loading the catalog counts nowhere. Bare SQL fetches the rows that an answer shows and does nothing with them:

- `register`: the records of all deals in their order, as `register --format json` prints them;
- `show`: the record of a deal, its claims and their reports;
- as of a day: when it is asked for the first time, the claims known then with their reports, from which it is computed;
  from then on the records of its deals, which the ledger has kept.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
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
DAY = date(2010, 1, 1)


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
        read, sorted_ = sort_and_aggregate(where)
        say(
            f"{size:>9,} claims",
            f"add {micro(added, size)} a claim, rebuild {micro(rebuilt, size)} a claim, {most:,.0f} MB",
        )
        say("", f"rebuild {rebuilt:.1f} s; DuckDB reads the rows in {read:.2f} s, sorts and adds up in {sorted_:.2f} s: "
            f"{rebuilt / (read + sorted_):,.1f} times")  # fmt: skip
        present(ledger)
        past(ledger)


def present(ledger: Ledger) -> None:
    """`register` and `show` beside the rows that they print."""
    beside(
        "register", lambda: ledger.records(Query()), lambda: rows(ledger, "SELECT record FROM deals ORDER BY position")
    )
    whole = timed(lambda: ledger.register(Query()))
    say("", f"the same as objects, for tables: {whole:.2f} s")
    id = json.loads(ledger.records(Query())[0])["id"]
    beside(
        "show, 100 times",
        lambda: [ledger.claims(ledger.deal(id, Query()).claims) for _ in range(100)],
        lambda: [shown(ledger, id) for _ in range(100)],
    )


def past(ledger: Ledger) -> None:
    """A day in the past, when it is asked for first and from then on, by this process and by others."""
    then = Query(as_of=DAY)
    known = (
        "SELECT c.record, r.text, r.publisher, r.published FROM claims c JOIN reports r ON r.id = c.report "
        f"WHERE r.published <= '{DAY}' ORDER BY r.id, c.number"
    )
    beside("as of a day, first time", lambda: ledger.records(then), lambda: rows(ledger, known))
    kept = "SELECT record FROM view_deals WHERE view = (SELECT max(number) FROM views) ORDER BY position"
    with Ledger.open(ledger.name, who="another") as other:
        beside("as of a day, from then on", lambda: other.records(then), lambda: rows(other, kept))
    say("", f"{peak():,.0f} MB at most")


def beside(what: str, work: Callable[[], object], bare: Callable[[], object]) -> None:
    """A line with the cost of some work and of its bare SQL, each the second time: pages are in memory then."""
    bare()
    needed, least = timed(work), timed(bare)
    say(
        "",
        f"{what}: {needed * 1e3:,.1f} ms, bare SQL {least * 1e3:,.1f} ms, {needed / least if least else 0:.1f} times",
    )


def say(size: str, words: str) -> None:
    """One line of the answer."""
    print(f"{size:>16} {words}", flush=True)


def micro(seconds: float, size: int) -> str:
    """Cost of one claim."""
    return f"{seconds / size * 1e6:,.0f} µs"


def fill(ledger: Ledger, size: int) -> None:
    """Add the reports by batches of 500."""
    made = iter(reports(size, catalog()))
    while batch := list(islice(made, 500)):
        ledger.add_all([(r, capture_of(r.text), claims) for r, claims in batch])


def capture_of(words: str) -> Capture:
    """A capture of the text itself."""
    content = words.encode()
    return Capture(content, hashlib.sha256(content).hexdigest(), AT, "benchmark")


def sort_and_aggregate(where: str) -> tuple[float, float]:
    """What DuckDB needs for the same rows: to read them and take them apart; to sort them whole and add them up."""
    path = Path(where).with_suffix(".jsonl")
    with duckdb.connect() as connection, closing(sqlite3.connect(where)) as ledger:
        connection.execute("SET memory_limit = '3GB'")

        def read() -> None:
            lines = (f"{record}\n" for (record,) in ledger.execute("SELECT record FROM claims"))
            path.write_text("".join(lines), encoding="utf-8")
            connection.execute(
                f"CREATE TABLE claims AS SELECT * FROM read_json('{path}', format = 'newline_delimited')"
            )

        def add_up() -> None:
            order = "supplier.country, recipient.country, item.name"
            connection.execute(f"CREATE TABLE sorted AS SELECT * FROM claims ORDER BY {order}, id")
            connection.execute(
                f"SELECT {order}, stage, min(quantity.min), max(quantity.max), count(*) FROM sorted GROUP BY ALL ORDER BY ALL"
            ).fetchall()

        return timed(read), timed(add_up)


def shown(ledger: Ledger, id: str) -> int:
    """The rows that `show` prints: the deal, its claims, and the reports they stand in."""
    told = (
        "SELECT c.record, r.* FROM deal_claims d JOIN claims c ON c.id = d.claim JOIN reports r ON r.id = c.report "
        f"WHERE d.deal = '{id}'"
    )
    return rows(ledger, f"SELECT record FROM deals WHERE id = '{id}'") + rows(ledger, told)


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
