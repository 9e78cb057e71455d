"""armsledger: a ledger of what reports say about arms transfers and the use of the weapons transferred.

>>> import armsledger
>>> reading = armsledger.read("Sweden has sold eight Gripen fighters to Bulgaria.")
>>> reading.claims[0].supplier.country
'SWE'
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armsledger.ledger import Ledger, Query
    from armsledger.model import Report
    from armsledger.reading.reader import Reading

__all__ = ["Ledger", "Query", "Reading", "Report", "read"]

_HOMES = {
    "Ledger": "armsledger.ledger",
    "Query": "armsledger.ledger",
    "Reading": "armsledger.reading.reader",
    "Report": "armsledger.model",
}


def read(
    text: str,
    *,
    published: date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    id: str | None = None,
) -> Reading:
    """Read a report's text: the claims in it, each with the words it was read from."""
    from armsledger.model import Report
    from armsledger.reading.reader import read as read_report

    return read_report(Report.of(text, id=id, url=url, title=title, publisher=publisher, published=published))


def __getattr__(name: str) -> Any:
    # Names are loaded when first asked for: importing armsledger must not load the parser.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'armsledger' has no attribute {name!r}")
