"""Grades: an outlet's from the user's table, a number's from independent origins, never mixed."""

from pathlib import Path

import pytest

from armsledger.ledger.grades import credibility, reliability, table
from armsledger.ledger.register import Row
from armsledger.model import Rule, SettingError
from tests.ledger.conftest import told
from tests.ledger.test_rules import ORDERED, SIX, register


def row(*reports: object, rule: Rule = Rule.LATEST) -> Row:
    [made] = register(*reports, rule=rule).rows  # type: ignore[arg-type]
    return made


def said(id: str, number: int, publisher: str) -> object:
    text = f"{publisher}: {number} TB2s are sold."
    return told(id, f"2019-02-0{ord(id) - 97}", text, publisher, **ORDERED, quantity=[number, number])


def test_credibility_counts_independent_origins() -> None:
    agreeing = [said("b", 6, "Monitor"), said("c", 6, "Weekly")]
    one, two, three = row(SIX), row(SIX, agreeing[0]), row(SIX, *agreeing)
    assert [credibility(r, r.deal.ordered) for r in (one, two, three)] == [3, 2, 1]
    assert credibility(one, one.deal.delivered) == 6


def test_a_number_that_a_party_contradicts_is_improbable() -> None:
    contradicted = row(SIX, said("b", 9, "Monitor"))
    assert credibility(contradicted, contradicted.deal.ordered) == 5


def test_an_outlet_has_the_grade_of_the_users_table_else_none(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("outlet,grade\nThe Monitor,b\n", encoding="utf-8")
    grades = table(str(path))
    assert (reliability("the monitor", grades), reliability("Weekly", grades), reliability(None, grades)) == (
        "B",
        "F",
        "F",
    )


@pytest.mark.parametrize("content", ["outlet,grade\nMonitor,Z\n", "name\nMonitor\n"])
def test_a_table_with_another_grade_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingError, match="line 2"):
        table(str(path))
