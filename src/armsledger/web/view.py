"""One view of the ledger: reports, claims, deals and what stands behind each, indexed for pages."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from armsledger.catalog import Catalog, Entry, EntryKind, fold
from armsledger.ledger.copies import copies
from armsledger.ledger.decisions import decided
from armsledger.ledger.facts import Fact
from armsledger.ledger.origins import bare, origin_of
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.register import Register, Row, readable
from armsledger.ledger.store import Read
from armsledger.model import AnyClaim, Deal, Decision, Dispute, Report, Rule, Verdict

if TYPE_CHECKING:
    from armsledger.web.standing import Standing


class View:
    """The ledger as known at a date, by a rule. Everything is computed when first asked for, then kept."""

    def __init__(
        self,
        version: int,
        as_of: date | None,
        rule: Rule,
        read: Sequence[Read],
        known: Catalog,
        decisions: tuple[Decision, ...] = (),
        days: tuple[date, ...] = (),
    ) -> None:
        self.version = version
        self.as_of = as_of
        self.rule = rule
        self._as_read = read
        self.read = decided(read, [d for d in decisions if d.verdict == Verdict.AMEND])
        """Reports with their claims, amended as people decided."""
        self.decisions = decisions
        """The decisions of people that hold."""
        self.catalog = known
        self.days = days
        """All days of publication in the ledger, also those after `as_of`."""
        self._once: dict[str, Any] = {}
        self._names: dict[str, str] = {}
        self.behind = False
        """Whether a newer view is being made."""

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Something that a page computes from this view, kept with it."""
        if name not in self._once:
            self._once[name] = make()
        return self._once[name]

    def warm(self) -> None:
        """Compute what every page needs."""
        _ = self.rows, self.facts

    def asked_for(self, as_of: date | None) -> View:
        """The same view under another day on which no more was known."""
        if self.as_of == as_of:
            return self
        other = copy.copy(self)
        other.as_of = as_of
        return other

    def stale(self) -> View:
        """The same view, marked as one version behind."""
        other = copy.copy(self)
        other.behind = True
        return other

    @cached_property
    def register(self) -> Register:
        """All rows of the register."""
        return Register.of(self._as_read, self.catalog, self.rule, self.decisions)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Rows by the id of their deal."""
        return {row.deal.id: row for row in self.register.rows}

    def find(self, id: str) -> Row | None:
        """The row of a deal by its id, or by one it had before."""
        return self.rows.get(id) or self.register.find(id)

    @cached_property
    def verdicts(self) -> dict[str, list[Decision]]:
        """The decisions that hold, by the claims they are about."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            for id in decision.claims:
                found[id].append(decision)
        return found

    @property
    def deals(self) -> Iterator[Deal]:
        """All deals."""
        return (row.deal for row in self.register.rows)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report, _ in self.read}

    @cached_property
    def claims(self) -> dict[str, tuple[AnyClaim, Report]]:
        """Claims with their reports, by id."""
        return {claim.id: (claim, report) for report, found in self.read for claim in found}

    @cached_property
    def claims_of(self) -> dict[str, Sequence[AnyClaim]]:
        """Claims in reading order, by report."""
        return {report.id: found for report, found in self.read}

    @cached_property
    def facts(self) -> dict[str, tuple[Fact, Row]]:
        """Counted claims in their context, by claim."""
        return {fact.claim.id: (fact, row) for row in self.register.rows for fact in row.facts}

    @cached_property
    def home(self) -> dict[str, Row]:
        """The row that a claim stands in, counted or beside, by claim."""
        return {id: row for row in self.register.rows for id in row.deal.claims}

    @cached_property
    def entries(self) -> dict[str, Entry | None]:
        """The catalog's entry of each deal's item: of a system where one is named, else of a class."""
        found: dict[str, Entry | None] = {}
        for row in self.register.rows:
            known = [f.entry for f in row.facts if f.entry]
            found[row.deal.id] = next((e for e in known if e.kind == EntryKind.SYSTEM), known[0] if known else None)
        return found

    @cached_property
    def moved(self) -> dict[str, list[tuple[str, str]]]:
        """Which cells a claim stands behind, as (deal, cell), by claim.

        Of an origin only its latest figure counts; what says the same before it, in the report that was reprinted, stands behind it too.
        """
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self.register.rows:
            for cell in ("ordered", "delivered", "order_date", "delivery_dates", "value"):
                standing = set(getattr(row.deal, cell).supporting)
                said = {(f.origin, f.stage, f.number) for f in row.facts if f.claim.id in standing and f.number}
                for fact in row.facts:
                    if fact.claim.id in standing or (fact.origin, fact.stage, fact.number) in said:
                        found[fact.claim.id].append((row.deal.id, cell))
        return found

    @cached_property
    def pairs(self) -> list[PairRow]:
        """The register by supplier, recipient and item family."""
        return self.register.pairs(list(self.deals), self.catalog)

    @cached_property
    def gap_of(self) -> dict[str, int]:
        """The gap of the pair that a deal belongs to, where there is one."""
        return {id: row.gap for row in self.pairs if row.gap for id in row.deals}

    @cached_property
    def copies(self) -> list[list[str]]:
        """Groups of reports that reprint one text."""
        return copies([report for report, _ in self.read])

    @cached_property
    def reprint_of(self) -> dict[str, str]:
        """The original of each reprint."""
        return {id: group[0] for group in self.copies for id in group[1:]}

    @cached_property
    def _publishers(self) -> frozenset[str]:
        return frozenset(fold(report.publisher) for report in self.reports.values() if report.publisher)

    def origin(self, claim_id: str) -> str:
        """The origin of a claim, counted in the register or not."""
        if claim_id in self.facts:
            return self.facts[claim_id][0].origin
        claim, report = self.claims[claim_id]
        return origin_of(claim, report, self.catalog, self._publishers)

    def name(self, key: str) -> str:
        """The name that people know an origin or party by."""
        if key not in self._names:
            known = readable(key, self.catalog)
            self._names[key] = self._spelled.get(key, key) if known == key else known
        return self._names[key]

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """How reports spell those whom the catalog doesn't know: publishers and named sources, by their folded names."""
        told = {fold(s.name): s.name for c, _ in self.claims.values() for s in c.sources}
        outlets = [r.publisher for r in self.reports.values() if r.publisher]
        return told | {bare(name): name for name in outlets} | {fold(name): name for name in outlets}

    def sentence(self, dispute: Dispute) -> str:
        """A dispute in a sentence, everybody under the name that people know them by."""
        words = dispute.sentence
        for origin in {origin for side in dispute.sides for origin in side.origins} & self._spelled.keys():
            words = _called(words, origin, self.name(origin))
        return words

    @cached_property
    def choices(self) -> dict[str, list[object]]:
        """What filters can choose from."""
        from armsledger.web import filtering

        return {
            "supplier": list(filtering.party_choices(self, lambda deal: deal.supplier)),
            "recipient": list(filtering.party_choices(self, lambda deal: deal.recipient)),
            "system": list(filtering.system_choices(self)),
            "category": list(filtering.category_choices(self)),
        }

    @cached_property
    def day_marks(self) -> str:
        """Up to two hundred days of publication, evenly chosen, for the slider."""
        step = max(1, -(-len(self.days) // 200))
        chosen = [*self.days[::step]]
        return " ".join(day.isoformat() for day in chosen)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        return {
            "reports": len(self.reports),
            "claims": len(self.claims),
            "transfers": len(self.rows),
            "disputed": sum(bool(deal.disputes) for deal in self.deals),
            "origins": len({fact.origin for fact, _ in self.facts.values()}),
        }

    @cached_property
    def standings(self) -> tuple[list[Standing], list[Standing]]:
        """How outlets and origins stand."""
        from armsledger.web.standing import origins, outlets

        return outlets(self), origins(self)


def _called(sentence: str, origin: str, name: str) -> str:
    """A sentence in which an origin goes by another name where it stands behind a side."""
    return re.sub(rf"(according to |, ){re.escape(origin)}(?=[,;.])", lambda m: m[1] + name, sentence)
