"""Reports from JSON: one a line, one object, a list of them, or an object with a list of `reports`.

    {"id", "text", "published": "2021-12-05", "publisher", "url", "title", "claims": [...]}

Only `text` is required, and it is used verbatim. `claims` are claims somebody else read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any, BinaryIO

from armsledger.intake.forms import without_mark
from armsledger.intake.limits import Limits, too_large
from armsledger.model.claim import AnyClaim
from armsledger.model.errors import InputError, RecordError
from armsledger.model.records import claims_of
from armsledger.model.report import Report

Given = tuple[AnyClaim, ...] | None
Record = dict[str, Any]


def lines(stream: BinaryIO, limits: Limits, where: str, head: bytes = b"") -> Iterator[tuple[str, bytes] | InputError]:
    """Each line of `head` and the stream that is not blank, with its place (`file line 3`).

    A line above the size limit ends the iteration, as an error.
    """
    more = iter(lambda: stream.readline(limits.size + 1), b"")
    for number, line in enumerate(chain([head] if head else [], more), 1):
        place = f"{where} line {number}"
        if len(line) > limits.size:
            yield too_large(place, limits.size)
            return
        line = without_mark(line) if number == 1 else line
        if line.strip():
            yield place, line


def parsed(content: bytes, where: str) -> Any:
    """The JSON value of `content` in UTF-8; raises RecordError that names line and column."""
    try:
        return json.loads(without_mark(content).decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise RecordError(f"{where}: not UTF-8 at byte {error.start:,}; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        row = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise RecordError(f"{where}: broken JSON at {row}column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise RecordError(f"{where}: JSON nested too deeply; give one report an object") from error
    except ValueError as error:
        raise RecordError(f"{where}: unusable JSON number: {str(error)[:80]}") from error


def records(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """The report records in a whole JSON document, each with its place."""
    many = value.get("reports") if isinstance(value, dict) and "text" not in value else value
    if isinstance(many, list):
        yield from ((f"{where} report {n}", record) for n, record in enumerate(many, 1))
    else:
        yield where, value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


@dataclass(slots=True)
class Records:
    """Turns the records of one file into reports; two different texts under one id are an error."""

    published: date | None = None
    """Takes the place of what the records say, like `publisher`."""
    publisher: str | None = None
    _seen: dict[str, bytes] = field(default_factory=dict)

    def report(self, record: Any, where: str) -> tuple[Report, Given]:
        """The report of a record, with the claims that came along. Raises RecordError."""
        if not isinstance(record, dict):
            raise RecordError(f"{where}: must be a JSON object with 'text', not {_kind(record)}")
        report = Report.of(
            _text(record, where),
            id=_id(record, where),
            url=_string(record, "url", where),
            title=_string(record, "title", where),
            publisher=self.publisher or _string(record, "publisher", where),
            published=self.published or _day(record, where),
        )
        self._refuse_other_text(report, where)
        return report, _claims(record, report, where)

    def _refuse_other_text(self, report: Report, where: str) -> None:
        digest = hashlib.blake2b(report.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if self._seen.setdefault(report.id, digest) != digest:
            raise RecordError(
                f"{where}: id {report.id!r} stands for another text further up; give each text its own id"
            )


def _claims(record: Record, report: Report, where: str) -> Given:
    if record.get("claims") is None:
        return None
    try:
        return tuple(claims_of(record, report))
    except RecordError as error:
        raise RecordError(f"{where}: {error}") from error
    except OverflowError as error:
        raise RecordError(f"{where}: report {report.id}: a claim's number is too large") from error


def _text(record: Record, where: str) -> str:
    text = record.get("text")
    if text is None:
        raise RecordError(f"{where}: 'text' is missing; give the report's text as a string")
    if not isinstance(text, str):
        raise RecordError(f"{where}: 'text' must be a string, not {_kind(text)}")
    if not text.strip():
        raise RecordError(f"{where}: 'text' is empty")
    return text


def _id(record: Record, where: str) -> str | None:
    given = record.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return _string(record, "id", where)


def _string(record: Record, name: str, where: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise RecordError(f"{where}: {name!r} must be a string or null, not {_kind(value)}")
    return value or None


def _day(record: Record, where: str) -> date | None:
    given = _string(record, "published", where)
    try:
        return datetime.fromisoformat(given).date() if given else None
    except ValueError as error:
        raise RecordError(f"{where}: 'published' must be a day like 2021-12-05, not {given!r:.60}") from error


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
    return "an object"
