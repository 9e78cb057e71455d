"""Kills processes that add reports at random moments and looks whether anything that was acknowledged is lost or doubled.

python benchmarks/kills.py [TIMES]              default 200

Each process is a fork of this one, so that its time goes into adding, not into starting; it does what `armsledger add` does:
reports go in by batches, each batch is acknowledged when it is in, the derived tables are made at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import select
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from armsledger.intake import Intaken
from armsledger.ledger import Ledger, add_all
from armsledger.model import Capture, Report
from armsledger.model.records import claims_of

NEW = 64
"""Reports that each process has before it that the ledger does not know yet; it is given as many that it knows."""
LONGEST = 0.5
"""Seconds after the first sign of life within which a process is killed."""
AT = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> int:
    """Kill, look, go on; 1 where anything was wrong."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = random.Random(1)
    cut, before = 0, set[str]()
    with tempfile.TemporaryDirectory() as folder:
        work(str(Path(folder) / "first.db"), 0, os.open(os.devnull, os.O_WRONLY))  # loads all that adding needs
        where = str(Path(folder) / "ledger.db")
        for n in range(times):
            told, finished = killed(where, len(before), chance.uniform(0, LONGEST))
            held = reports_in(where)
            wrong = faults(where, before, held, told, thorough=n % 20 == 19 or n == times - 1)
            if wrong:
                print(f"kill {n + 1}: {wrong}")
                return 1
            cut, before = cut + (not finished), held
    print(f"{times} kills, {cut} of them amid the work: {len(before):,} reports in, none lost, none doubled, verified")
    return 0


def killed(where: str, held: int, after: float) -> tuple[int, bool]:
    """Add in a process that is killed so many seconds after its first sign; what it acknowledged, and whether it was done."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with contextlib.suppress(BrokenPipeError):
            work(where, held, writing)
        os._exit(0)
    os.close(writing)
    select.select([reading], [], [], 60)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as stream:
        said = [line for line in stream.read().split("\n")[:-1] if line]
    return max((int(line) for line in said if line.isdigit()), default=0), "rebuilt" in said


def work(where: str, held: int, telling: int) -> None:
    """Add reports, most of the known ones first, telling how many of them are in after each batch."""
    os.write(telling, b"alive\n")
    with Ledger.open(where, who="kills") as ledger:
        for counts in add_all(ledger, taken(max(0, held - NEW), held + NEW), jobs=1):
            os.write(telling, f"{max(0, held - NEW) + counts.seen}\n".encode())
        ledger.rebuild()
        os.write(telling, b"rebuilt\n")


def taken(first: int, end: int) -> Iterator[Intaken]:
    """Reports by number, each with a claim, so that no time goes into reading."""
    for n in range(first, end):
        text = f"Report {n} tells of drones. Number {hashlib.sha256(str(n).encode()).hexdigest()} of many."
        report = Report.of(text, id=f"r{n}", published=date(2019, 1, 14))
        claim = {
            "kind": "transfer",
            "supplier": "TUR",
            "recipient": "UKR",
            "item": "TB2",
            "stage": "ordered",
            "quote": f"Report {n}",
        }
        content = text.encode()
        yield Intaken(
            report,
            Capture(content, hashlib.sha256(content).hexdigest(), AT, "kills"),
            claims_of({"claims": [claim]}, report),
        )


def faults(where: str, before: set[str], held: set[str], told: int, *, thorough: bool) -> str | None:
    """What is wrong with the ledger; `thorough` rechecks every hash and span too."""
    acknowledged = {f"r{n}" for n in range(told)}
    if lost := (before | acknowledged) - held:
        return f"{len(lost)} lost, first {min(lost)}"
    if not held:
        return None
    with Ledger.open(where) as ledger:
        if ledger.counts()["claims"] != len(held) or len(ledger.log()) != len(held):
            return f"doubled or torn: {ledger.counts()}, {len(ledger.log())} lines in the log"
        return "; ".join(ledger.verify()[:3]) if thorough else None


def reports_in(where: str) -> set[str]:
    """Ids of the reports that are in, as another program sees them."""
    if not Path(where).exists():
        return set()
    connection = sqlite3.connect(where)
    try:
        return {id for (id,) in connection.execute("SELECT id FROM reports")}
    except sqlite3.OperationalError:  # killed before the tables were made
        return set()
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
