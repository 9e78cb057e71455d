"""Register files in, reports with claims out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from armsledger.catalog import Catalog, catalog
from armsledger.intake import jsonl
from armsledger.intake.captures import Clock, capture_of, now
from armsledger.intake.documents import Intaken
from armsledger.intake.files import unreadable
from armsledger.intake.forms import looks_like_json
from armsledger.intake.registers import sipri, unroca
from armsledger.intake.registers.row import Row, report_of
from armsledger.model import InputError


def open_registers(
    paths: Iterable[str],
    *,
    published: date | None = None,
    on_error: Callable[[InputError], None] | None = None,
    clock: Clock = now,
    known: Catalog | None = None,
) -> Iterator[Intaken]:
    """Every row of register files as a report with its claims, published on the day given, else today.

    What cannot be read raises InputError; with `on_error` it is passed there instead, and the rest goes on.
    """
    for path in paths:
        try:
            yield from _file(path, published, clock, known or catalog())
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)


def _file(path: str, published: date | None, clock: Clock, known: Catalog) -> Iterator[Intaken]:
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    media_type = "application/json" if looks_like_json(content) else "text/csv"
    capture = capture_of(content, path, media_type, clock)
    for row in _rows(content, path):
        report, claims = report_of(row, published or capture.retrieved.date(), known)
        yield Intaken(report, capture, claims)


def _rows(content: bytes, path: str) -> Iterator[Row]:
    if looks_like_json(content):
        value = jsonl.parsed(content, path)
        if not unroca.is_unroca(value):
            raise InputError(f"{path}: is no UNROCA answer: 'country' and 'hw_imp' or 'hw_exp' are missing")
        return unroca.rows(value, path)
    return sipri.rows(content, path)
