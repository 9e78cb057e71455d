"""What is known of trades and holders decides where a sentence leaves a party open, and only there."""

import pytest

from armsledger import read
from armsledger.catalog import catalog
from armsledger.evaluation.associating import association_counts
from armsledger.evaluation.gold import Case
from armsledger.model import Report, TransferClaim, UseClaim
from armsledger.reading.associations import Associations


def parties(text: str) -> set[tuple[str | None, str | None]]:
    found = [c for c in read(text).claims if isinstance(c, TransferClaim)]
    return {(c.supplier and c.supplier.country, c.recipient and c.recipient.country) for c in found}


def test_what_was_told_together_more_often_than_by_chance_scores_above_nought() -> None:
    known = Associations({"RUS>IND": 9, "USA>SAU": 9, "RUS>SAU": 1})
    assert known.score("RUS", "IND") > 0 > known.score("RUS", "SAU")
    assert known.score("RUS", "FJI") == known.score("", "IND") == 0
    assert known.score("SUN", "IND") == known.score("RUS", "IND")


def test_reports_are_counted_not_claims() -> None:
    claim = {"kind": "transfer", "quote": "x", "supplier": "SUN", "recipient": "SYR", "item": "S-75"}
    used = {"kind": "use", "quote": "x", "user": "Hezbollah", "item": "Kornet"}
    counts = association_counts([Case(Report.of("x"), (claim, claim, used), "t", ())], catalog())
    assert counts["trade"] == {"RUS>SYR": 1}
    assert set(counts["hold"].values()) == {1}
    assert any(pair.endswith(">Hezbollah") for pair in counts["hold"])


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Ukraine sold four MiG-29 fighters to Azerbaijan in 2012. Russia complained about the sale.", ("UKR", "AZE")),
        ("Iran delivered 20 TB2 drones to Turkey, an invented report says.", ("IRN", "TUR")),
        ("Germany allowed Norway to give eight Leopard 2 tanks to Ukraine.", ("NOR", "UKR")),
        ("Bulgaria delivered 50 T-72 tanks to Uganda, the defence ministry in Moscow said.", ("BGR", "UGA")),
        ("The United States received 12 Mi-17 helicopters from Peru last year, Russian media said.", ("PER", "USA")),
    ],
)
def test_a_plain_sentence_outweighs_who_mostly_sells(text: str, pair: tuple[str, str]) -> None:
    assert parties(text) == {pair}


def test_a_plain_sentence_outweighs_who_mostly_has_a_weapon() -> None:
    found = read("Ukrainian forces fired Iranian Shahed drones at Russian positions.").claims
    users = [c.user.country for c in found if isinstance(c, UseClaim) and c.user]
    assert users == ["UKR"]
