"""One opened document to its reports: decides what form it has, and hands it to the reader of that form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, BinaryIO

from armsledger.intake import jsonl
from armsledger.intake.captures import Clock, capture_of, now
from armsledger.intake.forms import Form, looks_like_html, looks_like_json
from armsledger.intake.gunzip import unpacked
from armsledger.intake.language import language_of, require_english
from armsledger.intake.limits import DEFAULT, Limits, whole
from armsledger.intake.text import decode
from armsledger.model.claim import AnyClaim
from armsledger.model.errors import InputError, RecordError
from armsledger.model.report import Capture, Report


@dataclass(frozen=True, slots=True)
class Intaken:
    """A report, the bytes it came from, and the claims that came with it (None: it is still to be read)."""

    report: Report
    capture: Capture
    given: tuple[AnyClaim, ...] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes from somewhere, with what is known of them beforehand."""

    stream: BinaryIO
    where: str
    """How messages name it."""
    origin: str
    """How captures name it."""
    form: Form | None = None
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """How documents are taken in. Yields errors as values, so that one bad line doesn't end a file."""

    published: date | None = None
    publisher: str | None = None
    any_language: bool = False
    limits: Limits = DEFAULT
    clock: Clock = now

    def reports(self, document: Document) -> Iterator[Intaken | InputError]:
        """All reports of a document in order, and an error for each that can't be had."""
        try:
            document = replace(document, stream=unpacked(document.stream, document.where, self.limits))
            yield from self._by_form(document)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(f"{document.where}: cannot be read ({error.strerror or error})")

    def _by_form(self, document: Document) -> Iterator[Intaken | InputError]:
        if document.form is Form.JSONL:
            yield from self._lines(document, b"")
            return
        head = b""
        if document.form in (None, Form.JSON):
            head = document.stream.readline(self.limits.size + 1)
            if looks_like_json(head) and _is_object(head):
                yield from self._lines(document, head)
                return
        content = whole(document.stream, self.limits.size, document.where, head)
        if not content.strip():
            raise InputError(f"{document.where}: is empty; give a text with at least one sentence")
        if document.form is Form.JSON or (document.form is None and looks_like_json(content)):
            yield from self._json(document, content)
        elif document.form is Form.HTML or (document.form is None and looks_like_html(content)):
            yield self._html(document, content)
        else:
            yield self._text(document, content)

    def _lines(self, document: Document, head: bytes) -> Iterator[Intaken | InputError]:
        lines = jsonl.lines(document.stream, self.limits, document.where, head)
        yield from self._records(self._parsed_lines(lines), document, Form.JSONL)

    def _parsed_lines(self, lines: Iterable[tuple[str, bytes] | InputError]) -> Iterator[Parsed | InputError]:
        for line in lines:
            if isinstance(line, InputError):
                yield line
                continue
            where, content = line
            try:
                several = list(jsonl.records(jsonl.parsed(content, where), where))
            except RecordError as error:
                yield error
            else:
                yield from ((place, record, content) for place, record in several)

    def _json(self, document: Document, content: bytes) -> Iterator[Intaken | InputError]:
        value = jsonl.parsed(content, document.where)
        several = ((place, record, content) for place, record in jsonl.records(value, document.where))
        yield from self._records(several, document, Form.JSON)

    def _records(
        self, several: Iterable[Parsed | InputError], document: Document, form: Form
    ) -> Iterator[Intaken | InputError]:
        records = jsonl.Records(self.published, self.publisher)
        nothing = True
        for each in several:
            nothing = False
            try:
                yield each if isinstance(each, InputError) else self._record(records, *each, document, form)
            except InputError as error:
                yield error
        if nothing:
            yield InputError(f"{document.where}: holds no reports; give at least one JSON object with 'text'")

    def _record(
        self, records: jsonl.Records, where: str, record: Any, content: bytes, document: Document, form: Form
    ) -> Intaken:
        report, given = records.report(record, where)
        origin = document.origin + where.removeprefix(document.where)
        return self._intaken(report, capture_of(content, origin, form.value, self.clock), where, given)

    def _html(self, document: Document, content: bytes) -> Intaken:
        from armsledger.intake.pages import page_of

        page = page_of(content, document.where, self.limits, document.charset)
        report = Report.of(
            page.text,
            url=document.url or page.url,
            title=page.title,
            publisher=self.publisher or page.publisher,
            published=self.published or page.published,
        )
        return self._intaken(report, self._capture(document, content, Form.HTML), document.where)

    def _text(self, document: Document, content: bytes) -> Intaken:
        text = decode(content, document.where, document.charset)
        report = Report.of(text, url=document.url, publisher=self.publisher, published=self.published)
        if not text.strip():
            raise InputError(f"{document.where}: is empty; give a text with at least one sentence")
        return self._intaken(report, self._capture(document, content, Form.TEXT), document.where)

    def _capture(self, document: Document, content: bytes, form: Form) -> Capture:
        return capture_of(content, document.origin, form.value, self.clock)

    def _intaken(
        self, report: Report, capture: Capture, where: str, given: tuple[AnyClaim, ...] | None = None
    ) -> Intaken:
        if given is None and not self.any_language:
            require_english(report, where)
        return Intaken(replace(report, language=language_of(report.text)), capture, given)


Parsed = tuple[str, Any, bytes]


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(jsonl.parsed(line, "line"), dict)
    except RecordError:
        return False
