"""Review: looking decides nothing, a decision changes the register at once, and can be undone."""

from collections.abc import Callable

import pytest

from armsledger.model import SettingError, Span
from armsledger.web import amending
from armsledger.web.security import Role
from tests.web.client import Client

ClientOf = Callable[..., Client]


@pytest.fixture
def analyst(own_ledger: str, client_of: ClientOf) -> Client:
    return client_of(own_ledger, Role.ANALYST)


def ordered(client: Client) -> object:
    return client.get("/register.json").json()["transfers"][0]["ordered"]


def test_looking_decides_nothing(analyst: Client) -> None:
    for path in ("/review", "/review/b%231", "/review.json", "/review/b%231.json"):
        assert analyst.get(path).status_code == 200
    assert analyst.get("/decisions.json").json()["total"] == 0


def test_the_queue_says_what_the_other_way_would_change(analyst: Client) -> None:
    queued = {item["claim"]: item for item in analyst.get("/review.json").json()["queue"]}
    assert "ordered: 6–8 disputed → 6 single origin" in queued["b#1"]["would_change"]


def test_a_reprint_is_not_asked_about_its_original_is(analyst: Client) -> None:
    assert "copy#1" not in [item["claim"] for item in analyst.get("/review.json").json()["queue"]]
    words = analyst.words("/review/copy%231")
    assert "of a reprint: not counted now" in words
    assert "the claim counts there" in words


def test_a_rejection_changes_the_register_and_undoing_brings_it_back(analyst: Client) -> None:
    before = ordered(analyst)
    answer = analyst.post("/decisions", {"verdict": "reject", "claim": "b#1", "why": "a slip", "next": "a#1"})
    assert answer.headers["location"].startswith("/review/a%231?done=")
    assert ordered(analyst)["max"] == 6
    assert "b#1" not in [item["claim"] for item in analyst.get("/review.json").json()["queue"]]
    number = analyst.get("/decisions.json").json()["decisions"][0]["number"]
    page = analyst.words(f"/decisions/{number}")
    assert "a slip" in page
    assert "Ada" in page
    analyst.post(f"/decisions/{number}/undo")
    assert ordered(analyst) == before
    history = analyst.words(f"/transfers/{analyst.get('/register.json').json()['transfers'][0]['id']}").partition(
        "What people decided"
    )[2]
    assert "a slip" in history
    assert "no longer holds" in history
    assert "Undone." in history


def test_a_field_is_amended_by_words_of_the_text(analyst: Client) -> None:
    start = analyst.get("/reports/b.json").json()["text"].index("eight")
    analyst.post(
        "/decisions",
        {"verdict": "amend", "claim": "b#1", "field": "quantity", "value": "eight", "span": f"{start}-{start + 5}"},
    )
    decision = analyst.get("/decisions.json").json()["decisions"][0]
    assert (decision["value"]["min"], decision["value"]["span"]) == (8, [start, start + 5])
    assert (
        analyst.post("/decisions", {"verdict": "amend", "claim": "b#1", "field": "stage", "value": "sold"}).status_code
        == 422
    )


def test_split_merge_and_pin(analyst: Client) -> None:
    analyst.post("/decisions", {"verdict": "split", "claim": "b#1"})
    both = [t["id"] for t in analyst.get("/register.json").json()["transfers"]]
    assert len(both) == 2
    analyst.post(
        "/decisions",
        {"verdict": "merge", "claim": "b#1", "transfer": next(i for i in both if "b#1" not in claims(analyst, i))},
    )
    assert analyst.get("/register.json").json()["total"] == 1
    analyst.post("/decisions", {"verdict": "pin", "claim": "b#1", "transfer": both[0]})
    assert analyst.get("/decisions.json").json()["total"] == 3


def claims(client: Client, id: str) -> list[str]:
    return [c["id"] for c in client.get(f"/transfers/{id}.json").json()["claims"]]


def test_what_cannot_be_decided_is_refused(analyst: Client) -> None:
    for form in (
        {"verdict": "accept", "claim": "none"},
        {"verdict": "undo", "claim": "a#1"},
        {"verdict": "merge", "claim": "a#1", "transfer": "x"},
    ):
        assert analyst.post("/decisions", form).status_code in (404, 422, 503)
    assert analyst.post("/decisions/999/undo").status_code == 404
    assert analyst.get("/decisions.json").json()["total"] == 0


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("quantity", "at least two dozen", {"min": 24, "max": None}), ("quantity", "6-8", {"min": 6, "max": 8}),
        ("supplier", "Turkish", {"country": "TUR"}), ("item", "TB2", {"id": "bayraktar-tb2"}),
        ("date", "2019-03-20", {"from": "2019-03-20"}), ("stage", "delivered", None), ("item", "Xyzzy", {"name": "Xyzzy"}),
    ],
)  # fmt: skip
def test_words_become_values(field: str, words: str, value: dict[str, object] | None, client: Client) -> None:
    report = client.site.views.view().reports["a"]
    found = amending.value_of(field, words, Span(0, 3), report, client.site.views.catalog)
    assert found == words if value is None else value.items() <= found.items()


@pytest.mark.parametrize(
    ("field", "words"), [("quantity", "many"), ("date", "soon"), ("mode", "sold"), ("evidence", "x")]
)
def test_words_that_are_no_value_are_refused(field: str, words: str, client: Client) -> None:
    report = client.site.views.view().reports["a"]
    with pytest.raises(SettingError):
        amending.value_of(field, words, None, report, client.site.views.catalog)
