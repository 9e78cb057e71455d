"""A ledger under bad luck: killed processes, several at once, a full disk, a read-only folder, damage."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from armsledger.ledger import Ledger, Query
from armsledger.model import LedgerError
from tests.ledger.conftest import capture_of, told

ADDER = """
import sys
from armsledger.ledger import Ledger
from tests.ledger.conftest import capture_of, told
where, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Ledger.open(where, who=name) as ledger:
    for n in range(count):
        report, claims = told(f"{name}{n}", "2019-01-14", f"{name} tells of {n} drones, number {n} of {name}.", quantity=[n + 1, n + 1])
        ledger.add(report, capture_of(report), claims)
        print(report.id, flush=True)
"""
READER = """
import sys
from armsledger.ledger import Ledger, Query
for _ in range(5):
    with Ledger.open(sys.argv[1], create=False) as ledger:
        counts = ledger.counts()
        assert counts["reports"] == counts["claims"], counts
        ledger.register(Query())
"""


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(process: subprocess.Popen[str]) -> list[str]:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out.split()


def test_killed_adders_lose_nothing_acknowledged_and_double_nothing(tmp_path: Path) -> None:
    where, chance = str(tmp_path / "l.db"), random.Random(7)
    acknowledged: list[str] = []
    for n in range(6):
        process = start(ADDER, where, f"run{n}-", "500")
        assert process.stdout
        acknowledged.append(process.stdout.readline().strip())  # it is at work
        time.sleep(chance.uniform(0, 0.4))
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += process.communicate()[0].split()
    with Ledger.open(where) as ledger:
        assert ledger.verify() == []
        held = {report.id for report, _ in ledger.store.all()}
        assert set(acknowledged) <= held
        assert ledger.counts()["claims"] == len(held)


def test_two_adders_and_four_readers_work_at_once(where: str) -> None:
    Ledger.open(where).close()
    adders = [start(ADDER, where, name, "25") for name in ("one", "two")]
    readers = [start(READER, where) for _ in range(4)]
    added = [id for adder in adders for id in finished(adder)]
    for reader in readers:
        finished(reader)
    with Ledger.open(where) as ledger:
        assert sorted(report.id for report, _ in ledger.store.all()) == sorted(added)
        assert ledger.verify() == []


def test_two_adders_of_the_same_reports_add_each_once(where: str) -> None:
    adders = [start(ADDER, where, "same", "20") for _ in range(2)]
    for adder in adders:
        finished(adder)
    with Ledger.open(where) as ledger:
        assert ledger.counts() == {"reports": 20, "claims": 20}
        assert ledger.verify() == []


REPORT, CLAIMS = told("a", "2019-01-14", "Ukraine has signed a contract for six drones.", quantity=[6, 6])


def test_a_full_disk_is_one_line_and_what_was_added_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(REPORT, capture_of(REPORT), CLAIMS)
        with ledger.store.engine.connect() as connection:  # SQLite's own limit stands for the disk's
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        big, claims = told("b", "2019-01-15", "Eight drones. " * 20_000, quantity=[8, 8])
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.add(big, capture_of(big), claims)
        assert ledger.counts()["reports"] == 1
    with Ledger.open(str(path)) as ledger:
        assert ledger.verify() == []


def test_a_read_only_ledger_can_be_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(REPORT, capture_of(REPORT), CLAIMS)
    address = f"sqlite:///file:{path}?mode=ro&uri=true"
    with Ledger.open(address, create=False) as ledger:
        assert len(ledger.register(Query())) == 1
        other, claims = told("b", "2019-01-15", "Eight drones were sold.", quantity=[8, 8])
        with pytest.raises(LedgerError, match="permissions"):
            ledger.add(other, capture_of(other), claims)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_database_is_said_to_be_and_never_a_traceback(tmp_path: Path, seed: int) -> None:
    path, chance = tmp_path / "l.db", random.Random(seed)
    with Ledger.open(str(path)) as ledger:
        for n in range(30):
            report, claims = told(f"r{n}", "2019-01-14", f"Report {n} tells of {n} drones.", quantity=[n + 1, n + 1])
            ledger.add(report, capture_of(report), claims)
    content = bytearray(path.read_bytes())
    for _ in range(40):
        place = chance.randrange(4096, len(content))
        content[place : place + 64] = bytes(chance.randrange(256) for _ in range(64))
    path.write_bytes(content)
    try:
        with Ledger.open(str(path)) as ledger:
            problems = ledger.verify()
    except LedgerError as error:
        problems = [str(error)]
    assert problems
    assert all("\n" not in line for line in problems)


def test_a_damaged_capture_is_named_and_hurts_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(REPORT, capture_of(REPORT), CLAIMS)
    connection = sqlite3.connect(path)
    connection.execute("update captures set content = substr(content, 1, length(content) - 3)")
    connection.commit()
    connection.close()
    with Ledger.open(str(path)) as ledger:
        assert capture_of(REPORT).sha256 in ledger.verify()[0]
        assert len(ledger.register(Query())) == 1


def test_an_interrupted_command_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path, where = tmp_path / "reports.jsonl", str(tmp_path / "l.db")
    claim = {"kind": "transfer", "supplier": "TUR", "recipient": "UKR", "item": "TB2", "stage": "ordered"}
    count = 1500
    lines = [
        {
            "id": f"r{n}",
            "text": f"Report {n} on drones.",
            "published": "2019-01-14",
            "claims": [claim | {"quote": f"Report {n}"}],
        }
        for n in range(count)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, "-m", "armsledger", "add", str(path), "--ledger", where]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while _reports_in(where) < 32:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert said.strip().splitlines()[-1] == "armsledger: interrupted; what was added so far is kept"
    with Ledger.open(where) as ledger:
        assert ledger.verify() == []
        assert 32 <= ledger.counts()["reports"] < count


def _reports_in(where: str) -> int:
    """How many reports another connection sees; 0 before the tables are there."""
    if not Path(where).exists():
        return 0
    connection = sqlite3.connect(where)
    try:
        return int(connection.execute("select count(*) from reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
