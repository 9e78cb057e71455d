"""Each page in its three faces: what a reader sees, its JSON, its CSV."""

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from armsledger.model import Rule, Side
from armsledger.web.centres import centres
from armsledger.web.view import View
from tests.web.client import Client

PAGES = ("/overview", "/register", "/reports", "/map", "/timeline", "/network", "/sources", "/search?q=drones", "/gaps",
         "/changes?after=2019-01-31", "/methods", "/decisions", "/review")  # fmt: skip


def transfer_of(client: Client) -> str:
    """The id of the transfer that all reports are about."""
    return str(client.get("/register.json").json()["transfers"][0]["id"])


class Outline(HTMLParser):
    """Tags and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_json_and_a_csv_twin(path: str, client: Client) -> None:
    name, _, query = path.partition("?")
    page = client.get(path)
    assert page.status_code == 200
    assert f'href="{name}.json' in page.text
    assert client.get(f"{name}.json?{query}").json()
    rows = list(csv.reader(io.StringIO(client.get(f"{name}.csv?{query}").text)))
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_script_or_a_style(path: str, client: Client) -> None:
    html = client.get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", html)
    outline = Outline(html)
    assert "style" not in outline.tags
    assert not [name for name, _ in outline.attributes if name == "style" or name.startswith("on")]
    assert not [v for name, v in outline.attributes if name in ("src", "href") and v and v.startswith("//")]


def test_the_register_shows_the_dispute_and_the_rule_decides_what_shows(client: Client) -> None:
    shown = {r: client.words(f"/register?rule={r}") for r in ("cautious", "representative", "latest")}
    assert "6–8" in shown["cautious"]
    assert "6–8" not in shown["latest"]
    assert "How many were ordered is disputed" in shown["cautious"]


def test_the_past_is_what_was_known_then(client: Client) -> None:
    assert client.get("/register.json?as_of=2019-01-15").json()["transfers"][0]["reports"] == ["a", "copy"]
    assert "as known on 2019-01-15" in client.words("/register?as_of=2019-01-15")
    assert "Nothing was known yet" in client.words("/register?as_of=2018-01-01")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("supplier=Turkey", 1), ("supplier=TUR", 1), ("recipient=Poland", 0), ("system=TB2", 1), ("system=armed-drone", 1),
        ("disputed=1", 1), ("gaps=1", 1), ("stage=ordered", 1), ("stage=talks", 0), ("since=2022", 0), ("until=2018", 0),
        ("category=&supplier=&since=", 1), ("state=disputed", 1),
    ],
)  # fmt: skip
def test_filters(query: str, count: int, client: Client) -> None:
    assert client.get(f"/register.json?{query}").json()["total"] == count


def test_a_transfer_opens_the_words_behind_its_numbers(client: Client) -> None:
    words = client.words(f"/transfers/{transfer_of(client)}?rule=latest")
    for told in (
        "Türkiye → Ukraine: Bayraktar TB2",
        "6–8",
        "which is disputed",
        "Against it",
        "Who quotes whom",
        "(reprint)",
    ):
        assert told in words


def test_a_side_of_a_dispute_shows_only_who_says_it(client: Client) -> None:
    html = client.get(f"/transfers/{transfer_of(client)}").text
    sides = re.findall(r'<div class="side"><h4>(.*?)</h4>(.*?)</div>', html, re.S)
    told = {value: re.findall(r"/reports/(\w+)\?", quotes) for value, quotes in sides}
    assert told["6"] == ["a", "copy"] or told["6"] == ["a"]
    assert told["8"] == ["b"]
    assert told["not delivered"] == ["d"]
    assert "d" not in told["delivered"]


def test_everybody_goes_by_the_name_that_reports_give_them(client: Client) -> None:
    names = [s["name"] for s in client.get("/sources.json").json()["origins"]]
    assert "<b>Bold</b> Press" in names
    dispute = next(iter(client.site.views.view().rows[transfer_of(client)].deal.disputes))
    view = View(0, None, Rule.CAUTIOUS, [], client.site.views.catalog)
    view._spelled = {"defense world": "Defense World"}
    folded = replace(
        dispute,
        sides=(Side("6", ("a",), ("defense world",)),),
        sentence="How many is disputed: 6 according to defense world.",
    )
    assert view.sentence(folded) == "How many is disputed: 6 according to Defense World."


def test_states_across_the_antimeridian_lie_where_they_are() -> None:
    places = centres()
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lat, lon in places.values())
    assert 60 < places["RUS"][1] < 130
    assert abs(places["FJI"][1]) > 175


def test_a_report_shows_its_text_whole_and_what_it_moved(client: Client) -> None:
    html = client.get("/reports/a").text
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', html, re.S)
    assert shown
    assert re.sub(r"<[^>]+>", "", shown[1]) == client.get("/reports/a.json").json()["text"]
    assert re.search(
        r"What this report moved in the register</h2>\s*<ul><li><a [^>]*>Türkiye → Ukraine: Bayraktar TB2</a>: ordered",
        html,
    )
    assert "This reprints" in client.get("/reports/copy").text


def test_search_finds_phrases_and_beginnings(client: Client) -> None:
    assert client.get('/search.json?q="six TB2"').json()["total"] == 2
    assert client.get("/search.json?q=hand*").json()["total"] == 1
    assert client.get("/search.json?q=drones -officials").json()["total"] > 0
    assert client.get("/search.json?q=six&within=quotes&as_of=2019-01-14").json()["total"] <= 1


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "a OR", "-", 'text:x" AND', "\x00", "(((", "^a", "{"])
def test_no_search_words_are_an_error(words: str, client: Client) -> None:
    assert client.get("/search.json", params={"q": words}).status_code == 200


def test_gaps_show_both_sides(client: Client) -> None:
    gap = client.get("/gaps.json").json()["gaps"][0]
    assert (gap["gap"], gap["reported"]["number"], gap["disclosed"]["number"]) == (21, 24, 3)


def test_changes_name_the_claims_that_made_them(client: Client) -> None:
    changes = client.get("/changes.json?after=2019-01-15").json()["changes"]
    ordered = next(c for c in changes if c["cell"] == "ordered")
    assert ordered["claims"] == ["b#1"]
    assert client.get("/changes?after=nonsense").status_code == 404


def test_uses_stand_on_the_map_with_their_precision(client: Client) -> None:
    uses = client.get("/map.json").json()["uses"]
    assert uses
    assert uses[0]["exactness"]
    assert client.get("/map.json?year=2010").json()["flows"] == []


def test_csv_cells_start_no_formula(client: Client) -> None:
    from armsledger.web.content import csv_text

    assert csv_text((("a",), [("=cmd()",), ("-1",), (None,)])).splitlines()[1:] == ["'=cmd()", "'-1", '""']


def test_what_is_not_there_is_said_kindly(client: Client) -> None:
    for path in ("/transfers/none", "/reports/none", "/nothing", "/decisions/9999"):
        answer = client.get(path)
        assert (answer.status_code, "Not found" in answer.text) == (404, True)
    assert client.get("/transfers/none.json").json()["detail"]


def test_what_cannot_be_asked_is_refused(client: Client) -> None:
    assert client.get("/register?as_of=yesterday").status_code == 422
    assert client.get("/register.json?rule=best").json()["detail"]


def test_the_dossier_holds_all_quotes_and_links(client: Client) -> None:
    id = transfer_of(client)
    html, pdf = client.get(f"/dossiers/{id}.html").text, client.get(f"/dossiers/{id}.pdf")
    quotes = [c["evidence"]["quote"] for c in client.get(f"/transfers/{id}.json").json()["claims"]]
    assert all(quote.split("<")[0] in html for quote in quotes)
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-disposition"].startswith("attachment")


def test_an_old_id_leads_to_the_transfer(client: Client) -> None:
    from armsledger.ledger.register import suffix_of

    assert client.get(f"/transfers/whatever-{suffix_of('b#1')}").status_code == 200


def test_the_description_is_complete(client: Client) -> None:
    described = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, about in methods.items():
            assert about.get("summary"), path
            assert about.get("x-role") in ("anyone", "viewer", "analyst", "admin"), (method, path)
            for parameter in about.get("parameters", ()):
                assert parameter["name"] == "id" or parameter["schema"], path
    assert json.dumps(described)
