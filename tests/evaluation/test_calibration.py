"""Confidence against what was right."""

import pytest

from armsledger.evaluation.calibration import calibration_error, confident_f1
from armsledger.evaluation.scoring import Tally, Trust, score_case
from armsledger.model import Kind
from tests.evaluation.made import LEASE, SALE, case, read


def test_confidence_that_is_the_share_right_has_no_error() -> None:
    assert calibration_error([Trust(0.75, True, True)] * 3 + [Trust(0.75, False, True)]) == pytest.approx(0)


def test_sure_and_wrong_is_the_greatest_error() -> None:
    assert calibration_error([Trust(1.0, False, True)] * 4) == 1.0
    assert calibration_error([]) is None


def test_bins_are_weighed_by_their_claims() -> None:
    claims = [Trust(0.95, True, True)] * 3 + [Trust(0.25, True, True)]
    assert calibration_error(claims) == pytest.approx((3 * 0.05 + 0.75) / 4)


def test_the_unsure_half_is_set_aside_with_what_it_stands_for() -> None:
    tally = Tally()
    tally.add(score_case(case(SALE), read(SALE, confidence=0.9)))
    tally.add(score_case(case(LEASE), read(LEASE | {"recipient": "BGR"}, confidence=0.3)))
    assert tally.f1(Kind.TRANSFER, "core") == 0.5
    assert confident_f1(tally, Kind.TRANSFER) == 1.0


def test_what_was_not_read_counts_in_proportion() -> None:
    tally = score_case(case(SALE, LEASE), read(SALE, confidence=0.9))
    assert confident_f1(tally, Kind.TRANSFER, 1.0) == tally.f1(Kind.TRANSFER, "core")
    assert confident_f1(Tally(), Kind.TRANSFER) is None
