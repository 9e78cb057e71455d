"""Registers against the gold registers of bundles: which deals, cells, disputes, origins and pair numbers are right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from armsledger.catalog import Catalog
from armsledger.evaluation.gold import answers, item_agrees, name_agrees
from armsledger.ledger.items import entry_of
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.register import Register
from armsledger.ledger.store import Read
from armsledger.model import Deal, NumberCell, Party, Report, Rule
from armsledger.model.records import claims_of

Gold = dict[str, Any]
NUMBERS = ("ordered", "delivered")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A handful of reports with the register that must come out."""

    id: str
    read: tuple[Read, ...]
    gold: Gold

    def views(self) -> Iterator[tuple[date | None, Gold]]:
        """The register now, and as of earlier days."""
        yield None, self.gold
        yield from ((date.fromisoformat(then["as_of"]), then) for then in self.gold.get("then") or ())


def bundles(folder: Path) -> list[Bundle]:
    """The bundles of a folder, with their gold claims as read."""
    return [_bundle(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.rglob("*.json"))]


def _bundle(given: Gold) -> Bundle:
    return Bundle(given["id"], tuple(_read(r) for r in given["reports"]), given)


def _read(given: Gold) -> Read:
    report = Report.of(
        given["text"],
        id=given["id"],
        title=given.get("title"),
        publisher=given.get("publisher"),
        published=date.fromisoformat(given["published"]),
    )
    return report, claims_of({"claims": [_single(c) for c in given["claims"]]}, report)


def _single(claim: Gold) -> Gold:
    """A gold claim with one answer a field, as a human coder would hand it in."""
    lists = ("quantity", "date", "sources")
    return {
        k: _one_list(v) if k in lists else (v[0] if v else None) if isinstance(v, list) else v for k, v in claim.items()
    }


def _one_list(value: Any) -> Any:
    several = isinstance(value, list) and any(isinstance(v, list) for v in value)
    return next((v for v in value if v), None) if several else value


@dataclass(slots=True)
class Marks:
    """How much of the gold was met: counts by measure, and a line on each miss."""

    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def mark(self, measure: str, ok: bool, where: str, wanted: object, got: object) -> None:
        """One thing looked at."""
        self.seen[measure] += 1
        self.right[measure] += ok
        if not ok:
            self.notes.append(f"{where}: {measure} should be {wanted}, is {got}")

    def share(self, measure: str) -> float:
        """Right of seen; for `deals` and `disputes`, F1."""
        if measure in ("deals", "disputes"):
            return 2 * self.right[measure] / max(1, self.seen[f"{measure} gold"] + self.seen[f"{measure} found"])
        return self.right[measure] / max(1, self.seen[measure])


def score(given: Sequence[Bundle], catalog: Catalog, rule: Rule = Rule.CAUTIOUS) -> Marks:
    """The marks of the ledger on some bundles, from their gold claims."""
    marks = Marks()
    for bundle in given:
        for as_of, gold in bundle.views():
            read = [(r, c) for r, c in bundle.read if as_of is None or (r.published and r.published <= as_of)]
            register = Register.of(read, catalog, rule)
            where = f"{bundle.id}@{as_of}" if as_of else bundle.id
            deals = [row.deal for row in register.rows]
            matched = _score_deals(marks, where, gold["register"], deals, catalog)
            if as_of is None:
                _score_disputes(marks, where, gold.get("disputes") or [], deals, matched)
            _score_pairs(marks, where, gold.get("pairs") or [], register.pairs(deals, catalog), catalog)
    return marks


def _score_deals(marks: Marks, where: str, golds: list[Gold], deals: list[Deal], catalog: Catalog) -> dict[int, int]:
    matched = _match(golds, deals, catalog)
    marks.seen["deals found"] += sum(len(d.reports) for d in deals)
    for number, gold in enumerate(golds):
        marks.seen["deals gold"] += len(gold["reports"])
        place = f"{where} deal {number}"
        if number not in matched:
            marks.notes.append(f"{place}: missed {gold['supplier']} {gold['recipient']} {gold['item']}")
            continue
        deal = deals[matched[number]]
        marks.right["deals"] += len(set(gold["reports"]) & set(deal.reports))
        _score_cells(marks, place, gold, deal)
    extra = [d for n, d in enumerate(deals) if n not in matched.values()]
    marks.notes += [f"{where}: extra {d.id} {d.reports}" for d in extra]
    return matched


