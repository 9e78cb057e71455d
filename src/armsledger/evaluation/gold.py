"""Annotated cases: reports with their gold claims, and when a name or item agrees with an annotator's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from armsledger.catalog import Catalog, Entry, EntryKind, fold
from armsledger.catalog.pieces import key as pieces_of
from armsledger.model import Report, Span

GoldClaim = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A report with the claims a careful annotator found in it."""

    report: Report
    claims: tuple[GoldClaim, ...]
    author: str
    tags: tuple[str, ...]
    transfers_only: bool = False
    """Bundles are annotated with transfers alone: their other claims are not false alarms."""


def cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder, by file name; a bundle gives one case a report."""
    for path in sorted(folder.rglob("*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        for each in given.get("reports") or [given]:
            yield _case(each, given)


def _case(given: dict[str, Any], file: dict[str, Any]) -> Case:
    published = date.fromisoformat(given["published"]) if given.get("published") else None
    report = Report.of(
        given["text"], id=given["id"], title=given.get("title"), publisher=given.get("publisher"), published=published
    )
    return Case(
        report, tuple(given["claims"]), file.get("author") or "?", tuple(file.get("tags") or ()), "register" in file
    )


def answers(value: object) -> list[Any]:
    """Acceptable answers of a gold field: one value or a list of them."""
    return value if isinstance(value, list) else [value]


def quote_span(claim: GoldClaim, text: str) -> Span:
    """Where the claim's quote stands."""
    start = text.find(claim["quote"])
    return Span(start, start + len(claim["quote"]))


def party_names(claim: GoldClaim, field: str) -> list[str]:
    """Names that are right for a party field or its actor; empty where nothing was stated."""
    return [n for n in answers(claim.get(field)) + answers(claim.get(f"{field}_actor")) if n]


def name_agrees(wanted: str, got: str) -> bool:
    """Whether one name is the other or part of it, word by word."""
    a, b = set(pieces_of(wanted)), set(pieces_of(got))
    return bool(a and b) and (fold(wanted) == fold(got) or a <= b or b <= a)


def item_agrees(claim: GoldClaim, entry: Entry | None, name: str, catalog: Catalog) -> bool:
    """Whether a weapon read is one of those an annotator accepts: same family, or class above or below."""
    for wanted in answers(claim.get("item")):
        if not wanted:
            return True
        known = catalog.item(wanted)
        if name_agrees(wanted, name) or (known and entry and _related(known, entry, catalog)):
            return True
    return False


def _related(known: Entry, entry: Entry, catalog: Catalog) -> bool:
    if known.kind == entry.kind == EntryKind.SYSTEM:
        return known.family == entry.family
    return known.klass in catalog.class_line(entry.klass) or entry.klass in catalog.class_line(known.klass)
