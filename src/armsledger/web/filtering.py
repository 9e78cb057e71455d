"""Which transfers fit a filter, and in which order. A name is looked up once, not once a transfer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from armsledger.catalog import Entry, EntryKind, fold
from armsledger.model import Deal, NumberCell, Party
from armsledger.model.vocabulary import LADDER
from armsledger.publish.register_table import state_of
from armsledger.web.queries import Filter, Sort
from armsledger.web.view import View

Test = Callable[[Deal], bool]


def matching(view: View, wanted: Filter) -> list[Deal]:
    """The deals that pass every part of a filter."""
    tests = list(_tests(view, wanted))
    return [deal for deal in view.deals if all(test(deal) for test in tests)]


def _tests(view: View, wanted: Filter) -> Iterable[Test]:
    if wanted.supplier:
        yield _party(view, wanted.supplier, lambda deal: deal.supplier)
    if wanted.recipient:
        yield _party(view, wanted.recipient, lambda deal: deal.recipient)
    if wanted.system:
        yield _system(view, wanted.system)
    if wanted.category:
        category = fold(wanted.category)
        yield lambda deal: fold(category_of(view, deal) or "") == category
    if wanted.since:
        since = date(wanted.since, 1, 1)
        yield lambda deal: (deal.last_known or date.min) >= since
    if wanted.until:
        until = date(wanted.until, 12, 31)
        yield lambda deal: (deal.first_known or date.max) <= until
    if wanted.stage:
        yield lambda deal: deal.stage == wanted.stage
    if wanted.state:
        word = wanted.state.value.replace("_", " ")
        yield lambda deal: state_of(deal) == word
    if wanted.disputed:
        yield lambda deal: bool(deal.disputes)
    if wanted.gaps:
        yield lambda deal: deal.id in view.gap_of


def _party(view: View, name: str, side: Callable[[Deal], Party | None]) -> Test:
    code, folded = view.catalog.state_of(name), fold(name)

    def fits(deal: Deal) -> bool:
        party = side(deal)
        return party is not None and ((code is not None and party.country == code) or folded in fold(party.name))

    return fits


def _system(view: View, name: str) -> Test:
    entry, folded = wanted_entry(view, name), fold(name)

    def fits(deal: Deal) -> bool:
        own = entry_of(view, deal)
        if entry is None or own is None:
            return folded in fold(deal.item.name)
        if entry.kind == EntryKind.CLASS:
            return entry.id in view.catalog.class_line(own.klass)
        return bool(entry.family) and view.catalog.akin(entry, own)

    return fits


def wanted_entry(view: View, name: str) -> Entry | None:
    """The class or system of an id or a name."""
    by_id = view.catalog.get(EntryKind.CLASS, name) or view.catalog.get(EntryKind.SYSTEM, name)
    return by_id or view.catalog.item(name)


def entry_of(view: View, deal: Deal) -> Entry | None:
    """The catalog's entry of a deal's item."""
    return view.entries[deal.id]


def category_of(view: View, deal: Deal) -> str | None:
    """The armament category of a deal's item."""
    entry = entry_of(view, deal)
    return deal.item.category or (entry.category if entry else None)


def ordered(view: View, deals: list[Deal], by: Sort, down: bool) -> list[Deal]:
    """The deals by a column; deals without a value come last either way, equals by id."""
    key = _KEYS[by]
    with_value = [(value, deal) for deal in deals if (value := key(view, deal)) is not None]
    rest = sorted((deal for deal in deals if key(view, deal) is None), key=lambda d: d.id)
    with_value.sort(key=lambda pair: pair[1].id)
    with_value.sort(key=lambda pair: pair[0], reverse=down)
    return [deal for _, deal in with_value] + rest


def _size(cell: NumberCell) -> int | None:
    """The number to sort by: what is said at least, else at most."""
    if cell.interval is None:
        return None
    return cell.interval.min if cell.interval.min is not None else cell.interval.max


_KEYS: dict[Sort, Callable[[View, Deal], Any]] = {
    Sort.LAST: lambda _, d: d.last_known,
    Sort.SUPPLIER: lambda _, d: fold(d.supplier.name) if d.supplier else None,
    Sort.RECIPIENT: lambda _, d: fold(d.recipient.name) if d.recipient else None,
    Sort.SYSTEM: lambda _, d: fold(d.item.name),
    Sort.ORDERED: lambda _, d: _size(d.ordered),
    Sort.DELIVERED: lambda _, d: _size(d.delivered),
    Sort.ORDER_DATE: lambda _, d: (
        (d.order_date.period.start or d.order_date.period.end) if d.order_date.period else None
    ),
    Sort.STAGE: lambda _, d: LADDER.index(d.stage) if d.stage in LADDER else -1,
    Sort.STATE: lambda _, d: state_of(d),
    Sort.ORIGINS: lambda _, d: len(d.origins),
    Sort.REPORTS: lambda _, d: len(d.reports),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to choose from."""

    value: str
    name: str
    count: int
    depth: int = 0


def party_choices(view: View, side: Callable[[Deal], Party | None]) -> list[Choice]:
    """All parties on one side, by name."""
    counts = Counter(party.name for deal in view.deals if (party := side(deal)))
    return [Choice(name, name, count) for name, count in sorted(counts.items())]


def category_choices(view: View) -> list[Choice]:
    """The armament categories that occur."""
    counts = Counter(c for deal in view.deals if (c := category_of(view, deal)))
    return [Choice(name, name.replace("_", " "), count) for name, count in sorted(counts.items())]


def system_choices(view: View) -> list[Choice]:
    """The tree of classes and systems that occur, each with how many transfers are below it."""
    counts: Counter[str] = Counter()
    below: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for deal in view.deals:
        entry = entry_of(view, deal)
        if entry is None:
            continue
        line = list(reversed(view.catalog.class_line(entry.klass)))
        if entry.kind == EntryKind.SYSTEM:
            family = view.catalog.get(EntryKind.SYSTEM, entry.family or entry.id) or entry
            line.append(family.id)
            names[family.id] = family.name
        for above, id in zip(["", *line], line, strict=False):
            below.setdefault(above, set()).add(id)
            counts[id] += 1
            names.setdefault(id, known.name if (known := view.catalog.get(EntryKind.CLASS, id)) else id)
    return list(_flat(below, names, counts, "", 0, frozenset()))


def _flat(
    below: dict[str, set[str]],
    names: dict[str, str],
    counts: Counter[str],
    above: str,
    depth: int,
    seen: frozenset[str],
) -> Iterable[Choice]:
    for id in sorted(below.get(above, ()), key=lambda i: fold(names[i])):
        if id not in seen:
            yield Choice(id, names[id], counts[id], depth)
            yield from _flat(below, names, counts, id, depth + 1, seen | {id})
