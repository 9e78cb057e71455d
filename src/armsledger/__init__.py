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
    published: date | str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    id: str | None = None,
) -> Reading:
    """Read a report's text: the claims in it, each with the words it was read from.

    `published` is a date or an ISO date ("2021-12-05"). Raises SettingError where it is neither.
    """
    from armsledger.model import Report
    from armsledger.reading.reader import read as read_report

    day = _day(published) if isinstance(published, str) else published
    return read_report(Report.of(text, id=id, url=url, title=title, publisher=publisher, published=day))


def _day(text: str) -> date:
    from armsledger.model import SettingError

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingError(f"published {text!r} is no date: write it as 2021-12-05") from None


def __getattr__(name: str) -> Any:
    # Names are loaded when first asked for: importing armsledger must not load the parser.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'armsledger' has no attribute {name!r}")
