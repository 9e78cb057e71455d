"""The annotated cases: their form, their quotes, and that they cover what news prose does."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from armsledger.model import Act, Certainty, Mode, Stage

ROOT = Path(__file__).parent.parent / "cases"
Case = dict[str, Any]


def load(part: str) -> list[Case]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / part).glob("*.json"))]


WORK, TEST = load("work"), load("test")
CLAIMS = [claim for case in WORK + TEST for claim in case["claims"]]


def several(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def chains(claim: Case) -> Iterator[list[str]]:
    given = claim.get("sources") or []
    yield from ([c for c in given if c] if any(isinstance(c, list) for c in given) else [given])


def test_there_are_enough_whole_reports() -> None:
    assert len(WORK) >= 300
    assert len(TEST) >= 120
    assert len(CLAIMS) >= 2500
    assert all(60 <= len(case["text"].split()) <= 520 for case in WORK + TEST)


def test_the_test_part_has_authors_of_its_own() -> None:
    assert not {c["author"] for c in WORK} & {c["author"] for c in TEST}
    assert len({c["author"] for c in TEST}) >= 4


def test_enough_reports_have_no_claim_and_enough_have_nested_sources() -> None:
    assert sum(not case["claims"] for case in WORK + TEST) >= 60
    nested = [c for c in WORK + TEST if any(len(chain) > 1 for claim in c["claims"] for chain in chains(claim))]
    assert len(nested) >= 70


@pytest.mark.parametrize("case", WORK + TEST, ids=lambda c: c["id"])
def test_every_quote_stands_in_its_report(case: Case) -> None:
    assert [c["quote"] for c in case["claims"] if c["quote"] not in case["text"] or len(c["quote"].split()) > 60] == []


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("stage", set(Stage)),
        ("mode", set(Mode) - {Mode.UNKNOWN}),
        ("certainty", set(Certainty)),
        ("act", set(Act)),
    ],
)
def test_every_word_of_a_vocabulary_is_met_fifteen_times_and_no_other(field: str, words: set[str]) -> None:
    seen = Counter(word for claim in CLAIMS for word in several(claim.get(field)) if word)
    assert {word: seen[word] for word in words if seen[word] < 15} == {}
    assert set(seen) <= {str(w) for w in words} | {"unknown"}
