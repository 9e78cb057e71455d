"""What the heads make of the encoder's vectors."""

from collections.abc import Callable
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.model import Stage
from armsledger.reading.candidates import Candidate, Scene, candidates
from armsledger.reading.features import options
from armsledger.reading.heads import STAGES, USE, Heads, gelu, place_of
from armsledger.reading.judge import Judge, shipped
from armsledger.reading.outline import outline
from armsledger.reading.reader import judge_of, layers_of

TEXT = "Sweden sold eight Gripen fighters to Bulgaria. Hungary leased four Gripen fighters, too."
PLACES = st.integers(0, 5000)


@pytest.fixture
def judged(scene: Callable[[str], Scene]) -> tuple[Judge, Candidate]:
    made = scene(TEXT)
    return judge_of(layers_of(made), shipped()), next(candidates(made))


@given(PLACES, PLACES, st.integers(0, 100), PLACES, st.integers(0, 100))
def test_there_are_forty_eight_places(trigger: int, weapon: int, sentence: int, party: int, other: int) -> None:
    place = place_of(trigger, weapon, sentence, party, other)
    assert 0 <= place < 48
    assert (place < 32) == (sentence == other)


@pytest.mark.parametrize(
    ("party", "party_sentence", "place"),
    [
        (10, 3, 0),
        (9, 3, 1),
        (11, 3, 9),
        (13, 3, 8 + 2 + 16),
        (5000, 3, 7 + 8 + 16),
        (0, 2, 33),
        (0, 1, 34),
        (50, 4, 41),
        (50, 99, 47),
    ],
)
def test_a_place_tells_side_and_distance(party: int, party_sentence: int, place: int) -> None:
    assert place_of(10, 12, 3, party, party_sentence) == place


def test_the_chances_of_parties_and_of_nobody_sum_to_one(judged: tuple[Judge, Candidate]) -> None:
    judge, candidate = judged
    whole = outline(judge.scene)
    for role in ("supplier", "recipient"):
        shares = {key: weight.both for key, weight in judge.role_weights(candidate, whole, role).items()}
        assert set(shares) == {"", *options(judge.scene, candidate)}
        assert sum(shares.values()) == pytest.approx(1)


def test_each_model_alone_sums_to_one_as_well(judged: tuple[Judge, Candidate]) -> None:
    judge, candidate = judged
    weights = judge.role_weights(candidate, outline(judge.scene), "supplier").values()
    assert sum(w.linear or 0 for w in weights) == pytest.approx(1)
    assert sum(w.encoder or 0 for w in weights) == pytest.approx(1)


def heads(judge: Judge) -> Heads:
    vectors = np.random.default_rng(1).normal(size=(len(judge.scene.document.doc), 384)).astype(np.float32)
    return Heads(judge.scene, vectors, shipped().heads)


def test_shares_sum_to_one_whatever_the_vectors(judged: tuple[Judge, Candidate]) -> None:
    judge, candidate = judged
    found = heads(judge)
    item, trigger, named = candidate.item, candidate.trigger.token, options(judge.scene, candidate)
    for role, kind in (("supplier", 0), ("user", USE)):
        assert sum(map(exp, found.roles(item, trigger, 0, role, named, kind).values())) == pytest.approx(1, abs=1e-5)
    assert sum(map(exp, found.stages(candidate).values())) <= 1.0 + 1e-5


def test_every_stage_has_a_share(judged: tuple[Judge, Candidate]) -> None:
    judge, candidate = judged
    assert set(heads(judge).stages(candidate)) == set(STAGES) == {s.value for s in Stage}


def test_a_party_named_twice_is_no_less_likely(judged: tuple[Judge, Candidate]) -> None:
    judge, candidate = judged
    item, trigger = candidate.item, candidate.trigger.token
    named = options(judge.scene, candidate)
    key = next(iter(named))
    once = heads(judge).roles(item, trigger, 0, "supplier", named)
    twice = heads(judge).roles(item, trigger, 0, "supplier", named | {key: named[key] * 2})
    assert twice[key] > once[key]


def test_gelu_lets_the_positive_through() -> None:
    assert gelu(np.array([-10, 0, 10], np.float32)) == pytest.approx([0, 0, 10], abs=1e-4)
