"""The figures of an evaluation, whole and in groups."""

from armsledger.evaluation.evaluating import Marked, grounded_share, groups
from armsledger.evaluation.figures import figures, text
from armsledger.model import Evidence, Kind, Span, Stage, TransferClaim
from tests.evaluation.made import LEASE, SALE, TEXT, case, read

MARKED = [
    Marked.of(case(SALE, tags=("sale", "plain"), author="a"), read(SALE)),
    Marked.of(case(SALE, LEASE, tags=("lease",), author="b"), read(SALE, LEASE | {"recipient": "BGR"})),
    Marked.of(case(tags=("nothing",), author="b"), []),
]


def test_the_record_holds_each_kind_with_its_fields_and_intervals() -> None:
    transfer = figures(MARKED)["kinds"]["transfer"]
    assert (transfer["required"], transfer["read"]) == (3, 3)
    assert transfer["core"]["recall"]["value"] == 0.667
    assert transfer["core"]["recall"]["interval"][0] < 0.667 < transfer["core"]["recall"]["interval"][1]
    assert transfer["fields"]["recipient"] == {"right": 2, "of": 3, "share": 0.667}


def test_what_nothing_was_read_of_has_no_calibration() -> None:
    assert figures(MARKED)["kinds"]["use"]["calibration_error"] is None


def test_groups_come_worst_first_and_those_without_transfers_last() -> None:
    assert [g.name for g in groups(MARKED, "tag")] == ["lease", "plain", "sale", "nothing"]
    assert [g.name for g in groups(MARKED, "author")] == ["b", "a"]


def test_a_stage_takes_the_claims_that_an_annotator_put_there() -> None:
    found = {g.name: g.whole() for g in groups(MARKED, "stage")}
    assert found["ordered"].f1(Kind.TRANSFER, "core") == 0.0
    assert found["delivered"].f1(Kind.TRANSFER, "core") == 1.0


def test_the_parts_of_a_grouping_by_author_add_up() -> None:
    parts = [g.whole().required(Kind.TRANSFER) for g in groups(MARKED, "author")]
    assert sum(parts) == figures(MARKED)["kinds"]["transfer"]["required"]


def test_a_quote_that_is_not_in_the_report_is_not_grounded() -> None:
    place, sold = Span(0, 45), Span(7, 11)
    claim = TransferClaim(id="1", evidence=Evidence.at(place, TEXT), stage=Stage.DELIVERED, cues=(("stage", sold),))
    assert grounded_share([Marked.of(case(SALE), [claim])]) == 1.0
    assert grounded_share([Marked.of(case(SALE, text="x" + TEXT), [claim])]) == 0.5


def test_the_tables_fit_a_hundred_columns() -> None:
    shown = text(figures(MARKED, "tag"))
    assert max(map(len, shown.splitlines())) <= 100
    assert "claims were read in 0 of 1 reports without any" in shown
