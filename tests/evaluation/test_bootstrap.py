"""Intervals over reports."""

from armsledger.evaluation.bootstrap import MEASURES, intervals
from armsledger.evaluation.evaluating import total
from armsledger.evaluation.scoring import score_case
from armsledger.model import Kind
from tests.evaluation.made import LEASE, SALE, case, read

HALF = [score_case(case(SALE), read(SALE)), score_case(case(SALE), read(LEASE))] * 20


def test_the_interval_holds_the_score() -> None:
    bounds = intervals(HALF, Kind.TRANSFER, "core")
    for name in MEASURES:
        assert bounds[name].low < getattr(total(HALF), name)(Kind.TRANSFER, "core") < bounds[name].high


def test_the_same_reports_give_the_same_interval() -> None:
    assert intervals(HALF, Kind.TRANSFER, "full") == intervals(HALF, Kind.TRANSFER, "full")


def test_more_reports_make_it_narrower() -> None:
    few, many = (intervals(HALF * n, Kind.TRANSFER, "core")["f1"] for n in (1, 9))
    assert many.high - many.low < (few.high - few.low) / 2


def test_where_nothing_was_to_be_read_and_nothing_was_it_is_right() -> None:
    bounds = intervals(HALF, Kind.USE, "core")["f1"]
    assert (bounds.low, bounds.high) == (1.0, 1.0)
