"""From the claims of human coders the ledger makes the registers that BUNDLES' rules determine."""

from pathlib import Path

import pytest

from armsledger.catalog import catalog
from armsledger.evaluation.bundles import Marks, bundles, score

ROOT = Path(__file__).parent.parent.parent / "cases" / "bundles"
LEAST = {
    "deals": 0.92,
    "disputes": 0.80,
    "ordered": 0.88,
    "ordered state": 0.88,
    "delivered": 0.88,
    "delivered state": 0.88,
    "stage": 0.88,
    "origins": 0.85,
    "pair delivered": 0.85,
}


@pytest.fixture(scope="module", params=["work", "test"])
def marks(request: pytest.FixtureRequest) -> Marks:
    return score(bundles(ROOT / request.param), catalog())


@pytest.mark.parametrize("measure", LEAST)
def test_the_register_is_right_in_most_cells(marks: Marks, measure: str) -> None:
    assert marks.share(measure) >= LEAST[measure], "\n".join(marks.notes)
