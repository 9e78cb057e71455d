"""Chromium drives each page as a person would."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from armsledger.web.security import Role
from armsledger.web.security.access import COOKIE
from tests.conftest import needs
from tests.web.server import Server

AXE = (Path(__file__).parent / "vendor" / "axe.js").read_text(encoding="utf-8")
PAGES = (
    "/overview", "/register", "/reports", "/reports/a", "/map", "/timeline", "/network", "/sources", "/search?q=drones", "/gaps",
    "/changes?after=2019-01-15", "/methods", "/review", "/review/b%231", "/decisions", "/add", "/access", "/api", "/enter", "/nothing",
)  # fmt: skip
QUIET = ("GL Driver Message",)
"""What the console says of the machine, not of the page."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = needs("chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


class Visitor:
    """One person's page, with everything that its console complained about."""

    def __init__(self, browser: Browser, server: Server, width: int = 1280, **options: object) -> None:
        self.base = server.base
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True, **options)  # type: ignore[arg-type]
        self.context.add_cookies([{"name": COOKIE, "value": server.cookie, "url": server.base}])
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(word in message.text for word in QUIET):
            self.complaints.append(message.text)

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path, wait_until="load")
        return self.page


@pytest.fixture
def visit(browser: Browser, own_ledger: str, server_of: Callable[..., Server]) -> Iterator[Callable[..., Visitor]]:
    server = server_of(own_ledger, Role.ADMIN)
    made: list[Visitor] = []

    def make(**options: object) -> Visitor:
        made.append(Visitor(browser, server, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for visitor in made:
        visitor.context.close()


def test_a_disputed_transfer_is_found_and_the_words_behind_its_number_opened(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.go("/overview")
    page.get_by_role("link", name="disputed").first.click()
    expect(page.locator("#results")).to_contain_text("1 transfer of 1")
    page.locator("tr.more summary").click()
    expect(page.locator(".sentences").first).to_contain_text("How many were ordered is disputed")
    page.get_by_role("link", name="Bayraktar TB2").click()
    quote = page.locator(".cell.disputed blockquote a").first
    words = quote.inner_text()
    quote.click()
    expect(page.locator(".text mark").first).to_be_visible()
    assert words in " ".join(page.locator(".text").inner_text().split())
    assert visitor.complaints == []


def test_the_rule_is_switched_and_the_address_carries_it(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.go("/register")
    expect(page.locator("tbody .n").first).to_have_text("6–8")
    page.get_by_label("what was said last").check()
    expect(page.locator("tbody .n").first).to_have_text("8")
    page.wait_for_url("**rule=latest")  # the address follows the table
    page.reload()
    expect(page.locator("tbody .n").first).to_have_text("8")
    page.go_back()
    expect(page.locator("tbody .n").first).to_have_text("6–8")
    assert visitor.complaints == []


def test_going_back_in_time_by_the_slider(visit: Callable[..., Visitor]) -> None:
    page = visit().go("/register")
    slider = page.get_by_label("day by day")
    slider.focus()
    slider.press("Home")
    expect(page.locator(".notice.past")).to_contain_text("2019-01-14")
    expect(page.locator("tbody .n").first).to_have_text("6")
    page.get_by_role("link", name="Back to today").click()
    expect(page.locator("tbody .n").first).to_have_text("6–8")


def test_a_filter_that_nothing_fits_says_what_to_do(visit: Callable[..., Visitor]) -> None:
    page = visit().go("/register")
    page.get_by_label("Recipient").fill("Poland")
    page.get_by_label("Recipient").press("Enter")
    expect(page.locator(".empty")).to_contain_text("No transfer fits")
    page.get_by_role("link", name="start from the whole register").click()
    expect(page.locator("table.register tbody")).to_have_count(1)


def test_a_claim_is_rejected_and_undone_by_keyboard_alone(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.go("/review")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/**")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    assert "decision" not in page.locator("main").inner_text().split("Accept")[0]
    page.keyboard.press("r")
    expect(page.locator(".notice")).to_contain_text("Decided")
    page.keyboard.press("u")
    expect(page.locator("main")).not_to_contain_text("Already decided")
    page.goto(visitor.base + "/decisions")
    expect(page.locator(".plain-list li")).to_have_count(2)
    assert visitor.complaints == []


def test_a_field_is_amended_by_words_chosen_with_the_keyboard(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.go("/review/b%231")
    text = page.locator("#words").inner_text().split()
    page.keyboard.press("w")
    for _ in range(text.index("eight")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#value")).to_have_value("eight drones")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Decided")
    page.goto(visitor.base + "/register")
    expect(page.locator("tbody .n").first).to_contain_text("8")
    assert visitor.complaints == []


def test_a_pasted_report_changes_the_register(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.go("/add")
    form = page.locator("form", has=page.get_by_role("heading", name="Paste a text"))
    form.get_by_label("Text").fill(
        "Sweden has sold eight Gripen fighters to Bulgaria, officials in Sofia said on Friday."
    )
    form.get_by_label("Title").fill("Gripens for Bulgaria")
    form.get_by_label("Published").fill("2024-03-10")
    form.get_by_role("button").click()
    expect(page.locator("h1")).to_contain_text("Added", timeout=60_000)
    page.get_by_role("link", name="Sweden → Bulgaria").click()
    expect(page.locator("h1")).to_contain_text("Sweden → Bulgaria")
    page.goto(visitor.base + "/register")
    expect(page.locator("table.register tbody")).to_have_count(2)
    assert visitor.complaints == []


def test_the_dossier_is_downloaded(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    page = visit().go("/register")
    page.get_by_role("link", name="Bayraktar TB2").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="PDF").click()
    started.value.save_as(tmp_path / "dossier.pdf")
    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="page to print").click()
    expect(page.locator("blockquote").first).to_be_visible()


def test_pointing_at_a_field_lights_its_words_and_at_words_their_claims(visit: Callable[..., Visitor]) -> None:
    page = visit().go("/reports/a")
    page.locator(".card").first.hover()
    expect(page.locator(".text .on").first).to_be_visible()
    page.locator(".text mark").first.hover()
    expect(page.locator(".card.lit")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "drawn"),
    [("/map", "#map svg .flow"), ("/timeline", "#timeline svg circle"), ("/network", "#network canvas")],
)
def test_pictures_are_drawn(path: str, drawn: str, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.go(path)
    expect(page.locator(drawn).first).to_be_attached()
    assert visitor.complaints == []


def test_the_map_is_drawn_across_the_antimeridian_without_a_smear(visit: Callable[..., Visitor]) -> None:
    """Land of a state on both sides of 180° covers no more than a part of the picture's width in any one ring."""
    page = visit().go("/map")
    page.wait_for_selector("#map svg .land")
    widest = page.evaluate("""async () => {
      const world = await (await fetch('/static/vendor/world.json')).json();
      const russia = topojson.feature(world, world.objects.countries).features.find(f => f.id === '643');
      const path = d3.geoPath(d3.geoEqualEarth().rotate([-170, 0]).fitWidth(900, { type: 'Sphere' }));
      return path.area(russia) / path.area({ type: 'Sphere' });
    }""")
    assert 0.02 < widest < 0.05  # Russia is 3.3 % of the Earth's surface


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_serious_barrier_or_complains(path: str, visit: Callable[..., Visitor]) -> None:
    visitor = visit(bypass_csp=True)
    page = visitor.go(path)
    page.evaluate(AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [
            (v["id"], [n["html"][:120] for n in v["nodes"][:3]])
            for v in found["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == [], scheme
    assert [c for c in visitor.complaints if "404" not in c] == []


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_no_page_is_wider_than_its_window(width: int, visit: Callable[..., Visitor]) -> None:
    visitor = visit(width=width)
    transfer = re.search(r'href="(/transfers/[^"]+)"', visitor.go("/register").content())
    assert transfer
    for path in (*PAGES, transfer[1]):
        page = visitor.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_page_reads_without_scripts(visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=False)
    for path in PAGES:
        page = visitor.go(path)
        assert len(page.locator("main").inner_text()) > 50, path
    page = visitor.go("/register")
    page.get_by_label("what was said last").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody .n").first).to_have_text("8")


def test_a_hostile_report_does_nothing(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    for path in ("/reports/x", "/search?q=evil", "/review/x%231", "/register"):
        page = visitor.go(path)
        page.wait_for_timeout(200)
    assert visitor.complaints == []


def test_one_time_links_open_the_door(browser: Browser, own_ledger: str, server_of: Callable[..., Server]) -> None:
    server = server_of(own_ledger, Role.ADMIN)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.base}/enter?token={server.site.access.link('Eve', Role.VIEWER)}")
    expect(page.locator("h1")).to_contain_text("What is reported")
    assert page.get_by_role("link", name="Review").count() == 0
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("h1")).to_contain_text("Come in")
    context.close()
