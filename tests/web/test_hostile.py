"""Reports written to break the site: nothing of them executes, nothing of them breaks a page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.conftest import HOSTILE, filled, told

ClientOf = Callable[..., Client]
TAG = re.compile(r"<(script|img|svg|i|b|iframe)\b[^>]*>", re.IGNORECASE)
PATHS = (
    "/reports/x",
    "/register",
    "/search?q=evil",
    "/changes?after=2019-01-01",
    "/timeline",
    "/review/x%231",
    "/reports",
    "/sources",
)


@pytest.mark.parametrize("path", PATHS)
def test_markup_in_reports_stays_text(path: str, client: Client) -> None:
    tags = [m.group() for m in TAG.finditer(client.get(path).text)]
    own = [t for t in tags if 'src="/static/' in t or "viewBox" in t]
    assert tags == own


def test_no_link_leads_to_a_script(client: Client) -> None:
    for path in ("/reports/x", "/reports", "/register"):
        assert not re.search(
            r"(href|src|action)\s*=\s*[\"']?\s*(javascript|data|vbscript):", client.get(path).text, re.IGNORECASE
        )


def test_templates_in_reports_are_not_run(client: Client) -> None:
    assert "{{ 7*7 }}" in client.get("/reports/x").text


def test_the_dossier_shows_marks_that_turn_text_around(client: Client) -> None:
    id = client.get("/register.json").json()["transfers"][0]["id"]
    assert client.get(f"/dossiers/{id}.pdf").content.startswith(b"%PDF-")


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One line of ten megabytes, one claim at its end; names that are paths, tags and formulas."""
    line = "Ukraine signed for six TB2 drones. " + "x" * 10_000_000 + " And again."
    odd = [
        told(id, "2020-01-01", HOSTILE, "=cmd|' /C calc'!A0")
        for id in ("../../etc/passwd", "a b/c?d#e.json", "<script>", "é\u202e", "%00")
    ]
    return filled(tmp_path_factory.mktemp("huge") / "ledger.db", [told("big", "2020-01-02", line), *odd])


def test_a_line_of_ten_megabytes_is_shown_in_parts(huge: str, client_of: ClientOf) -> None:
    client = client_of(huge)
    page = client.get("/reports/big")
    assert page.status_code == 200
    assert len(page.content) < 300_000
    assert "part 1 of 251" in page.text
    assert client.get("/reports/big?part=250").text.count("x") > 10_000
    assert client.get("/reports/big?part=9999").status_code == 200
    assert len(client.get("/review/big%231").content) < 300_000


def test_ids_of_any_kind_have_a_page(huge: str, client_of: ClientOf) -> None:
    client = client_of(huge)
    links = re.findall(r'href="(/reports/[^"]+)"', client.get("/reports").text)
    assert len(links) == 6
    assert [client.get(link).status_code for link in links] == [200] * 6


def test_uploads_that_would_fill_the_memory_are_refused(own_ledger: str, client_of: ClientOf, tmp_path: Path) -> None:
    import gzip

    client = client_of(own_ledger)
    bomb = gzip.compress(b"<html><body>" + b"<div>" * 40_000_000)
    answer = client.ask(
        "POST",
        "/add",
        data={"form_token": client.site.access.form_token(client.person)},
        files={"file": ("b.html.gz", bomb)},
    )  # type: ignore[arg-type]
    assert answer.status_code == 303
    job = client.wait(answer.headers["location"])
    assert job["state"] == "failed"
    assert job["problems"]
