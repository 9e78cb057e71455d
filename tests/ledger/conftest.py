"""Reports with given claims, and ledgers filled with them."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from armsledger.ledger import Ledger
from armsledger.model import AnyClaim, Capture, Report
from armsledger.model.records import claims_of

Told = tuple[Report, list[AnyClaim]]


def capture_of(report: Report) -> Capture:
    content = report.text.encode("utf-8", "surrogatepass")
    return Capture(content, hashlib.sha256(content).hexdigest(), datetime(2024, 1, 1, tzinfo=UTC), "test")


def told(id: str, published: str, text: str, publisher: str = "Agency", **claim: Any) -> Told:
    """A report with one transfer claim on TB2s from Turkey to Ukraine, changed as given."""
    report = Report.of(text, id=id, publisher=publisher, published=date.fromisoformat(published))
    base = {"kind": "transfer", "supplier": "TUR", "recipient": "UKR", "item": "Bayraktar TB2", "stage": "ordered"}
    return report, claims_of({"claims": [base | {"quote": text[:20]} | claim]}, report)


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[Iterable[Told]], Ledger]:
    """A ledger that holds some reports."""
    made: list[Ledger] = []

    def fill(reports: Iterable[Told]) -> Ledger:
        ledger = Ledger.open(str(tmp_path / f"ledger{len(made)}.db"), who="tester")
        for report, claims in reports:
            ledger.add(report, capture_of(report), claims)
        made.append(ledger)
        return ledger

    return fill
