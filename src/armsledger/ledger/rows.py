"""Reports, claims and captures as rows of the record, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import zstandard

from armsledger.ledger.schema import reports
from armsledger.model import AnyClaim, Capture, Report
from armsledger.model.records import claims_of

_encoder = zstandard.ZstdCompressor(level=6)
Read = tuple[Report, Sequence[AnyClaim]]
REPORT = [reports.c[name] for name in ("id", "text", "url", "title", "publisher", "published", "language")]
"""Columns that make a report."""


def report_row(report: Report, capture: Capture) -> dict[str, Any]:
    """A report as it is stored."""
    published = report.published.isoformat() if report.published else None
    return {"id": report.id, "sha256": report.sha256, "text": report.text, "url": report.url, "title": report.title,
            "publisher": report.publisher, "published": published, "language": report.language,
            "capture": capture.sha256}  # fmt: skip


def capture_row(capture: Capture) -> dict[str, Any]:
    """A capture as it is stored, its bytes packed."""
    return {"sha256": capture.sha256, "retrieved": capture.retrieved.isoformat(), "origin": capture.origin,
            "media_type": capture.media_type, "content": _encoder.compress(capture.content)}  # fmt: skip


def report_of(row: Sequence[Any]) -> Report:
    """The report of a row's columns, in the order of `REPORT`."""
    id, text, url, title, publisher, published, language = row
    return Report(id, text, url, title, publisher, published and date.fromisoformat(published), language)


def together(rows: Iterable[Sequence[Any]], found: Iterable[Sequence[str]]) -> Iterator[Read]:
    """Reports with their claims, read side by side: both come in order of the reports' ids."""
    told = groupby(found, key=itemgetter(0))
    at, records = next(told, _NOTHING)
    for row in rows:
        report = report_of(row)
        given = []
        if at == report.id:
            given = json.loads(f"[{','.join([record for _, record in records])}]")
            at, records = next(told, _NOTHING)
        yield report, claims_of({"claims": given}, report)


_NOTHING: tuple[None, Iterator[Sequence[str]]] = None, iter(())
