"""Registers of past days and of editions are kept in the ledger, and hold for as long as the record gives the same."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from armsledger.ledger import Ledger, Query, kept
from armsledger.ledger.schema import views
from armsledger.model import Rule
from tests.ledger.conftest import Told, capture_of, told

DAY = date(2019, 3, 1)
THEN = Query(as_of=DAY)
VIEW = (DAY, Rule.CAUTIOUS, None)
SIX = told("a", "2019-01-14", "Six drones were ordered, said the ministry.", quantity=[6, 6], scope="total")
EIGHT = told("b", "2019-02-20", "Eight aircraft are on order, wrote a magazine.", "Monthly", quantity=[8, 8], scope="total")  # fmt: skip
LATER = told("c", "2020-05-01", "Ten were ordered in the end, a court heard.", "Weekly", quantity=[10, 10], scope="total")  # fmt: skip
EARLY = told("d", "2019-01-20", "Seven it was, a broker says to friends.", "Daily", quantity=[7, 7], scope="total")


def add(ledger: Ledger, *reports: Told) -> None:
    ledger.add_all([(r, capture_of(r), c) for r, c in reports])


@pytest.fixture
def ledger(where: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """Two reports, and the register of a day kept."""
    monkeypatch.setattr(kept, "LARGE", 1)
    with Ledger.open(where, who="tester") as opened:
        add(opened, SIX, EIGHT)
        opened.register(THEN)
        yield opened


def test_a_kept_day_answers_as_the_record_does(ledger: Ledger) -> None:
    assert ledger.records(THEN) == kept.records(ledger.store, VIEW)
    [row] = ledger.rows(THEN)
    assert ledger.register(THEN) == [row.deal] == [ledger.deal(row.deal.id, THEN)]


def test_a_kept_day_holds_while_only_later_reports_come_in(ledger: Ledger) -> None:
    add(ledger, LATER)
    ledger.make_edition("first", "a test")
    assert kept.records(ledger.store, VIEW) is not None
    assert ledger.register(THEN) == [row.deal for row in ledger.rows(THEN)]


def test_a_kept_day_is_made_anew_where_an_earlier_report_comes_in_or_somebody_decides(ledger: Ledger) -> None:
    add(ledger, EARLY)
    assert kept.records(ledger.store, VIEW) is None
    assert ledger.register(THEN)[0].reports == ("a", "b", "d")
    assert kept.records(ledger.store, VIEW) is not None
    ledger.reject("b#1", "a typing error")
    assert kept.records(ledger.store, VIEW) is None
    assert ledger.register(THEN)[0].ordered.supporting == ("a#1", "d#1")


def test_what_an_edition_showed_holds_for_good(ledger: Ledger) -> None:
    edition = ledger.make_edition("first", "a test", DAY)
    add(ledger, EARLY)
    ledger.reject("b#1", "a typing error")
    assert kept.records(ledger.store, (DAY, Rule.CAUTIOUS, edition.number)) is not None
    assert ledger.reproduced(edition)


def test_a_view_of_other_rules_or_another_catalog_is_not_shown(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "made_by", lambda: "others")
    assert kept.records(ledger.store, VIEW) is None


def test_the_oldest_views_make_room(ledger: Ledger) -> None:
    for n in range(kept.KEPT + 2):
        ledger.register(Query(as_of=DAY + timedelta(days=n)))
    with ledger.store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(views)).scalar() == kept.KEPT
    assert kept.records(ledger.store, VIEW) is None


def test_small_registers_and_those_of_the_present_are_not_kept(where: str) -> None:
    with Ledger.open(where, who="tester") as opened:
        add(opened, SIX)
        opened.register(THEN)
        opened.register(Query())
        assert kept.records(opened.store, VIEW) is None


def test_a_query_within_a_kept_day_is_answered_from_it(ledger: Ledger) -> None:
    assert ledger.records(Query(as_of=DAY, recipient="Ukraine")) == ledger.records(THEN)
    assert ledger.records(Query(as_of=DAY, recipient="Poland")) == []
