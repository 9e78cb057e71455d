"""The second look: what the rest of a report tells decides between parties, and a file of trees says what moved it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from armsledger.catalog import catalog
from armsledger.model import Report
from armsledger.reading import confidence, transfers, use_confidence, uses
from armsledger.reading.document import parse
from armsledger.reading.judge import Judge, shipped
from armsledger.reading.linear import log_odds
from armsledger.reading.looking import Sums
from armsledger.reading.outline import outline
from armsledger.reading.reader import CLAIM_THRESHOLD, judge_of, layers_of, scene_of, used_in
from armsledger.reading.trees import MOST, Trees, reasons

TEXT = (
    "Turkey delivered six Bayraktar TB2 drones to Ukraine in March. Poland ordered 24 of the drones from Turkey. "
    "Ukrainian forces used a TB2 to strike a howitzer of the separatists near Donetsk on 26 October."
)


def judge_of_text(text: str) -> Judge:
    document = next(parse([Report.of(text, id="r")]))
    return judge_of(layers_of(scene_of(document, catalog())), shipped())


@pytest.fixture(scope="module")
def judge() -> Judge:
    return judge_of_text(TEXT)


class Preferring(Trees):
    """Prefers what has the most of one number."""

    def __init__(self, wanted: str) -> None:
        super().__init__(Path("none"))
        self.wanted = wanted

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        return [0.5 + row[self.wanted] / 100 for row in rows]


def test_sums_leave_out_the_look_itself() -> None:
    one, other = object(), object()
    sums = Sums([(one, 0.5, ["a", ("b",)]), (other, 0.25, [("b",)])])
    assert sums.others(one, "b") == 0.25
    assert sums.all("b") == 0.75
    assert sums.others(other, "c") == 0.0
    assert sums.rivals(other, "it", "b") == {"candidates of it": 2.0, "behind in it": log_odds(0.5) - log_odds(0.25)}


def test_the_pair_that_the_trees_prefer_is_chosen(judge: Judge) -> None:
    whole = outline(judge.scene)
    first = transfers.proposals(judge, whole)
    assert len(first) > 1
    assert all(len(d.pairs) <= transfers.PAIRS and d.pair is d.pairs[0] for d in first)
    assert max(len(d.pairs) for d in first) > 1
    last = confidence.looked_at_again(judge.scene, whole, first, Preferring("rank"))
    assert all(d.pair is d.pairs[-1] for d in last)
    assert [d.confidence for d in last] == [0.5 + (len(d.pairs) - 1) / 100 for d in last]
    assert confidence.looked_at_again(judge.scene, whole, [], judge.second["transfer"]) == []


def test_a_user_is_borne_out_by_the_transfer_of_the_weapon(judge: Judge) -> None:
    whole = outline(judge.scene)
    decisions = transfers.decide(judge, whole, CLAIM_THRESHOLD)
    found = uses.proposals(judge, whole)
    around = use_confidence.Around(judge.scene, whole, found, decisions)
    looks = {
        u.key: use_confidence.features(used, n, around)
        for used in found
        for n, u in enumerate(used.users)
        if used.use.item.key == "bayraktar-tb2"
    }
    others = [look["user got weapon"] for key, look in looks.items() if key != "UKR"]
    assert others
    assert looks["UKR"]["user got weapon"] > max(others)
    surest = max(used_in(judge, whole, decisions), key=lambda used: used.confidence)
    assert (surest.user.key, surest.use.item.key) == ("UKR", "bayraktar-tb2")


@pytest.mark.parametrize("kind", ["transfer", "use"])
def test_trees_refuse_a_row_that_lacks_a_number(judge: Judge, kind: str) -> None:
    trees = judge.second[kind]
    assert trees.probabilities([]) == []
    with pytest.raises(KeyError):
        trees.probabilities([{}])


def test_the_trees_want_what_a_look_sees(judge: Judge) -> None:
    whole = outline(judge.scene)
    found, used = transfers.proposals(judge, whole), uses.proposals(judge, whole)
    looked_at = confidence.features(found[0], 0, confidence.Around(judge.scene, whole, found))
    assert set(looked_at) == set(judge.second["transfer"].usual)
    looked_at = use_confidence.features(used[0], 0, use_confidence.Around(judge.scene, whole, used, found))
    assert set(looked_at) == set(judge.second["use"].usual)


def test_only_parties_are_offered_that_agree_with_what_a_verb_says_outright() -> None:
    judge = judge_of_text(
        "Ukrainian forces fired Iranian Shahed drones. Norway gave eight Leopard 2 tanks to Ukraine, Germany said."
    )
    whole = outline(judge.scene)
    [gave] = [d for d in transfers.proposals(judge, whole) if d.candidate.trigger.token.lemma_ == "give"]
    assert {pair.keys[0] for pair in gave.pairs} == {"NOR"}
    [fired] = [u for u in uses.proposals(judge, whole) if u.use.token.lemma_ == "fire"]
    assert [user.key for user in fired.users] == ["UKR"]


def test_reasons_are_what_the_answer_loses_with_the_usual_number(judge: Judge) -> None:
    whole, trees = outline(judge.scene), judge.second["transfer"]
    found = transfers.proposals(judge, whole)
    looked_at = confidence.features(found[0], 0, confidence.Around(judge.scene, whole, found))
    told = reasons(looked_at, trees)
    name, moved = told[0][0].partition(" = ")[0], told[0][1]
    own, other = trees.probabilities([looked_at, {**looked_at, name: trees.usual[name]}])
    assert moved == log_odds(own) - log_odds(other) != 0
    assert len(told) == MOST
