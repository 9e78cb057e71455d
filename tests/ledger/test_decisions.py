"""What people decide about claims and deals holds through rebuilds, can be undone, and is shown."""

from collections.abc import Callable, Iterable

import pytest

from armsledger.ledger import Ledger, Query
from armsledger.model import CellState, Decision, Interval, LedgerError, SettingError, Verdict, standing
from tests.ledger.conftest import Told, told

Fill = Callable[[Iterable[Told]], Ledger]
SIX = told("a", "2019-01-14", "Ukraine has signed a contract for six TB2 drones, Baykar announced.", quantity=[6, 6],
           scope="total", sources=["Baykar"])  # fmt: skip
EIGHT = told("b", "2019-01-20", "Turkey is selling eight TB2s to Ukraine, the Monitor has learnt.", "Monitor",
             quantity=[8, 8], scope="total")  # fmt: skip
LATER = told("c", "2023-06-02", "A contract for ten further TB2s was signed in June 2023, Baykar said.",
             quantity=[10, 10], scope="additional", date=["2023-06-01", "2023-06-01"], sources=["Baykar"])  # fmt: skip


@pytest.fixture
def ledger(filled: Fill) -> Ledger:
    return filled([SIX, EIGHT, LATER])


def ordered(ledger: Ledger) -> list[Interval | None]:
    return [deal.ordered.interval for deal in ledger.register(Query())]


def test_a_rejected_claim_sets_no_cell_and_stays_shown(ledger: Ledger) -> None:
    assert ordered(ledger) == [Interval(6, 8), Interval(10, 10)]
    ledger.reject("b#1", "a typing error")
    deal = ledger.register(Query())[0]
    assert (deal.ordered.interval, deal.ordered.state) == (Interval(6, 6), CellState.SINGLE_ORIGIN)
    assert "b#1" in deal.claims
    assert [d.why for d in deal.decisions] == ["a typing error"]


def test_a_decision_survives_a_rebuild_and_can_be_undone_and_that_too(ledger: Ledger) -> None:
    decision = ledger.reject("b#1", "a typing error")
    ledger.rebuild()
    assert ordered(ledger)[0] == Interval(6, 6)
    undoing = ledger.undo(decision.number, "it was right")
    assert ordered(ledger)[0] == Interval(6, 8)
    ledger.undo(undoing.number, "no, wrong after all")
    assert ordered(ledger)[0] == Interval(6, 6)


def test_an_accepted_claim_counts_however_doubtful(filled: Fill) -> None:
    report, [claim] = SIX
    doubtful = told("a", "2019-01-14", report.text, quantity=[6, 6], confidence=0.3)
    ledger = filled([doubtful])
    assert ledger.register(Query()) == []
    ledger.accept(claim.id, "read by two people")
    assert ordered(ledger) == [Interval(6, 6)]


def test_an_amended_field_is_what_people_say(ledger: Ledger) -> None:
    ledger.amend("b#1", "quantity", [6, 6], "misread")
    assert ledger.register(Query())[0].ordered.state == CellState.CONFIRMED
    assert ledger.claims(["b#1"])["b#1"][0].quantity.interval == Interval(8, 8)  # type: ignore[union-attr]


@pytest.mark.parametrize(("field", "value"), [("colour", "red"), ("stage", "sold"), ("quantity", [9, 3])])
def test_what_a_field_cannot_be_is_refused(ledger: Ledger, field: str, value: object) -> None:
    with pytest.raises(SettingError):
        ledger.amend("b#1", field, value, "why not")
    assert ledger.decisions() == ()


def test_merged_deals_answer_to_both_ids(ledger: Ledger) -> None:
    first, second = (deal.id for deal in ledger.register(Query()))
    ledger.merge([first, second], "one contract, signed twice")
    [deal] = ledger.register(Query())
    assert ledger.deal(first, Query()) == ledger.deal(second, Query()) == deal
    ledger.rebuild()
    assert ledger.deal(second, Query()) == deal


def test_split_claims_are_a_deal_of_their_own(ledger: Ledger) -> None:
    ledger.split(ledger.register(Query())[0].id, ["b#1"], "another contract")
    assert [deal.claims for deal in ledger.register(Query())] == [("a#1",), ("c#1",), ("b#1",)]


def test_a_pinned_claim_stays_where_it_is_put(ledger: Ledger) -> None:
    ledger.pin("b#1", ledger.register(Query())[1].id, "names the second contract")
    assert [deal.claims for deal in ledger.register(Query())] == [("a#1",), ("b#1", "c#1")]


def test_a_later_report_that_joins_two_deals_leaves_their_ids_leading_there(filled: Fill) -> None:
    alone = filled([SIX, LATER])
    ids = [deal.id for deal in alone.register(Query())]
    joined = filled([SIX, LATER, EIGHT])
    assert [joined.deal(id, Query()).id for id in ids] == ids


def test_what_is_not_there_cannot_be_decided_about(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no claim"):
        ledger.reject("z#1", "?")
    with pytest.raises(LedgerError, match="no decision"):
        ledger.undo(99, "?")
    with pytest.raises(LedgerError, match="empty"):
        ledger.split(ledger.register(Query())[1].id, ["c#1"], "?")
    with pytest.raises(LedgerError, match="two or more"):
        ledger.merge([ledger.register(Query())[0].id], "?")


def test_the_log_says_who_did_what_and_why(ledger: Ledger) -> None:
    ledger.reject("b#1", "a typing error")
    last = ledger.log()[-1]
    assert (last.who, last.what, last.subject, last.why) == ("tester", "decide reject", "b#1", "a typing error")


def test_standing_leaves_out_what_was_undone() -> None:
    def made(number: int, verdict: Verdict, undoes: int | None = None) -> Decision:
        return Decision(number, "2024-01-01", "x", "y", verdict, undoes=undoes)

    given = (made(1, Verdict.ACCEPT), made(2, Verdict.REJECT), made(3, Verdict.UNDO, 2), made(4, Verdict.UNDO, 1))
    assert [d.number for d in standing((*given, made(5, Verdict.UNDO, 4)))] == [1]
