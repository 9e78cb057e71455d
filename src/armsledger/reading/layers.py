"""The layers of a reading as JSON: what `read --layers` adds to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from armsledger.model import Period, SettingError, Span
from armsledger.reading.attribution import Attribution
from armsledger.reading.reader import Reading

Rows = list[dict[str, Any]]


def mentions(reading: Reading) -> Rows:
    """Weapons, parties, outlets and places that the text names."""
    found = reading.mentions
    if found is None:
        return []
    named = [*found.items, *found.parties, *found.outlets, *found.places]
    ordered = sorted(named, key=lambda m: m.span)
    return [
        {"span": list(m.span), "kind": m.kind, "id": m.entry.id if m.entry else None, "name": m.name} for m in ordered
    ]


def quantities(reading: Reading) -> Rows:
    """Numbers as intervals; days, years, times of day and numbers that name something are no quantities."""
    days = [d.span for d in reading.dates]
    kept = [n for n in reading.numbers if n.kind not in ("year", "clock") and not n.label]
    return [
        {
            "span": list(n.span),
            "min": n.exact[0],
            "max": n.exact[1],
            "approximate": n.approximate,
            "kind": n.kind,
            "unit": n.unit,
        }
        for n in kept
        if n.kind != "count" or not any(n.span.overlaps(d) for d in days)
    ]


def dates(reading: Reading) -> Rows:
    """Dates with their TIMEX3 values."""
    return [{"span": list(d.span), "timex": d.timex, **_edges(d.period)} for d in reading.dates]


def _edges(period: Period) -> dict[str, str | None]:
    start, end = (day.isoformat() if day else None for day in (period.start, period.end))
    return {"from": start, "to": end, "precision": period.precision.value}


def attributions(reading: Reading) -> Rows:
    """Everything somebody is said to have said, not only on arms."""
    return [_attribution(a) for a in reading.attributions]


def _attribution(attribution: Attribution) -> dict[str, Any]:
    def pair(span: Span) -> list[int]:
        return [span.start, span.end]

    return {
        "source": [pair(attribution.source)],
        "cue": [pair(attribution.cue)],
        "content": [pair(c) for c in attribution.content],
    }


LAYERS: dict[str, Callable[[Reading], Rows]] = {
    "mentions": mentions,
    "quantities": quantities,
    "dates": dates,
    "attributions": attributions,
}


def layers(reading: Reading, names: Iterable[str]) -> dict[str, Rows]:
    """The named layers, or every one for "all". Raises SettingError on an unknown name."""
    wanted = list(LAYERS) if "all" in names else list(names)
    unknown = [name for name in wanted if name not in LAYERS]
    if unknown:
        raise SettingError(f"unknown layer {unknown[0]!r}: choose from all, {', '.join(LAYERS)}")
    return {name: LAYERS[name](reading) for name in wanted}
