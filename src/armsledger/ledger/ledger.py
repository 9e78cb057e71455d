"""The ledger: reports in, register out. Everything derived is a pure function of what was added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import TracebackType

from armsledger.catalog import Catalog, catalog, fold
from armsledger.ledger.copies import copies
from armsledger.ledger.facts import Read
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.register import Register
from armsledger.ledger.store import Store
from armsledger.model import AnyClaim, Capture, Deal, LedgerError, Party, Report, Rule


class Added(Enum):
    """What became of an added report."""

    NEW = "new"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Query:
    """Which deals, as known when, by which rule."""

    supplier: str | None = None
    recipient: str | None = None
    item: str | None = None
    category: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    rule: Rule = Rule.CAUTIOUS


class Ledger:
    """An open ledger; close it, or use it in a with statement."""

    def __init__(self, store: Store, known: Catalog) -> None:
        self._store = store
        self._catalog = known

    @classmethod
    def open(cls, where: str, *, create: bool = True) -> Ledger:
        """Open a ledger file or database. Raises LedgerError where it cannot be used."""
        return cls(Store.open(where, create=create), catalog())

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.engine.dispose()

    def add(self, report: Report, capture: Capture, claims: Sequence[AnyClaim]) -> Added:
        """Add a report with its claims; a report that is known already changes nothing."""
        return Added.NEW if self._store.add(report, capture, tuple(claims)) else Added.KNOWN

    def register(self, query: Query) -> list[Deal]:
        """The deals that fit a query."""
        return [row.deal for row in self._derived(query).rows if self._fits(row.deal, query)]

    def pairs(self, query: Query) -> list[PairRow]:
        """The register by supplier, recipient and item family."""
        derived = self._derived(query)
        return derived.pairs([row.deal for row in derived.rows if self._fits(row.deal, query)], self._catalog)

    def deal(self, id: str, query: Query) -> Deal:
        """One deal. Raises LedgerError where the ledger has none of this id."""
        found = next((row.deal for row in self._derived(query).rows if row.deal.id == id), None)
        if found is None:
            raise LedgerError(f"{self._store.name} has no transfer {id!r}: list the ids with armsledger register")
        return found

    def claims(self, ids: Iterable[str]) -> dict[str, tuple[AnyClaim, Report]]:
        """Claims with their reports, by id."""
        wanted = set(ids)
        return {c.id: (c, report) for report, found in self._store.all() for c in found if c.id in wanted}

    def copies(self) -> list[list[str]]:
        """Groups of reports that reprint one text."""
        return copies([report for report, _ in self._store.all()])

    def counts(self) -> dict[str, int]:
        """How many reports and claims the ledger holds."""
        read = self._store.all()
        return {"reports": len(read), "claims": sum(len(found) for _, found in read)}

    def _known(self, as_of: date | None) -> list[Read]:
        return [
            (r, c) for r, c in self._store.all() if as_of is None or (r.published is not None and r.published <= as_of)
        ]

    def _derived(self, query: Query) -> Register:
        return Register.of(self._known(query.as_of), self._catalog, query.rule)

    def _fits(self, deal: Deal, query: Query) -> bool:
        wanted = ((query.supplier, deal.supplier), (query.recipient, deal.recipient))
        if any(name and not self._is(name, party) for name, party in wanted):
            return False
        if query.item and not self._is_item(query.item, deal):
            return False
        if query.category and fold(query.category) != fold(deal.item.category or ""):
            return False
        first, last = deal.first_known or date.min, deal.last_known or date.min
        return (query.since is None or last >= query.since) and (query.until is None or first <= query.until)

    def _is(self, name: str, party: Party | None) -> bool:
        return party is not None and (
            self._catalog.state_of(name) == party.country is not None or fold(name) in fold(party.name)
        )

    def _is_item(self, name: str, deal: Deal) -> bool:
        entry, own = self._catalog.item(name), self._catalog.item(deal.item.name)
        if entry and own:
            return entry.family == own.family or entry.id in self._catalog.class_line(own.klass)
        return fold(name) in fold(deal.item.name)
