"""The page of a reading: self-contained, and harmless whatever the report says."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import armsledger
from armsledger.publish.reading_page import reading_page
from tests.conftest import needs

HOSTILE = (
    "<script>alert(1)</script> Sweden has sold eight Gripen fighters to Bulgaria, "
    '<img src=x onerror="alert(2)"> officials said. \u202eevil\u202c </span></div><a href="javascript:alert(3)">x</a>'
)


def page(text: str, title: str | None = None) -> str:
    reading = armsledger.read(text, published=date(2024, 3, 10), title=title)
    return reading_page(reading.report, reading.claims)


class Outline(HTMLParser):
    """Collects the tags and visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    return parser


def test_hostile_text_stays_text() -> None:
    found = outline(page(HOSTILE, title="<b>title</b>"))
    assert found.tags.count("script") == 1
    assert not {"img", "a", "b", "iframe"} & set(found.tags)


def test_the_page_loads_nothing_from_anywhere() -> None:
    html = page(HOSTILE)
    assert outline(html).links == []
    assert "default-src 'none'" in html


def test_the_text_is_shown_whole_and_in_order() -> None:
    body = re.search(
        r'<div class="text" dir="auto">(.*?)</div>', page("Sweden has sold eight Gripens to Bulgaria & left."), re.S
    )
    assert body
    assert re.sub(r"<[^>]+>", "", body[1]) == "Sweden has sold eight Gripens to Bulgaria &amp; left."


def test_a_report_without_claims_says_so() -> None:
    assert "No claim" in page("The weather was fine.")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_opens_in_a_browser(width: int, tmp_path: Path) -> None:
    import subprocess

    browser = needs("chromium")
    source, picture = tmp_path / "page.html", tmp_path / "page.png"
    source.write_text(page(HOSTILE), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    place = [f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={picture}", f"--window-size={width},900"]
    subprocess.run([browser, *flags, *place, source.as_uri()], check=True, capture_output=True, timeout=90)
    assert picture.stat().st_size > 5_000
