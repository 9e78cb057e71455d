"""The bundled reports show what the product is for."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from armsledger.cli.demo import run
from armsledger.ledger import Ledger, Query
from armsledger.model import Kind
from armsledger.reading.reader import read_all

REPORTS = [
    json.loads(line) for line in (files("armsledger.demo") / "reports.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("demo") / "demo.db"
    run(str(where))
    return where


def test_every_report_says_where_it_was_reported() -> None:
    assert len(REPORTS) >= 14
    assert [
        r["id"]
        for r in REPORTS
        if not (r["url"].startswith(("https://", "http://")) and r["published"] and r["publisher"])
    ] == []


def test_the_register_holds_the_best_known_transfers(ledger: Path) -> None:
    with Ledger.open(str(ledger)) as opened:
        deals = opened.register(Query())
    found = {(d.supplier.key, d.recipient.key, d.item.name) for d in deals if d.supplier and d.recipient}
    assert {("TUR", "UKR", "Bayraktar TB2"), ("RUS", "TUR", "S-400"), ("USA", "SVK", "F-16V")} <= found
    assert len(found) >= 5


def test_a_number_is_disputed(ledger: Path) -> None:
    with Ledger.open(str(ledger)) as opened:
        disputes = [d for deal in opened.register(Query(item="S-400")) for d in deal.disputes]
    assert [d.about.value for d in disputes] == ["ordered"]


def test_a_reprint_adds_no_origin(ledger: Path) -> None:
    with Ledger.open(str(ledger)) as opened:
        assert ["tb2-six", "tb2-six-reprint"] in opened.copies()


def test_a_use_and_a_denial_are_read() -> None:
    from armsledger.model import Report

    readings = read_all([Report.of(r["text"], id=r["id"]) for r in REPORTS])
    claims = [c for reading in readings for c in reading.claims]
    assert Kind.USE in {c.kind for c in claims}
    assert "denied" in {c.certainty.value for c in claims}


def test_the_past_knew_less(ledger: Path) -> None:
    from datetime import date

    with Ledger.open(str(ledger)) as opened:
        then = opened.register(Query(item="Bayraktar TB2", as_of=date(2020, 1, 1)))
        now = opened.register(Query(item="Bayraktar TB2"))
    assert len(then) < len(now)
