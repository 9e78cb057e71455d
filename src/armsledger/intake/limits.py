"""How much intake takes in at most: bad or hostile sources end in one clear line, never in a full memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from armsledger.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one source. Sizes are bytes, times are seconds."""

    size: int = 20_000_000
    """A text, a page, a download, or one line of a JSONL file."""
    expansion: int = 200
    """How many times its compressed size a gzip stream longer than `size` may unpack to."""
    elements: int = 300_000
    """Start tags of an HTML page."""
    extraction: float = 20.0
    """Finding the article text of a page."""
    redirects: int = 5
    fetching: float = 30.0
    """From the first look-up of a URL's host to the last byte, redirects included."""


DEFAULT = Limits()


def too_large(where: str, size: int) -> InputError:
    """The error for a source above `size` bytes."""
    return InputError(f"{where}: larger than the limit of {size / 1e6:g} MB; split it, or give reports as JSON lines")


def whole(stream: BinaryIO, size: int, where: str, head: bytes = b"") -> bytes:
    """`head` and all that is left in the stream; raises InputError above `size` bytes without reading on."""
    content = head + stream.read(max(0, size - len(head)) + 1)
    if len(content) > size:
        raise too_large(where, size)
    return content
