"""What counts as right, wrong and missed."""

import pytest

from armsledger.evaluation.scoring import Tally, score_case
from armsledger.model import Kind
from tests.evaluation.made import LEASE, SALE, case, read

OPTIONAL = SALE | {"required": False}


def counts(tally: Tally, level: str) -> tuple[int, ...]:
    return tuple(tally.counts[Kind.TRANSFER, level, name] for name in ("hit", "wrong", "missed"))


@pytest.mark.parametrize(
    ("golds", "claims", "core", "full"),
    [
        ([SALE], [SALE], (1, 0, 0), (1, 0, 0)),
        ([SALE], [SALE | {"stage": "ordered"}], (1, 0, 0), (0, 1, 1)),
        ([SALE], [SALE | {"recipient": "HUN"}], (0, 1, 1), (0, 1, 1)),
        ([SALE, LEASE], [SALE], (1, 0, 1), (1, 0, 1)),
        ([SALE], [SALE, SALE], (1, 0, 0), (1, 0, 0)),
        ([SALE], [SALE, LEASE], (1, 1, 0), (1, 1, 0)),
        ([OPTIONAL], [], (0, 0, 0), (0, 0, 0)),
        ([OPTIONAL], [SALE | {"stage": "ordered"}], (0, 0, 0), (0, 0, 0)),
        ([OPTIONAL], [SALE | {"recipient": "HUN"}], (0, 1, 0), (0, 1, 0)),
    ],
)
def test_what_is_hit_wrong_and_missed(
    golds: list[dict[str, object]],
    claims: list[dict[str, object]],
    core: tuple[int, ...],
    full: tuple[int, ...],
) -> None:
    tally = score_case(case(*golds), read(*claims))
    assert (counts(tally, "core"), counts(tally, "full")) == (core, full)


def test_precision_and_recall_differ_where_one_of_two_was_read() -> None:
    tally = score_case(case(SALE, LEASE), read(SALE))
    assert (tally.precision(Kind.TRANSFER, "core"), tally.recall(Kind.TRANSFER, "core")) == (1.0, 0.5)


def test_a_claim_in_a_report_without_any_is_an_alarm() -> None:
    assert (score_case(case(), read(SALE)).alarmed, score_case(case(), []).alarmed) == (1, 0)


def test_fields_are_judged_on_aligned_claims_alone() -> None:
    tally = score_case(case(SALE, LEASE), read(SALE | {"quantity": [9, 9]}))
    assert tally.right(Kind.TRANSFER, "quantity") == 0.0
    assert tally.right(Kind.TRANSFER, "stage") == 1.0
    assert tally.counts[Kind.TRANSFER, "stage", "seen"] == 1
