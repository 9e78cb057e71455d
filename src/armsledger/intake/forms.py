"""Which form a source has: plain text, HTML, JSON or JSON lines – by name, by media type, else by its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import urlsplit


class Form(StrEnum):
    """A form intake can read; its value is the media type noted in captures."""

    TEXT = "text/plain"
    HTML = "text/html"
    JSON = "application/json"
    JSONL = "application/jsonl"


SUFFIXES = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.TEXT,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".jsonl": Form.JSONL,
    ".json": Form.JSON,
}
MEDIA_TYPES = {form.value: form for form in Form} | {
    "application/xhtml+xml": Form.HTML,
    "application/x-ndjson": Form.JSONL,
    "application/ndjson": Form.JSONL,
    "application/jsonlines": Form.JSONL,
    "text/markdown": Form.TEXT,
}
READABLE = "text, HTML, JSON and JSON lines, each also with .gz"

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*\{)')
_HEAD = 4096


def form_of_name(name: str) -> Form | None:
    """The form a file name or URL promises; `.gz` is looked through. None: none that intake knows."""
    path = PurePath(urlsplit(name).path if "://" in name else name)
    suffixes = [s.lower() for s in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1]) if suffixes else None


def without_mark(content: bytes) -> bytes:
    """The bytes without a UTF-8 byte order mark."""
    return content.removeprefix(b"\xef\xbb\xbf")


def looks_like_json(content: bytes) -> bool:
    """Whether it opens as a JSON object, or a list of them, would."""
    return _JSON.match(without_mark(content[:_HEAD])) is not None


def looks_like_html(content: bytes) -> bool:
    """Whether it opens as a page would; UTF-16 pages count by their plain letters."""
    return _HTML.match(without_mark(content[:_HEAD].replace(b"\0", b"").lstrip(b"\xff\xfe"))) is not None
