"""Decoding: verbatim text or an error that names the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.intake.text import decode
from armsledger.model import InputError

VERBATIM = "Kyiv\r\nsaid\u00a0so \U0001f680 e\u0301 \u202eabc\u202c \ufeffx\u2028\n\n"


@given(st.binary(max_size=200), st.none() | st.text(max_size=12), st.booleans())
def test_any_bytes_become_text_or_an_input_error(content: bytes, charset: str | None, mend: bool) -> None:
    try:
        assert isinstance(decode(content, "x", charset, mend=mend), str)
    except InputError as error:
        assert str(error).startswith("x: ")
        assert "\n" not in str(error)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff"), max_size=80))
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_text_survives_verbatim(codec: str, text: str) -> None:
    text = "T" + text
    assert decode(text.encode(codec), "x") == text


def test_line_ends_spaces_emoji_and_marks_are_kept() -> None:
    assert decode(VERBATIM.encode(), "x") == VERBATIM


def test_windows_text_is_read_and_other_bytes_are_not_guessed() -> None:
    assert decode("The price: 30 \u20ac \u2013 \u201cfinal\u201d, says caf\u00e9".encode("cp1252"), "x").endswith(
        "caf\u00e9"
    )
    with pytest.raises(InputError, match=r"byte 0\b"):
        decode("\u041f\u0440\u0435\u0437\u0438\u0434\u0435\u043d\u0442".encode("cp1251"), "x")


def test_the_declared_charset_is_used_where_utf_8_fails() -> None:
    assert (
        decode("\u041f\u0443\u0442\u0438\u043d".encode("cp1251"), "x", "windows-1251")
        == "\u041f\u0443\u0442\u0438\u043d"
    )


def test_damaged_utf_8_is_named_by_its_byte_and_mended_only_on_demand() -> None:
    damaged = "caf\u00e9 \u2013 ".encode() + b"\xff end"
    with pytest.raises(InputError, match=r"byte 10\b"):
        decode(damaged, "x")
    assert decode(damaged, "x", mend=True) == "caf\u00e9 \u2013 \ufffd end"


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"%PDF-1.7", "is a PDF"), (b"PK\x03\x04..", "ZIP"), (b"ab\0cd", "byte 2"), (bytes(range(1, 32)) * 9, "binary")],
)
def test_binary_content_is_refused_by_name(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(content, "x")
