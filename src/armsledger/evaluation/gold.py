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
from armsledger.model import InputError, Kind, Report, Span

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

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of claims that are annotated."""
        return (Kind.TRANSFER,) if self.transfers_only else tuple(Kind)


def cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder, by file name, or of one file; a bundle gives one case a report.

    Raises InputError, naming the file, for what is no annotated case.
    """
    for path in sorted(folder.rglob("*.json")) if folder.is_dir() else [folder]:
        try:
            given = json.loads(path.read_text(encoding="utf-8"))
            found = [_case(each, given) for each in given.get("reports") or [given]]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else error
            raise InputError(
                f"{path}: no annotated case ({what}): it needs id, text and claims, each with kind and quote"
            ) from None
        yield from found


def _case(given: dict[str, Any], file: dict[str, Any]) -> Case:
    published = date.fromisoformat(given["published"]) if given.get("published") else None
    report = Report.of(
        given["text"], id=given["id"], title=given.get("title"), publisher=given.get("publisher"), published=published
    )
    return Case(
        report,
        tuple(_checked(c) for c in given["claims"]),
        file.get("author") or "?",
        tuple(file.get("tags") or ()),
        "register" in file,
    )


def _checked(claim: GoldClaim) -> GoldClaim:
    """The claim, if it has what every claim has: KeyError or ValueError otherwise."""
    return claim | {"kind": Kind(claim["kind"]).value, "quote": claim["quote"]}


def answers(value: object) -> list[Any]:
    """Acceptable answers of a gold field: one value or a list of them."""
    return value if isinstance(value, list) else [value]


def quote_span(claim: GoldClaim, text: str) -> Span:
    """Where the claim's quote stands; nowhere, [0, 0], if it does not."""
    start = text.find(claim["quote"])
    return Span(start, start + len(claim["quote"])) if start >= 0 else Span(0, 0)


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


def item_is_told(claim: GoldClaim, name: str, catalog: Catalog) -> bool:
    """Whether a weapon read is the one an annotator names, and no other that could be meant.

    Stricter than `item_agrees`, which tells what a candidate may stand for: class and system, or two classes, agree only
    where the annotator's own word is a class, and words for weapons of any kind only with each other.
    """
    entry, generic = catalog.item(name), bool(claim.get("item_generic"))
    for wanted in answers(claim.get("item")):
        if not wanted or name_agrees(wanted, name):
            return True
        known = catalog.item(wanted)
        if known and entry and (generic or _same_kind(known, entry)) and _told(known, entry, catalog):
            return True
    return False


def _told(known: Entry, entry: Entry, catalog: Catalog) -> bool:
    return _of_any_kind(known) == _of_any_kind(entry) and _related(known, entry, catalog)


def _of_any_kind(entry: Entry) -> bool:
    """Whether a class takes in weapons of any category: weapon, military equipment."""
    return entry.kind == EntryKind.CLASS and not entry.category


def _same_kind(known: Entry, entry: Entry) -> bool:
    return known.kind == entry.kind == EntryKind.SYSTEM


def _related(known: Entry, entry: Entry, catalog: Catalog) -> bool:
    if _same_kind(known, entry):
        return catalog.akin(known, entry)
    return known.klass in catalog.class_line(entry.klass) or entry.klass in catalog.class_line(known.klass)
