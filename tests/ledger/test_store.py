"""The ledger file: what goes in stays, and what is no ledger is refused in one line."""

import sqlite3
from pathlib import Path

import pytest

from armsledger.ledger import Ledger, Query
from armsledger.model import LedgerError
from tests.ledger.conftest import capture_of, told

REPORT, CLAIMS = told("a", "2019-01-14", "Ukraine has signed a contract for six drones.", quantity=[6, 6])


def test_a_ledger_keeps_reports_claims_and_captures(tmp_path: Path) -> None:
    where = str(tmp_path / "l.db")
    with Ledger.open(where) as ledger:
        ledger.add(REPORT, capture_of(REPORT), CLAIMS)
    with Ledger.open(where, create=False) as ledger:
        assert ledger.counts() == {"reports": 1, "claims": 1}
        assert ledger.claims([CLAIMS[0].id])[CLAIMS[0].id] == (CLAIMS[0], REPORT)


def test_a_text_with_a_lone_surrogate_or_nul_is_kept(tmp_path: Path) -> None:
    report, claims = told("n", "2019-01-14", "Six drones\x00 were sold.", quantity=[6, 6])
    with Ledger.open(str(tmp_path / "l.db")) as ledger:
        ledger.add(report, capture_of(report), claims)
        assert ledger.counts()["reports"] == 1


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as caught:
        Ledger.open(str(path))
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path)
    connection.execute("create table other (id)")
    connection.close()
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(str(path))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(str(tmp_path))
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(str(tmp_path / "none.db"), create=False)


def test_the_same_id_with_another_text_is_refused(tmp_path: Path) -> None:
    other, claims = told("a", "2019-01-14", "Something else was written here.")
    with Ledger.open(str(tmp_path / "l.db")) as ledger:
        ledger.add(REPORT, capture_of(REPORT), CLAIMS)
        with pytest.raises(LedgerError, match="another text"):
            ledger.add(other, capture_of(other), claims)
        assert ledger.counts() == {"reports": 1, "claims": 1}


def test_an_unknown_transfer_says_where_to_look(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "l.db")) as ledger, pytest.raises(LedgerError, match="armsledger register"):
        ledger.deal("nothing", Query())