def _score_cells(marks: Marks, place: str, gold: Gold, deal: Deal) -> None:
    marks.mark("stage", deal.stage in answers(gold["stage"]), place, gold["stage"], deal.stage.value)
    marks.mark("origins", len(deal.origins) in answers(gold["origins"]), place, gold["origins"], deal.origins)
    if gold.get("order_date"):
        marks.mark(
            "order date", _dates_meet(gold["order_date"], deal), place, gold["order_date"], deal.order_date.period
        )
    for name in NUMBERS:
        cell: NumberCell = getattr(deal, name)
        marks.mark(name, _number_agrees(gold.get(name), cell), place, gold.get(name), cell.interval)
        if gold.get(f"{name}_state"):
            state = cell.state.value
            marks.mark(f"{name} state", state in answers(gold[f"{name}_state"]), place, gold[f"{name}_state"], state)


def _score_disputes(marks: Marks, where: str, golds: list[Gold], deals: list[Deal], matched: dict[int, int]) -> None:
    left = [(g["deal"], answers(g["about"])) for g in golds]
    back = {deal: gold for gold, deal in matched.items()}
    marks.seen["disputes gold"] += len(left)
    for number, deal in enumerate(deals):
        for dispute in deal.disputes:
            marks.seen["disputes found"] += 1
            hit = next((g for g in left if g[0] == back.get(number) and dispute.about in g[1]), None)
            if hit is None:
                marks.notes.append(f"{where}: no such dispute: {deal.id} {dispute.sentence}")
            else:
                left.remove(hit)
                marks.right["disputes"] += 1
    marks.notes += [f"{where}: dispute missed: {g}" for g in left]


def _score_pairs(marks: Marks, where: str, golds: list[Gold], rows: list[PairRow], catalog: Catalog) -> None:
    for gold in golds:
        row = next((r for r in rows if _same(gold, r.supplier, r.recipient, r.item, catalog)), None)
        for name in NUMBERS:
            if name in gold:
                cell: NumberCell = getattr(row, name) if row else NumberCell()
                marks.mark(f"pair {name}", _number_agrees(gold[name], cell), where, gold[name], cell.interval)
                if gold.get(f"{name}_state"):
                    state = cell.state.value
                    marks.mark(
                        f"pair {name} state",
                        state in answers(gold[f"{name}_state"]),
                        where,
                        gold[f"{name}_state"],
                        state,
                    )
        if "gap" in gold:
            gap = row.gap if row else None
            marks.mark("pair gap", gap in answers(gold["gap"]), where, gold["gap"], gap)


def _match(golds: list[Gold], deals: list[Deal], catalog: Catalog) -> dict[int, int]:
    """Gold rows with the deals that share most reports with them."""
    shared = [
        (len(set(g["reports"]) & set(d.reports)), -i, -j)
        for i, g in enumerate(golds)
        for j, d in enumerate(deals)
        if _same(g, d.supplier, d.recipient, d.item, catalog)
    ]
    matched: dict[int, int] = {}
    for count, i, j in sorted(shared, reverse=True):
        if count and -i not in matched and -j not in matched.values():
            matched[-i] = -j
    return matched


def _same(gold: Gold, supplier: Party | None, recipient: Party | None, item: Any, catalog: Catalog) -> bool:
    parties = _party_agrees(gold["supplier"], supplier) and _party_agrees(gold["recipient"], recipient)
    return parties and item_agrees(gold, entry_of(item, catalog), item.name, catalog)


def _party_agrees(wanted: object, party: Party | None) -> bool:
    names = [n for n in answers(wanted) if n]
    if party is None or not names:
        return not names or None in answers(wanted)
    return any(name_agrees(n, own) for n in names for own in (party.name, party.country) if own)


def _number_agrees(wanted: Any, cell: NumberCell) -> bool:
    several = (
        isinstance(wanted, list) and any(isinstance(v, list) or v is None for v in wanted) and not _is_interval(wanted)
    )
    got = [cell.interval.min, cell.interval.max] if cell.interval else None
    return any(w == got for w in (wanted if several else [wanted]))


def _is_interval(value: list[Any]) -> bool:
    return len(value) == 2 and not any(isinstance(v, list) for v in value) and any(isinstance(v, int) for v in value)


def _dates_meet(wanted: Any, deal: Deal) -> bool:
    period = deal.order_date.period
    if period is None:
        return False
    for first, last in wanted if isinstance(wanted[0], list) else [wanted]:
        low, high = max(first or "0000", str(period.start or "0000")), min(last or "9999", str(period.end or "9999"))
        if low <= high:
            return True
    return False
