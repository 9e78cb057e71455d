"""Closed vocabularies and how their words combine."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from armsledger.model import Certainty, Stage
from armsledger.model.vocabulary import LADDER

certainties = st.sampled_from(Certainty)


def test_the_ladder_rises_from_talks_to_delivery() -> None:
    assert [s.rank for s in LADDER] == [0, 1, 2, 3, 4]
    assert Stage.HALTED.rank is None


@given(certainties, certainties, certainties)
def test_certainties_combine_in_any_order(a: Certainty, b: Certainty, c: Certainty) -> None:
    assert a.within(b) == b.within(a)
    assert a.within(b).within(c) == a.within(b.within(c))


def test_a_denial_of_anything_is_a_denial() -> None:
    assert {c.within(Certainty.DENIED) for c in Certainty} == {Certainty.DENIED}


def test_assertion_changes_nothing() -> None:
    assert all(c.within(Certainty.ASSERTED) == c for c in Certainty)


def test_a_hedge_wins_over_a_plan() -> None:
    pairs = list(product([Certainty.PLANNED], [Certainty.POSSIBLE]))
    assert all(a.within(b) == Certainty.POSSIBLE for a, b in pairs)
