"""Two clocks: registers of past days, editions that come out the same again, and what moved each cell in between."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from armsledger.ledger import Ledger, Query
from armsledger.model import Interval, LedgerError, Rule
from armsledger.publish.analysis import change_text
from armsledger.publish.parquet import export
from tests.ledger.conftest import Told, capture_of, told

Fill = Callable[[Iterable[Told]], Ledger]
CONTRACT = told("a", "2019-01-14", "Ukraine has signed a contract for six TB2 drones, Baykar announced.", quantity=[6, 6],
                scope="total", sources=["Baykar"])  # fmt: skip
RIVAL = told("b", "2019-02-20", "Eight TB2s are being sold to Ukraine, the Monitor has learnt.", "Monitor", quantity=[8, 8],
             scope="total")  # fmt: skip
THREE = told("c", "2019-03-20", "Three of the drones have arrived, Ukraine's air force said.", stage="delivered",
             quantity=[3, 3], scope="this_delivery", date=["2019-03-20", "2019-03-20"], sources=["Ukraine's air force"])  # fmt: skip
EARLY = told("d", "2019-01-10", "A TB2 contract for six is about to be signed, the Monitor wrote.", "Monitor", quantity=[6, 6],
             scope="total")  # fmt: skip


def add(ledger: Ledger, *reports: Told) -> None:
    ledger.add_all([(r, capture_of(r), c) for r, c in reports])


def test_an_edition_comes_out_the_same_whatever_is_added_or_decided_later(filled: Fill) -> None:
    ledger = filled([CONTRACT])
    edition = ledger.make_edition("first", "a test")
    before = ledger.edition_lines(edition)
    add(ledger, EARLY, RIVAL, THREE)  # one of them published before the edition was made
    ledger.reject("a#1", "mistaken")
    assert ledger.edition_lines(ledger.edition("first")) == before
    assert ledger.reproduced(edition)


def test_an_edition_of_a_past_day_leaves_out_what_was_published_later(filled: Fill) -> None:
    edition = filled([CONTRACT, RIVAL]).make_edition("past", "a test", date(2019, 1, 31))
    assert (edition.deals, edition.as_of, edition.rule) == (1, date(2019, 1, 31), Rule.CAUTIOUS)


def test_an_edition_needs_a_name_of_its_own(filled: Fill) -> None:
    ledger = filled([CONTRACT])
    ledger.make_edition("first", "a test")
    with pytest.raises(LedgerError, match="another name"):
        ledger.make_edition("first", "a test")
    with pytest.raises(LedgerError, match="no edition"):
        ledger.edition("second")


def test_a_diff_names_each_changed_cell_with_the_claims_that_moved_it(filled: Fill) -> None:
    ledger = filled([CONTRACT, RIVAL, THREE])
    found = {c.cell: c for c in ledger.diff(Query(as_of=date(2019, 1, 31)), Query())}
    assert (found["ordered"].before, found["ordered"].after) == ("6 single origin", "6–8 disputed")
    assert found["ordered"].claims == ("b#1",)
    assert found["delivered"].claims == found["stage"].claims == ("c#1",)
    assert "order date" not in found


def test_a_diff_names_the_decision_that_moved_a_cell(filled: Fill) -> None:
    ledger = filled([CONTRACT, RIVAL])
    edition = ledger.make_edition("first", "a test")
    decision = ledger.reject("b#1", "a typing error")
    [change] = [c for c in ledger.diff(Query(logged=edition.number), Query()) if c.cell == "ordered"]
    assert (change.before, change.after, change.decisions) == ("6–8 disputed", "6 single origin", (decision,))
    assert "a typing error" in change_text([change])


def test_new_and_joined_deals_are_named(filled: Fill) -> None:
    second = told("e", "2023-06-02", "A contract for ten further TB2s was signed.", quantity=[10, 10], scope="additional",
                  date=["2023-06-01", "2023-06-01"])  # fmt: skip
    ledger = filled([CONTRACT, second])
    [new] = ledger.diff(Query(as_of=date(2020, 1, 1)), Query())
    assert (new.before, new.claims) == (None, ("e#1",))
    edition = ledger.make_edition("two", "a test")
    ledger.merge([d.id for d in ledger.register(Query())], "one contract")
    gone = ledger.diff(Query(logged=edition.number), Query())[-1]
    assert gone.after == f"part of {ledger.register(Query())[0].id}"


def test_nothing_changes_between_a_view_and_itself(filled: Fill) -> None:
    ledger = filled([CONTRACT, RIVAL, THREE])
    assert ledger.diff(Query(), Query()) == []
    assert change_text([]) == "Nothing changed."


def test_an_exported_edition_is_the_same_bytes_each_time(filled: Fill, tmp_path: Path) -> None:
    ledger = filled([CONTRACT, RIVAL, THREE])
    edition = ledger.make_edition("first", "a test")
    manifests = [export(ledger, edition, tmp_path / name) for name in ("one", "two")]
    assert manifests[0] == manifests[1] == json.loads((tmp_path / "one" / "manifest.json").read_text())
    for name, facts in manifests[0]["files"].items():
        assert hashlib.sha256((tmp_path / "one" / name).read_bytes()).hexdigest() == facts["sha256"]
    path = tmp_path / "one" / "deals.parquet"
    row = duckdb.sql(f"SELECT supplier_code, ordered_min, ordered_max, ordered_against FROM '{path}'").fetchone()
    assert row == ("TUR", 6, 8, [])


def test_numbers_that_depend_on_the_rule_are_named(filled: Fill) -> None:
    third = told("f", "2019-02-25", "Six drones it is, said the ministry of defence of Ukraine.", "Daily", quantity=[6, 6],
                 scope="total", sources=["the ministry of defence of Ukraine"])  # fmt: skip
    deal, pair = filled([CONTRACT, RIVAL, third]).sensitivity(Query())
    assert (deal.by, pair.by, deal.cell) == ("deal", "pair", "ordered")
    assert deal.under == {
        Rule.CAUTIOUS: Interval(6, 8),
        Rule.REPRESENTATIVE: Interval(6, 6),
        Rule.LATEST: Interval(6, 6),
    }


def test_gaps_rank_what_is_reported_beyond_what_was_disclosed(filled: Fill) -> None:
    more = told("g", "2021-12-03", "Turkey has delivered 20 TB2s to Ukraine in all, the Monitor has learnt.", "Monitor",
                stage="delivered", quantity=[20, 20], scope="total")  # fmt: skip
    ledger = filled([CONTRACT, THREE, more])
    deal, pair = ledger.gaps(Query())
    assert {deal.by, pair.by} == {"deal", "pair"}
    assert (deal.gap.amount, deal.gap.reported.claims, deal.gap.disclosed.claims) == (17, ("g#1",), ("c#1",))
    assert (deal.gap.reported.known, deal.gap.disclosed.known) == (date(2021, 12, 3), date(2019, 3, 20))
    assert ledger.gaps(Query(as_of=date(2020, 1, 1))) == []
