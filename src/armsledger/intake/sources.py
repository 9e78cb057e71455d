"""Where reports come from: files, folders, standard input and the web. The door of intake."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import BinaryIO

from armsledger.intake.captures import Clock, now
from armsledger.intake.documents import Document, Intake, Intaken
from armsledger.intake.files import files_in, opened
from armsledger.intake.forms import MEDIA_TYPES, READABLE, Form, form_of_name
from armsledger.intake.limits import DEFAULT, Limits
from armsledger.intake.naming import shown
from armsledger.model.errors import FetchError, InputError

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")
_UNSPECIFIC = {None, "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip"}


def open_sources(
    sources: Sequence[str],
    *,
    published: date | None = None,
    publisher: str | None = None,
    allow_private: bool = False,
    any_language: bool = False,
    stdin: BinaryIO | None = None,
    on_error: Callable[[InputError], None] | None = None,
    limits: Limits = DEFAULT,
    clock: Clock = now,
) -> Iterator[Intaken]:
    """All reports of files, folders (recursively), http(s) URLs and `-` (standard input), in order, one at a time.

    `published` and `publisher` win over what a source says. `allow_private` lets URLs lead to private addresses,
    `any_language` lets texts pass that are clearly not English.
    What cannot be read raises InputError; with `on_error` it is passed there instead, and the rest goes on.
    """
    intake = Intake(published, publisher, any_language, limits, clock)
    for source in sources:
        for each in _reports(source, intake, allow_private, stdin):
            if isinstance(each, Intaken):
                yield each
            elif on_error is None:
                raise each
            else:
                on_error(each)


def _reports(
    source: str, intake: Intake, allow_private: bool, stdin: BinaryIO | None
) -> Iterator[Intaken | InputError]:
    try:
        if source == "-":
            yield from intake.reports(Document(stdin or sys.stdin.buffer, "standard input", "-"))
        elif scheme := _SCHEME.match(source):
            yield from intake.reports(_fetched(source, scheme[1].lower(), intake.limits, allow_private))
        elif os.path.isdir(source):  # unlike Path.is_dir it takes any string
            yield from _folder(source, intake)
        else:
            yield from _file(source, intake)
    except InputError as error:
        yield error


def _folder(folder: str, intake: Intake) -> Iterator[Intaken | InputError]:
    for path in files_in(folder):
        if isinstance(path, InputError):
            yield path
            continue
        try:
            yield from _file(path, intake)
        except InputError as error:
            yield error


def _file(path: str, intake: Intake) -> Iterator[Intaken | InputError]:
    if not path:
        raise InputError("a source without a name; give a file, a folder, a URL, or - for standard input")
    with opened(path, intake.limits) as stream:
        yield from intake.reports(Document(stream, shown(path), path, form_of_name(path)))


def _fetched(url: str, scheme: str, limits: Limits, allow_private: bool) -> Document:
    if scheme not in ("http", "https"):
        raise FetchError(f"{shown(url)}: only http and https addresses can be fetched, not {scheme}")
    from armsledger.intake.fetch import fetch

    found = fetch(url, limits, allow_private=allow_private)
    form = _form(found.media_type, found.url)
    return Document(io.BytesIO(found.content), shown(found.url), found.url, form, found.charset, found.url)


def _form(media_type: str | None, url: str) -> Form | None:
    if media_type in _UNSPECIFIC:
        return form_of_name(url)
    if form := MEDIA_TYPES.get(media_type or ""):
        # Raw-file hosts send everything as text/plain: there the name knows better.
        return form_of_name(url) or form if form is Form.TEXT else form
    raise FetchError(f"{shown(url)}: is {media_type}; armsledger reads {READABLE}")
