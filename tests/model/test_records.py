"""The claim record of the contract, there and back."""

import json
from pathlib import Path
from typing import Any

import pytest

from armsledger.model import RecordError, Report, TransferClaim
from armsledger.model.records import claim_record, claims_of, report_record

TEXT = "Turkey has sold Ukraine 24 Bayraktar TB2 drones, officials said."
FLAT = {
    "kind": "transfer",
    "supplier": "TUR",
    "recipient": "UKR",
    "item": "Bayraktar TB2",
    "quantity": [24, 24],
    "scope": "total",
    "stage": "delivered",
    "certainty": "asserted",
    "sources": ["officials"],
    "date": ["2021-01-01", None],
    "quote": "sold Ukraine 24 Bayraktar TB2 drones",
}


def one(**changes: object) -> Any:
    report = Report.of(TEXT, id="r")
    return claims_of({"claims": [FLAT | changes]}, report)[0]


def test_the_flat_shape_of_human_coders_is_read() -> None:
    claim = one()
    assert isinstance(claim, TransferClaim)
    assert (claim.supplier.country, claim.quantity.interval.min, claim.evidence.start) == ("TUR", 24, 11)  # type: ignore[union-attr]


def test_a_record_comes_back_as_the_same_claim() -> None:
    claim = one()
    again = claims_of({"claims": [json.loads(json.dumps(claim_record(claim)))]}, Report.of(TEXT, id="r"))
    assert again == [claim]


@pytest.mark.parametrize("name", ["work", "short", "bundles/work"])
def test_every_annotated_claim_survives_the_round_trip(name: str) -> None:
    folder = Path(__file__).parents[2] / "cases" / name
    for path in folder.glob("*.json"):
        given = json.loads(path.read_text(encoding="utf-8"))
        for each in given.get("reports") or [given]:
            report = Report.of(each["text"], id=each["id"])
            claims = claims_of({"claims": [first_answers(c) for c in each["claims"]]}, report)
            assert claims_of({"claims": [claim_record(c) for c in claims]}, report) == claims


def first_answers(claim: dict[str, Any]) -> dict[str, Any]:
    """A gold claim with one answer a field."""
    listed = ("quantity", "date", "sources")
    plain = {k: v[0] if isinstance(v, list) and k not in listed and v else v for k, v in claim.items()}
    for key in listed:
        value = plain.get(key)
        if isinstance(value, list) and any(isinstance(v, list) for v in value):
            plain[key] = next((v for v in value if v), None)
    return {k: None if v == [] else v for k, v in plain.items()}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quote": "not there"}, "does not stand in the report"),
        ({"kind": "rumour"}, "none of transfer, use, statement"),
        ({"stage": "arrived"}, "arrived"),
        ({"supplier": 5}, "party"),
        ({"certainty": ["asserted"]}, "claim 1: a list stands where one word is expected"),
        ({"stage": {}}, "claim 1: a record stands where one word is expected"),
    ],
)
def test_a_broken_record_says_which_claim_and_why(changes: dict[str, object], message: str) -> None:
    with pytest.raises(RecordError, match=message) as caught:
        one(**changes)
    assert "claim 1" in str(caught.value)


def test_claims_must_be_a_list() -> None:
    with pytest.raises(RecordError, match="must be a list"):
        claims_of({"claims": "none"}, Report.of(TEXT))


def test_the_report_record_has_hash_and_length_but_no_text() -> None:
    record = report_record(Report.of(TEXT))
    assert record["characters"] == len(TEXT)
    assert TEXT not in json.dumps(record)
