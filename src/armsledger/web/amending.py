"""Words that a person typed or selected, as the value of a claim's field: by the same catalog and grammars that read reports."""

from __future__ import annotations

import re
from typing import Any

from armsledger.catalog import Catalog
from armsledger.model import Certainty, Mode, Period, Report, Scope, SettingError, Span, Stage, Step
from armsledger.model.records import plain
from armsledger.reading.dates import dates
from armsledger.reading.quantities import numbers

WORDS: dict[str, list[str]] = {
    "stage": [s.value for s in Stage], "certainty": [c.value for c in Certainty], "scope": [s.value for s in Scope],
    "mode": [m.value for m in Mode], "step": [s.value for s in Step],
}  # fmt: skip
"""Fields with a closed vocabulary."""
PARTIES = ("supplier", "supplier_actor", "recipient", "recipient_actor")
FIELDS = ("quantity", "scope", "unit", "supplier", "recipient", "item", "stage", "date", "certainty", "mode", "sources", "supplier_actor",
          "recipient_actor", "step")  # fmt: skip
"""Fields that the page offers to amend, the ones most often wrong first."""


def value_of(field: str, words: str, span: Span | None, report: Report, known: Catalog) -> Any:
    """The value as the claim record has it. Raises SettingError where the words can't be that."""
    words = " ".join(words.split())
    if not words:
        return None
    if field in WORDS:
        if words not in WORDS[field]:
            raise SettingError(f"{words!r} is no {field}: choose from {', '.join(WORDS[field])}")
        return words
    if field in PARTIES:
        return _party(words, span, known)
    match field:
        case "item":
            return _item(words, span, known)
        case "quantity":
            return _quantity(words, span)
        case "date":
            return _date(words, span, report)
        case "sources":
            return [{"name": name.strip(), "span": plain(span)} for name in words.split(";") if name.strip()]
        case "unit":
            return words
    raise SettingError(f"field {field!r} cannot be amended here: choose from {', '.join(FIELDS)}")


def _party(words: str, span: Span | None, known: Catalog) -> dict[str, Any]:
    code = known.state_of(words)
    entry = known.state(code) if code else None
    if entry is None:
        return {"name": words, "country": None, "kind": "unknown", "span": plain(span)}
    kind = "igo" if entry.subkind == "igo" else "state"
    return {"name": entry.name, "country": entry.id, "kind": kind, "span": plain(span)}


def _item(words: str, span: Span | None, known: Catalog) -> dict[str, Any]:
    entry = known.item(words)
    if entry is None:
        return {"name": words, "span": plain(span)}
    generic = entry.kind.value == "class"
    return {
        "name": entry.name,
        "id": entry.id,
        "class": entry.class_name,
        "category": entry.category,
        "generic": generic,
        "span": plain(span),
    }


def _quantity(words: str, span: Span | None) -> dict[str, Any]:
    if both := re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", words):
        low, high = int(both[1]), int(both[2])
    else:
        found = [n for n in numbers(words) if n.kind == "count"]
        if not found:
            raise SettingError(f"{words!r} is no number of things: write 6, at least 24, or 6-8")
        low, high = found[0].interval.min, found[0].interval.max  # type: ignore[assignment]
    return {"min": low, "max": high, "text": words, "unit": None, "scope": "unknown", "span": plain(span)}


def _date(words: str, span: Span | None, report: Report) -> dict[str, Any]:
    found = dates(words, report.published)
    if not found:
        raise SettingError(f"{words!r} is no date: write 2019-03-20, March 2019 or 2019")
    period: Period = found[0].period
    return plain(period) | {"text": words, "span": plain(span)}  # type: ignore[no-any-return]
