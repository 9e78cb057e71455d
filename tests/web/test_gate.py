"""Who gets in, from where, and with what."""

from collections.abc import Callable

import pytest

from armsledger.model import SettingError
from armsledger.web.security import Access, Role
from armsledger.web.security.access import COOKIE, LASTS
from armsledger.web.security.accounts import Accounts, add
from armsledger.web.serving import Serving
from tests.web.client import Client

ClientOf = Callable[..., Client]


def test_a_link_lets_in_once(ledger: str, client_of: ClientOf) -> None:
    client = client_of(ledger, None)
    token = client.site.access.link("Ada", Role.ANALYST)
    first, second = client.get(f"/enter?token={token}"), client.get(f"/enter?token={token}")
    assert (first.status_code, second.status_code) == (303, 403)
    assert "httponly" in first.headers["set-cookie"].lower()
    assert "samesite=lax" in first.headers["set-cookie"].lower()


def test_without_a_session_no_page_is_shown(ledger: str, client_of: ClientOf) -> None:
    answer = client_of(ledger, None).get("/register")
    assert answer.status_code == 401
    assert "armsledger serve" in answer.text


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1] + ("0" if c[-1] != "0" else "1"), lambda c: "e30=." + c.split(".")[1], lambda c: "."]
)
def test_a_forged_cookie_is_worth_nothing(change: Callable[[str], str], ledger: str, client_of: ClientOf) -> None:
    client = client_of(ledger)
    cookie = change(client.headers["cookie"].removeprefix(f"{COOKIE}="))
    assert client.get("/register", headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 401


def test_sessions_and_links_grow_old() -> None:
    now = [0.0]
    access = Access(clock=lambda: now[0])
    cookie, link = access.cookie(access.person("Ada", Role.VIEWER)), access.link("Eve", Role.VIEWER)
    now[0] = 3 * LASTS
    assert access.known(cookie) is None
    assert access.enter(link) is None


def test_another_host_name_is_refused(client: Client) -> None:
    assert client.get("/register", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9"},
    ],
)
def test_a_form_from_another_site_is_refused(headers: dict[str, str], client: Client) -> None:
    assert client.post("/access", {"name": "Eve", "role": "admin"}, headers=headers).status_code == 403


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_the_session_token_is_refused(token: str, client: Client) -> None:
    assert client.post("/access", {"name": "Eve", "role": "admin"}, token=token).status_code == 403


def test_leaving_ends_the_session(ledger: str, client_of: ClientOf) -> None:
    client = client_of(ledger)
    assert client.post("/leave").status_code == 303
    assert client.get("/register").status_code == 401


def test_every_answer_forbids_scripts_from_elsewhere(client: Client) -> None:
    for path in ("/register", "/nothing", "/static/site.js"):
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy


def test_too_large_a_request_is_refused(client: Client) -> None:
    assert client.post("/access", {"name": "x" * 22_000_000}).status_code == 413


def test_an_admin_lets_people_in(client: Client) -> None:
    page = client.post("/access", {"name": "Eve", "role": "viewer"})
    assert "/enter?token=" in page.text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Serving("l.db", host="0.0.0.0"), "without a password"),
        (Serving("l.db", host="example.org"), "without a password"),
        (Serving("l.db", host="0.0.0.0", accounts="a.csv"), "unencrypted"),
        (Serving("l.db", port=70000), "--port"),
        (Serving("l.db", certificate="none.pem"), "no file"),
    ],
)
def test_what_would_let_in_too_many_is_refused(given: Serving, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        given.check()


@pytest.mark.parametrize(
    "given", [Serving("l.db"), Serving("l.db", host="::1"), Serving("l.db", host="0.0.0.0", public=True)]
)
def test_this_computer_and_a_public_site_are_served(given: Serving) -> None:
    given.check()


def test_accounts_come_in_by_password(tmp_path: object, ledger: str, client_of: ClientOf) -> None:
    path = f"{tmp_path}/accounts.csv"
    add(path, "Ada", Role.ANALYST, "correct horse battery")
    accounts = Accounts.read(path)
    client = client_of(ledger, None, accounts=accounts)
    right, wrong = ({"name": "Ada", "password": p} for p in ("correct horse battery", "guess"))
    assert client.post("/enter", right).status_code == 303
    assert client.post("/enter", wrong).status_code == 403
    assert accounts.role("Nobody", "guess") is None


def test_a_short_password_is_refused(tmp_path: object) -> None:
    with pytest.raises(SettingError, match="longer"):
        add(f"{tmp_path}/accounts.csv", "Ada", Role.ADMIN, "short")
