"""Kills `armsledger add` at random moments and looks whether anything that was acknowledged is lost or doubled.

python benchmarks/kills.py [TIMES]              default 200
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from armsledger.ledger import Ledger

REPORTS = 20_000


def main() -> int:
    """Kill, verify, go on; 1 where anything was wrong."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        source, where = Path(folder) / "reports.jsonl", str(Path(folder) / "ledger.db")
        source.write_text("".join(line(n) for n in range(REPORTS)), encoding="utf-8")
        before: set[str] = set()
        for n in range(times):
            kill(source, where, chance.uniform(0.3, 3.0))
            held = reports_in(where)
            with Ledger.open(where) as ledger:
                problems = ledger.verify() if n % 20 == 19 or n == times - 1 else []
                counts = ledger.counts()
            if not before <= held or counts["claims"] != len(held) or problems:
                print(f"kill {n + 1}: {len(before - held)} lost, {counts}, {problems[:3]}")
                return 1
            before = held
        print(f"{times} kills: {len(before):,} reports in, none lost, none doubled, verified")
    return 0


def line(n: int) -> str:
    """A report with a claim, so that no time goes into reading."""
    claim = {
        "kind": "transfer",
        "supplier": "TUR",
        "recipient": "UKR",
        "item": "TB2",
        "stage": "ordered",
        "quote": f"Report {n}",
    }
    return (
        json.dumps(
            {"id": f"r{n}", "text": f"Report {n} tells of drones.", "published": "2019-01-14", "claims": [claim]}
        )
        + "\n"
    )


def kill(source: Path, where: str, after: float) -> None:
    """Start adding, and kill it and all its children after so many seconds."""
    command = [sys.executable, "-m", "armsledger", "add", str(source), "--ledger", where]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def reports_in(where: str) -> set[str]:
    """Ids of the reports that are in."""
    if not Path(where).exists():
        return set()
    connection = sqlite3.connect(where)
    try:
        return {id for (id,) in connection.execute("SELECT id FROM reports")}
    except sqlite3.OperationalError:
        return set()
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
