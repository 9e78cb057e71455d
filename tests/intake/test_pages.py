"""Hostile and broken pages: an article or one clear line, in bounded time."""

from __future__ import annotations

import time

import pytest

from armsledger.intake.limits import Limits
from armsledger.intake.pages import page_of
from armsledger.intake.worker import EXTRACTOR, Extractor, TooHardError
from armsledger.model import InputError

SENTENCE = "Turkey delivered six Bayraktar TB2 drones to Ukraine in 2019, the state exporter said on Monday in Kyiv."


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_scripts_menus_and_comments_stay_out_of_the_text() -> None:
    body = f"<nav>Home</nav><article><p>{SENTENCE}</p><script>x()</script><!-- hidden --></article><footer>(c)</footer>"
    assert page_of(page(body), "x", Limits()).text == SENTENCE


@pytest.mark.parametrize("tag", ["div", "span", "b", "table"])
def test_a_hundred_thousand_nested_tags_do_no_harm(tag: str) -> None:
    with pytest.raises(InputError, match="no article text"):
        page_of(page(f"<{tag}>" * 100_000 + "x"), "x", Limits())
    assert page_of(page(f"<p>{SENTENCE}</p>"), "x", Limits()).text == SENTENCE


def test_too_many_tags_are_refused_unparsed() -> None:
    with pytest.raises(InputError, match="300,001 tags"):
        page_of(b"<a>" * 300_001, "x", Limits())


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read() -> None:
    slow = page(("<div>" * 240 + f"<p>{SENTENCE}</p>" + "</div>" * 240) * 1000)
    start = time.monotonic()
    with pytest.raises(InputError, match="too hard to take apart"):
        page_of(slow, "x", Limits(extraction=1.0))
    assert time.monotonic() - start < 4
    assert page_of(page(f"<p>{SENTENCE}</p>"), "x", Limits()).text == SENTENCE


def test_a_dead_extractor_is_replaced() -> None:
    EXTRACTOR.close()
    assert page_of(page(f"<p>{SENTENCE}</p>"), "x", Limits()).text == SENTENCE


def test_an_extractor_without_time_says_so() -> None:
    extractor = Extractor()
    with pytest.raises(TooHardError):
        extractor.article("<p>x</p>", 0.0)
    extractor.close()


@pytest.mark.parametrize(
    ("charset", "head"),
    [("utf-8", ""), ("windows-1251", '<meta charset="windows-1251">'), ("utf-16", ""), ("cp1252", "")],
)
def test_the_page_is_decoded_as_it_says_or_shows(charset: str, head: str) -> None:
    text = SENTENCE + (" \u041f\u0443\u0442\u0438\u043d" if charset == "windows-1251" else " \u2013")
    assert page_of(page(f"<p>{text}</p>", head).decode().encode(charset), "x", Limits()).text == text


def test_a_bad_byte_in_a_utf_8_page_costs_one_character() -> None:
    body = page(f"<p>caf\u00e9 \u2013 {SENTENCE} BAD</p>").replace(b"BAD", b"\xff")
    assert page_of(body, "x", Limits()).text == f"caf\u00e9 \u2013 {SENTENCE} \ufffd"


def test_an_xhtml_page_with_a_declaration_is_read() -> None:
    declared = b'<?xml version="1.0" encoding="utf-8"?>\n' + page(f"<p>{SENTENCE}</p>")
    assert page_of(declared, "x", Limits()).text == SENTENCE


def test_an_address_that_is_not_http_is_not_taken_over() -> None:
    head = '<link rel="canonical" href="javascript:alert(1)"><title>T</title>'
    found = page_of(page(f"<p>{SENTENCE}</p>", head), "x", Limits())
    assert (found.url, found.title) == (None, "T")
