"""A page before it is written: what its template, its JSON and its CSV are made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Rows = tuple[Sequence[str], Iterable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Content:
    """The three faces of one page; JSON and CSV are made only when asked for."""

    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    record: Callable[[], Any] = dict
    rows: Callable[[], Rows] = lambda: ((), ())


class MissingError(LookupError):
    """Something that a URL names isn't in the ledger, or wasn't on the day asked for."""


def csv_text(rows: Rows) -> str:
    """Rows as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    header, body = rows
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in body)
    return stream.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
