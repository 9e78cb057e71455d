"""`armsledger read`: what reports claim."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from armsledger.cli.days import day
from armsledger.cli.failing import FAILED, complain
from armsledger.model import SettingError
from armsledger.model.records import claim_record, report_record
from armsledger.reading.layers import layers
from armsledger.reading.reader import Reading

FORMATS = ("table", "json", "jsonl", "html")


def run(
    sources: list[str],
    published: str | None,
    publisher: str | None,
    format: str,
    names: str | None,
    allow_private: bool,
    output: str | None,
) -> int:
    """Read and print; 2 where a source could not be read."""
    if format not in FORMATS:
        raise SettingError(f"--format {format!r} is unknown: choose from {', '.join(FORMATS)}")
    wanted = names.split(",") if names else []
    failures: list[object] = []
    found = readings(sources, day(published, "--published"), publisher, allow_private, failures.append)
    with _stream(output) as stream:
        _print(found, format, wanted, stream)
    for failure in failures:
        complain(failure)
    return FAILED if failures else 0


def _print(found: Iterator[Reading], format: str, names: list[str], stream: TextIO) -> None:
    match format:
        case "table":
            _table(found, stream)
        case "html":
            _html(found, stream)
        case "json":
            _json(found, names, stream)
        case _:
            _jsonl(found, names, stream)


def readings(
    sources: list[str],
    published: date | None,
    publisher: str | None,
    allow_private: bool,
    on_error: Callable[[object], None],
) -> Iterator[Reading]:
    """The readings of all sources that can be read."""
    from armsledger.intake import open_sources
    from armsledger.reading.reader import read_all

    taken = open_sources(
        sources, published=published, publisher=publisher, allow_private=allow_private, on_error=on_error
    )
    return read_all(each.report for each in taken)


@contextmanager
def _stream(output: str | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with Path(output).open("w", encoding="utf-8") as stream:
        yield stream


def record(reading: Reading, names: list[str]) -> dict[str, object]:
    """The record of the contract."""
    body: dict[str, object] = {
        "report": report_record(reading.report),
        "claims": [claim_record(c) for c in reading.claims],
    }
    return body | ({"layers": layers(reading, names)} if names else {})


def _table(found: Iterator[Reading], stream: TextIO) -> None:
    from armsledger.publish.reading_table import reading_table

    for number, reading in enumerate(found):
        print("\n" * bool(number) + reading_table(reading.report, reading.claims), file=stream)


def _json(found: Iterator[Reading], names: list[str], stream: TextIO) -> None:
    json.dump([record(r, names) for r in found], stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _jsonl(found: Iterator[Reading], names: list[str], stream: TextIO) -> None:
    for reading in found:
        print(json.dumps(record(reading, names), ensure_ascii=False), file=stream, flush=True)


def _html(found: Iterator[Reading], stream: TextIO) -> None:
    from armsledger.publish.reading_page import reading_page

    first = next(found, None)
    if first is None:
        return
    stream.write(reading_page(first.report, first.claims))
    if next(found, None) is not None:
        raise SettingError("--format html shows one report: give one source, or use --format json")
