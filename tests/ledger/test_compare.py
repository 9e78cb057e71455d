"""News and registers stand side by side."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from armsledger.intake.registers import open_registers
from armsledger.ledger import Ledger, Query
from armsledger.ledger.comparing import Agreement
from tests.ledger.conftest import Told, told

FILES = Path(__file__).parents[2] / "cases" / "registers"
Fill = Callable[[Iterable[Told]], Ledger]
SIX = told("a", "2019-01-14", "Ukraine signed for six TB2 drones, Baykar announced.", quantity=[6, 6], scope="total",
           sources=["Baykar"], date=["2019-01-12", "2019-01-12"])  # fmt: skip
HOWITZERS = told(
    "b", "2020-02-02", "Turkey sold nine howitzers to Ukraine.", quantity=[9, 9], scope="total", item="T-155 Firtina"
)


def imported(ledger: Ledger, name: str) -> Ledger:
    taken = open_registers([str(FILES / name)], published=date(2025, 3, 10))
    ledger.add_all([(each.report, each.capture, each.given or ()) for each in taken])
    return ledger


def test_a_register_row_that_disagrees_is_a_side_of_the_deal(filled: Fill) -> None:
    ledger = imported(filled([SIX]), "sipri-deals.csv")
    deal = ledger.register(Query(recipient="Ukraine"))[0]
    assert deal.origins == ("baykar", "sipri")
    assert [d.about.value for d in deal.disputes] == ["ordered"]


def test_compare_says_where_they_agree_differ_or_only_one_has_it(filled: Fill) -> None:
    rows = imported(filled([SIX, HOWITZERS]), "sipri-deals.csv").compare(Query(supplier="Turkey", recipient="Ukraine"))
    assert [row.verdict for row in rows] == [Agreement.DIFFER, Agreement.REPORTS_ONLY]
    assert rows[0].cells == {
        "ordered": Agreement.DIFFER, "delivered": Agreement.REGISTER_ONLY, "order_date": Agreement.AGREE,
    }  # fmt: skip


def test_rows_of_one_register_are_no_copies_of_each_other(filled: Fill) -> None:
    ledger = imported(filled([]), "sipri-deals.csv")
    assert ledger.copies() == []
    assert {row.verdict for row in ledger.compare(Query())} == {Agreement.REGISTER_ONLY}


def test_two_lots_of_one_register_stay_two(filled: Fill) -> None:
    deals = imported(filled([]), "sipri-deals.csv").register(Query(recipient="Thailand"))
    assert sorted(d.ordered.interval.min or 0 for d in deals if d.ordered.interval) == [6, 12]


def test_a_register_discloses(filled: Fill) -> None:
    more = told("c", "2024-05-01", "Fifty TB2s have been delivered to Ukraine in all, the Monitor has learnt.", "Monitor",
                stage="delivered", quantity=[50, 50], scope="total")  # fmt: skip
    gaps = imported(filled([SIX, more]), "sipri-deals.csv").gaps(Query(recipient="Ukraine"), "deal")
    assert [(g.gap.amount, g.gap.disclosed.origins) for g in gaps] == [(38, ("sipri",))]
