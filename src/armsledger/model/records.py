"""Claims and reports as the JSON records of the contract, and back.

Reading accepts two shapes: the claim record that `read` prints, and the flat one in which human coders
hand in claims (`supplier: "TUR", quantity: [6, 6], scope: "total", quote: …`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from armsledger.model.claim import AnyClaim, Claim, Evidence, StatementClaim, TransferClaim, UseClaim, claim_id
from armsledger.model.errors import RecordError
from armsledger.model.interval import Interval
from armsledger.model.item import Item, Quantity, Value
from armsledger.model.party import Party, Phrase, Source
from armsledger.model.period import Period
from armsledger.model.report import Report
from armsledger.model.span import Span
from armsledger.model.vocabulary import (
    Act,
    Certainty,
    Mode,
    PartyKind,
    Precision,
    Scope,
    SourceKind,
    Stage,
    Step,
)

Record = dict[str, Any]
Word = TypeVar("Word", bound=StrEnum)

_TRANSFER = [
    "supplier",
    "supplier_actor",
    "recipient",
    "recipient_actor",
    "item",
    "quantity",
    "stage",
    "step",
    "mode",
    "value",
    "date",
]
_FIELDS: Mapping[type[Claim], list[str]] = {
    TransferClaim: _TRANSFER,
    UseClaim: ["user", "item", "against", "target", "place", "date"],
    StatementClaim: ["speaker", "speaker_for", "addressee", "act", "about", "date"],
}


def report_record(report: Report) -> Record:
    """The `report` part of a record; the text itself is not repeated."""
    return {
        "id": report.id,
        "url": report.url,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "language": report.language,
        "sha256": report.sha256,
        "characters": report.characters,
    }


def claim_record(claim: Claim) -> Record:
    """One claim as the contract prints it, with `spans` of the closed-vocabulary fields beside."""
    record: Record = {"id": claim.id, "kind": claim.kind.value}
    record |= {name: plain(getattr(claim, name)) for name in _FIELDS[type(claim)]}
    record["certainty"] = claim.certainty.value
    record["sources"] = [plain(s) for s in claim.sources]
    evidence = claim.evidence
    record["evidence"] = {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}
    record["spans"] = {name: list(span) for name, span in claim.cues}
    record["confidence"] = round(claim.confidence, 3)
    record["reader"] = claim.reader
    return record


def plain(value: object) -> Any:
    """A model value as JSON types."""
    match value:
        case Interval():
            return {"min": value.min, "max": value.max}
        case Quantity() | Value():
            rest = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
            return rest.pop("interval") | rest
        case Period():
            edges = {"from": plain(value.start), "to": plain(value.end), "precision": value.precision.value}
            return edges | {"text": value.text, "span": plain(value.span)}
        case Item():
            named = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
            return {("class" if k == "klass" else k): v for k, v in named.items()}
        case Span():
            return list(value)
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case Party() | Source() | Phrase():
            return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


def claims_of(record: Record, report: Report) -> list[AnyClaim]:
    """The claims of a record that somebody else read.

    Raises RecordError that names the claim and the field where the shape is not the contract's.
    """
    given = record.get("claims")
    if not isinstance(given, list):
        raise RecordError(f"report {report.id}: 'claims' must be a list of claim records")
    return [_claim(c, n, report) for n, c in enumerate(given, 1)]


def _claim(given: object, number: int, report: Report) -> AnyClaim:
    where = f"report {report.id}, claim {number}"
    if not isinstance(given, dict):
        raise RecordError(f"{where}: must be an object with 'kind', parties, 'stage' and 'quote'")
    try:
        return _claim_of(given, number, report)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise RecordError(f"{where}: {_reason(error)}; see the claim record in the docs") from error


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"field {error} is missing"
    # equal words are looked up among those met before, which a list or an object can't be
    found = re.fullmatch(r"unhashable type: '(list|dict)'.*", str(error))
    return f"a {_JSON_TYPES[found[1]]} stands where one word is expected" if found else str(error)


_JSON_TYPES = {"list": "list", "dict": "record"}


def _claim_of(given: Record, number: int, report: Report) -> AnyClaim:
    common: Record = {
        "id": str(given.get("id") or claim_id(report.id, number)),
        "evidence": _evidence(given, report),
        "certainty": _enum(Certainty, given.get("certainty")) or Certainty.ASSERTED,
        "sources": tuple([_source(s) for s in given.get("sources") or ()]),
        "date": period_of(given.get("date"), given.get("date_text")),
        "cues": tuple([(k, Span(*v)) for k, v in (given.get("spans") or {}).items()]),
        "confidence": float(given.get("confidence", 1.0)),
        "reader": intern(str(given.get("reader") or "given")),
    }
    match given["kind"]:
        case "transfer":
            return TransferClaim(**common, **_transfer(given))
        case "use":
            return UseClaim(**common, **_use(given))
        case "statement":
            return StatementClaim(**common, **_statement(given))
        case other:
            raise ValueError(f"kind {other!r} is none of transfer, use, statement")


def _transfer(given: Record) -> Record:
    return {
        "supplier": party_of(given.get("supplier")),
        "supplier_actor": party_of(given.get("supplier_actor")),
        "recipient": party_of(given.get("recipient")),
        "recipient_actor": party_of(given.get("recipient_actor")),
        "item": item_of(given),
        "quantity": _quantity(given),
        "stage": _word(Stage, given["stage"]),
        "step": _enum(Step, given.get("step")),
        "mode": _enum(Mode, given.get("mode")),
        "value": _value(given.get("value")),
    }


def _use(given: Record) -> Record:
    return {
        "user": party_of(given.get("user")),
        "item": item_of(given),
        "against": party_of(given.get("against")),
        "target": _phrase(given.get("target")),
        "place": _phrase(given.get("place")),
    }


def _statement(given: Record) -> Record:
    return {
        "speaker": _source(given["speaker"]),
        "speaker_for": party_of(given.get("speaker_for")),
        "addressee": party_of(given.get("addressee")),
        "act": Act(given["act"]),
        "about": _phrase(given.get("about")),
    }


def _enum(kind: type[Word], value: str | None) -> Word | None:
    return _word(kind, value) if value else None


@lru_cache(maxsize=256)
def _word(kind: type[Word], value: str) -> Word:
    return kind(value)


def _span(value: object) -> Span | None:
    return Span(*value) if isinstance(value, list) and len(value) == 2 else None


def _evidence(given: Record, report: Report) -> Evidence:
    evidence = given.get("evidence") or {}
    quote = evidence.get("quote") or given.get("quote") or ""
    start = evidence.get("start", report.text.find(quote) if quote else -1)
    if start < 0 or report.text[start : start + len(quote)] != quote:
        raise ValueError(f"the quote {quote[:60]!r} does not stand in the report's text")
    return Evidence(start, start + len(quote), quote)


def party_of(value: object) -> Party | None:
    """A party from a name, a code, or an object with a name; None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, dict):  # first, as millions of them come from ledgers
        kind = _enum(PartyKind, value.get("kind")) or PartyKind.UNKNOWN
        country = value.get("country")
        return _party(str(value["name"]), country, kind, _span(value.get("span")))
    if isinstance(value, str):
        state = value.isupper() and len(value) in (2, 3, 4)
        return Party(value, value if state else None, PartyKind.STATE if state else PartyKind.UNKNOWN)
    raise ValueError(f"a party must be a name or an object with a name, not {value!r}")


