"""When what was read is what an annotator wrote down."""

import pytest

from armsledger.evaluation.agreement import agreement
from tests.evaluation.made import SALE, read


@pytest.mark.parametrize(
    ("wanted", "generic", "got", "agrees"),
    [
        ("JAS 39 Gripen", False, "Gripen", True),
        ("JAS 39 Gripen", False, "fighter", False),
        ("fighter", True, "JAS 39 Gripen", True),
        ("drone", True, "armed drone", True),
        ("drone", True, "tank", False),
        ("weapon", True, "JAS 39 Gripen", False),
        ("weapon", True, "ammunition", False),
        ("weapon", True, "military aid", True),
        (["F-16", "fighter"], False, "fighter", True),
    ],
)
def test_a_weapon_is_the_one_that_is_named(wanted: object, generic: bool, got: str, agrees: bool) -> None:
    (claim,) = read(SALE | {"item": got})
    assert agreement(SALE | {"item": wanted, "item_generic": generic}, claim)["item"] is agrees


@pytest.mark.parametrize(
    ("wanted", "got", "agrees"),
    [
        ([], [], True),
        (["Reuters"], ["Reuters"], True),
        (["Reuters"], [], False),
        ([], ["Reuters"], False),
        (["an official of the Fifth Fleet"], ["he"], False),
        (["several people familiar with the deal"], ["people"], True),
        ([["Reuters"], []], [], True),
    ],
)
def test_a_source_is_the_one_that_is_named(wanted: list[object], got: list[str], agrees: bool) -> None:
    (claim,) = read(SALE | {"sources": got})
    assert agreement(SALE | {"sources": wanted}, claim)["sources"] is agrees


@pytest.mark.parametrize(
    ("wanted", "got", "agrees"),
    [([20, 20], [21, 21], False), ([100, 100], [108, 108], True), (None, [8, 8], False), ([24, None], [24, 24], False)],
)
def test_large_numbers_agree_within_a_tenth(wanted: object, got: list[int], agrees: bool) -> None:
    (claim,) = read(SALE | {"quantity": got})
    assert agreement(SALE | {"quantity": wanted}, claim)["quantity"] is agrees


@pytest.mark.parametrize(("stage", "agrees"), [("ordered", True), ("delivered", False)])
def test_a_stage_that_looks_ahead_is_planned_by_itself(stage: str, agrees: bool) -> None:
    (claim,) = read(SALE | {"certainty": "planned"})
    assert agreement(SALE | {"stage": stage}, claim)["certainty"] is agrees
