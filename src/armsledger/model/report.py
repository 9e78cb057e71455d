"""What was published: a report's immutable text, and the captured bytes it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. All spans count code points of `text`, which never changes.

    >>> Report.of("Turkey sold drones.").characters
    19
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    """ISO 639-1 code as far as it could be told."""

    @classmethod
    def of(
        cls,
        text: str,
        *,
        id: str | None = None,
        url: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        language: str | None = None,
    ) -> Report:
        """A report with the given id, else one made from the text's hash."""
        return cls(id or _digest(text)[:16], text, url, title, publisher, published, language)

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, as hexadecimal digits."""
        return _digest(self.text)

    @property
    def characters(self) -> int:
        """Length in code points."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Capture:
    """Raw bytes as they were obtained: the evidence behind a report."""

    content: bytes
    sha256: str
    retrieved: datetime
    origin: str
    """File path, URL, or `-` for standard input."""
    media_type: str = "text/plain"


def _digest(text: str) -> str:
    # A lone surrogate can reach us from JSON escapes; it must not stop the hash.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
