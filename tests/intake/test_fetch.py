"""Fetching, against a real server on the loopback address."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from armsledger.intake import Limits, open_sources
from armsledger.intake.addresses import public
from armsledger.model import FetchError, InputError

from .conftest import Site

SENTENCE = "Turkey delivered six Bayraktar TB2 drones to Ukraine in 2019, the state exporter said on Monday in Kyiv."
PAGE = f"<html><head><title>Drones</title></head><body><article><p>{SENTENCE}</p></article></body></html>".encode()


def only(url: str, limits: Limits | None = None):
    (taken,) = open_sources([url], allow_private=True, limits=limits or Limits())
    return taken


def test_a_page_becomes_a_report_with_its_capture(site: Site) -> None:
    url = site.page("/a", PAGE)
    taken = only(url)
    assert (taken.report.text, taken.report.title, taken.report.url) == (SENTENCE, "Drones", url)
    assert (taken.capture.content, taken.capture.origin, taken.capture.media_type) == (PAGE, url, "text/html")
    assert site.agents[0].startswith("armsledger/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_private_addresses_are_refused_however_they_are_written(site: Site, host: str) -> None:
    site.page("/a", PAGE)
    with pytest.raises(FetchError, match="not a public address"):
        list(open_sources([site.url("/a", host)]))
    assert site.agents == []


def test_a_redirect_from_a_public_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/secret", PAGE)
    site.page("/a", b"", status=302, Location=site.url("/secret", "localhost"))
    # Only one name may pass for public: the server it leads to is a real one.
    from armsledger.intake import addresses

    monkeypatch.setattr(addresses, "public", lambda address: str(address) == "127.0.0.1" and len(site.agents) == 0)
    with pytest.raises(FetchError, match="localhost.*not a public address"):
        list(open_sources([site.url("/a")]))
    assert len(site.agents) == 1


def test_the_name_is_looked_up_once_so_it_cannot_change_its_mind(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    url, lookups, real = site.page("/a", PAGE), [], socket.getaddrinfo

    def counted(host: str, *rest: object, **more: object) -> object:
        if host == "localhost":
            lookups.append(host)
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", counted)
    only(url.replace("127.0.0.1", "localhost"))
    assert lookups == ["localhost"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.0.8",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
    ],
)
def test_address_is_not_public(address: str) -> None:
    assert not public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_address_is_public(address: str) -> None:
    assert public(ipaddress.ip_address(address))


def test_five_redirects_are_followed_and_six_are_not(site: Site) -> None:
    site.page("/0", PAGE)
    for n in range(1, 7):
        site.page(f"/{n}", b"", status=301, Location=f"/{n - 1}")
    assert only(site.url("/5")).report.url == site.url("/0")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        only(site.url("/6"))


@pytest.mark.parametrize(
    "location", ["ftp://example.org/x", "file:///etc/passwd", "http://", "http://a b/", "http://[x"]
)
def test_odd_redirects_are_refused_in_one_line(site: Site, location: str) -> None:
    with pytest.raises(FetchError) as caught:
        only(site.page("/a", b"", status=302, Location=location))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/passwd", "gopher://x", "http://", "http://[::1"])
def test_urls_that_cannot_be_fetched_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        list(open_sources([url]))


def test_a_url_with_a_password_is_refused_without_repeating_it(site: Site) -> None:
    with pytest.raises(FetchError) as caught:
        only(site.url().replace("//", "//user:geheim@"))
    assert "geheim" not in str(caught.value)


def test_an_endless_page_is_given_up_at_the_size_limit(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    site.answers["/a"] = endless
    with pytest.raises(InputError, match="larger than the limit of 0.5 MB"):
        only(site.url("/a"), Limits(size=500_000))


def test_a_dripping_server_is_given_up_at_the_deadline(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    site.answers["/a"] = drip
    start = time.monotonic()
    with pytest.raises(FetchError, match="within 0.5 seconds"):
        only(site.url("/a"), Limits(fetching=0.5))
    assert time.monotonic() - start < 2


def test_a_compressed_page_is_unpacked_and_a_bomb_refused(site: Site) -> None:
    url = site.page("/a", gzip.compress(PAGE), Content_Encoding="gzip")
    assert only(url).capture.content == PAGE
    bomb = site.page("/b", gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")
    with pytest.raises(InputError, match="refused as a bomb|larger than"):
        only(bomb)
    with pytest.raises(InputError, match="cut off"):
        only(site.page("/c", gzip.compress(PAGE)[:-9], Content_Encoding="gzip"))
    with pytest.raises(FetchError, match="encoding 'br'"):
        only(site.page("/d", b"abc", Content_Encoding="br"))


@pytest.mark.parametrize("status", [204, 404, 429, 500])
def test_failures_of_the_server_are_named(site: Site, status: int) -> None:
    with pytest.raises(FetchError, match=f"answers {status}"):
        only(site.page("/a", b"", status=status))


def test_the_content_type_decides_the_form(site: Site) -> None:
    assert only(site.page("/a", PAGE, "text/plain; charset=utf-8")).report.text == PAGE.decode()
    assert only(site.page("/b", PAGE, None)).report.text == SENTENCE
    assert only(site.page("/c", b'{"text": "A."}\n', "application/x-ndjson")).report.text == "A."
    assert only(site.page("/d", "caf\u00e9 sells".encode("utf-16-le"), "text/plain; charset=utf-16le")).report.text
    with pytest.raises(FetchError, match="is image/png"):
        only(site.page("/e", b"\x89PNG", "image/png"))


def test_a_silent_port_and_an_unknown_host_are_one_line() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        for url in (f"http://127.0.0.1:{unused.getsockname()[1]}/", "http://no-such-host.invalid/"):
            with pytest.raises(FetchError, match="cannot be fetched|host not found"):
                only(url)
