"""Bytes to text, verbatim: nothing but the byte order mark is dropped, and nothing is guessed without need."""

from __future__ import annotations

import codecs
import re

from armsledger.model.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Allow-list: Python's registry also holds codecs that are no character sets, and slow ones (punycode).
_CHARSET = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|ascii|iso8859-\d+|cp(437|850|866|874|932|949|950|125\d)|koi8-[rut]|mac-\w+"
    r"|gb(2312|k|18030)|big5(hkscs)?|shift_jis|euc_(jp|kr)|tis-620"
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_MOST_CONTROLS = 0.01
_MOST_FOREIGN = 0.25


def decode(content: bytes, where: str, charset: str | None = None, *, mend: bool = False) -> str:
    """The text of `content`: by its byte order mark, as UTF-8, in the declared charset, else as Windows-1252.

    With `mend` a damaged UTF-8 text is read with U+FFFD for each bad byte, as browsers do.
    Raises InputError that names the first bad byte where the bytes are no text.
    """
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise InputError(f"{where}: is {name}, not text; convert it to text or HTML first")
    text = _decoded(content, where, charset, mend)
    _refuse_binary(text, where)
    return text


def _decoded(content: bytes, where: str, charset: str | None, mend: bool) -> str:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], codec, where, len(mark), mend)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _usable(charset)
        if declared:
            return _strictly(content, declared, where, 0, mend)
        return _fallback(content, where, error, mend)


def _strictly(content: bytes, codec: str, where: str, skipped: int, mend: bool) -> str:
    try:
        return content.decode(codec, "replace" if mend else "strict")
    except UnicodeDecodeError as error:
        raise _undecodable(where, codec, error.start + skipped) from error


def _fallback(content: bytes, where: str, error: UnicodeDecodeError, mend: bool) -> str:
    foreign = sum(byte > 0x7F for byte in content)
    mended = content.decode("utf-8", "replace")
    if _is_damaged_utf8(mended):
        if mend:
            return mended
        raise _undecodable(where, "UTF-8", error.start) from error
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as second:
        raise _undecodable(where, "UTF-8 or Windows-1252", second.start) from second
    if foreign > _MOST_FOREIGN * len(content):
        raise _undecodable(where, "UTF-8 and mostly not ASCII", error.start) from error
    return text


def _is_damaged_utf8(mended: str) -> bool:
    # Windows-1252 prose forms next to no valid multi-byte sequence; one in it would turn all others into mojibake.
    bad = mended.count("\ufffd")
    return sum(c > "\x7f" for c in mended) - bad >= bad


def _usable(charset: str | None) -> str | None:
    try:
        name = codecs.lookup((charset or "").strip("\"' ")).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"  # as the WHATWG encoding standard reads these labels
    return name if _CHARSET.fullmatch(name) and not name.startswith("utf-8") else None


def _undecodable(where: str, codec: str, offset: int) -> InputError:
    return InputError(f"{where}: cannot be decoded as {codec} (byte {offset:,}); save it as UTF-8")


def _refuse_binary(text: str, where: str) -> None:
    first = _CONTROL.search(text)
    if first is None:
        return
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        nul = text.find("\0")
        at = len(text[: nul if nul >= 0 else first.start()].encode("utf-8", "surrogatepass"))
        raise InputError(f"{where}: looks binary (control character at byte {at:,}); give text saved as UTF-8, or HTML")