@lru_cache(maxsize=4096)
def _party(name: str, country: str | None, kind: PartyKind, span: Span | None) -> Party:
    """One object for all that are equal: of millions of claims few parties differ."""
    return Party(intern(name), country and intern(country), kind, span)


def _source(value: object) -> Source:
    match value:
        case str():
            return Source(value)
        case dict():
            kind = _enum(SourceKind, value.get("kind")) or SourceKind.ANONYMOUS
            return Source(str(value["name"]), kind, value.get("country"), _span(value.get("span")))
    raise ValueError(f"a source must be a name or an object with a name, not {value!r}")


def _phrase(value: object) -> Phrase | None:
    if isinstance(value, dict):
        return Phrase(str(value["name"]), _span(value.get("span")))
    return Phrase(str(value)) if value else None


def item_of(given: Record) -> Item | None:
    """The item of a record, given as a name (`item_generic` beside) or an object."""
    item = given.get("item")
    if item is None or item == "":
        return None
    if isinstance(item, dict):
        generic, span = bool(item.get("generic")), _span(item.get("span"))
        return _item(str(item["name"]), item.get("id"), item.get("class"), item.get("category"), generic, span)
    if isinstance(item, str):
        return Item(item, generic=bool(given.get("item_generic")))
    raise ValueError(f"an item must be a name or an object with a name, not {item!r}")


@lru_cache(maxsize=4096)
def _item(name: str, id: str | None, klass: str | None, category: str | None, generic: bool, span: Span | None) -> Item:
    """One object for all that are equal."""
    id_, klass_, category_ = (text and intern(text) for text in (id, klass, category))
    return Item(intern(name), id_, klass_, category_, generic, span)


def _interval(value: Record | list[int | None]) -> Interval:
    low, high = value if isinstance(value, list) else (value.get("min"), value.get("max"))
    return _numbers(None if low is None else int(low), None if high is None else int(high))


_numbers = lru_cache(maxsize=4096)(Interval)


def _quantity(given: Record) -> Quantity | None:
    value = given.get("quantity")
    if not value:
        return None
    more = value if isinstance(value, dict) else given
    text = more.get("text") or given.get("quantity_text")
    scope = _enum(Scope, more.get("scope")) or Scope.UNKNOWN
    span = _span(more.get("span"))
    return Quantity(_interval(value), text, more.get("unit"), scope, span)


def _value(value: object) -> Value | None:
    if not isinstance(value, dict):
        return None
    if (amount := value.get("amount")) is not None:
        return Value(Interval.exactly(int(amount)), value.get("currency"), value.get("text"))
    return Value(_interval(value), value.get("currency"), value.get("text"), _span(value.get("span")))


@lru_cache(maxsize=16_384)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def period_of(value: object, text: str | None = None) -> Period | None:
    """A period from `[from, to]` or `{"from", "to", "precision", "text", "span"}` with ISO days; None for nothing."""
    if not value:
        return None
    given: Record = value if isinstance(value, dict) else dict(zip(("from", "to"), value, strict=True))  # type: ignore[call-overload]
    start, end = _day(given.get("from")), _day(given.get("to"))
    if start is None and end is None:
        return None
    precision = _enum(Precision, given.get("precision")) or (Precision.DAY if start == end else Precision.RANGE)
    return Period(start, end, precision, given.get("text") or text, _span(given.get("span")))
