"""What the reader makes of the annotated cases: the short ones carry one phenomenon each."""

import os
from pathlib import Path

import pytest

from armsledger.evaluation.gold import Case, cases
from armsledger.evaluation.scoring import Tally, score
from armsledger.model import AnyClaim, Kind
from armsledger.reading.reader import read_all

ROOT = Path(__file__).parent.parent
SEED = Path(os.environ.get("ARMSLEDGER_SEED_CASES", ROOT.parent / "shared" / "cases" / "seed"))


def read_cases(folder: Path) -> list[tuple[Case, tuple[AnyClaim, ...]]]:
    given = list(cases(folder))
    return [(c, r.claims) for c, r in zip(given, read_all([c.report for c in given]), strict=True)]


@pytest.fixture(scope="module")
def short() -> list[tuple[Case, tuple[AnyClaim, ...]]]:
    return read_cases(ROOT / "cases" / "short")


def test_at_least_forty_short_cases_vary_the_phenomena(short: list[tuple[Case, tuple[AnyClaim, ...]]]) -> None:
    assert len(short) >= 40
    assert len({tag for case, _ in short for tag in case.tags}) >= 25


def test_one_set_of_rules_carries_the_short_cases(short: list[tuple[Case, tuple[AnyClaim, ...]]]) -> None:
    tally: Tally = score(short)
    assert tally.f1(Kind.TRANSFER, "core") >= 0.7
    assert tally.f1(Kind.STATEMENT, "core") >= 0.7


def test_what_is_read_in_the_short_cases_is_grounded(short: list[tuple[Case, tuple[AnyClaim, ...]]]) -> None:
    assert [c.id for case, claims in short for c in claims if c.ungrounded(case.report.text)] == []


@pytest.mark.skipif(not SEED.is_dir(), reason="the model report lies beside the project, not in it")
def test_the_model_report_is_read_as_annotated() -> None:
    tally = score(read_cases(SEED))
    assert tally.f1(Kind.TRANSFER, "core") >= 0.90
    assert tally.f1(Kind.TRANSFER, "full") >= 0.80
    assert tally.f1(Kind.USE, "core") >= 0.80
    assert tally.f1(Kind.STATEMENT, "core") >= 0.80
