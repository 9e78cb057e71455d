"""The ledger: reports in, register out. Everything derived is a pure function of what was added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from types import TracebackType

from armsledger.catalog import Catalog, catalog, fold
from armsledger.ledger import derived, editions, kept
from armsledger.ledger.citations import Citation, citations
from armsledger.ledger.collecting import uncollected
from armsledger.ledger.comparing import Compared, compared
from armsledger.ledger.copies import Copy, copies, edges, reprintable
from armsledger.ledger.decisions import amended
from armsledger.ledger.diffs import Change, changes
from armsledger.ledger.editions import Edition
from armsledger.ledger.gaps import GapRow, gap_of
from armsledger.ledger.items import entry_of
from armsledger.ledger.pairs import PairRow
from armsledger.ledger.register import Register, Row
from armsledger.ledger.sensitivity import Dependence, dependences
from armsledger.ledger.store import Entry, LogEntry, Store
from armsledger.ledger.verify import problems
from armsledger.ledger.views import PRESENT, Views
from armsledger.model import AnyClaim, Capture, Deal, Decision, LedgerError, Party, Report, Rule, Verdict
from armsledger.model.register_records import deal_of


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
    logged: int | None = None
    """Only what had been added and decided up to this number of the log."""


def decoded(record: str) -> Deal:
    """The deal of a line of the derived tables."""
    return deal_of(json.loads(record))


def query_of(edition: Edition) -> Query:
    """The query that an edition answers."""
    return Query(as_of=edition.as_of, rule=edition.rule, logged=edition.number)


class Ledger:
    """An open ledger; close it, or use it in a with statement."""

    def __init__(self, store: Store, known: Catalog) -> None:
        self._store = store
        self._catalog = known
        self._views = Views(store, known)

    @classmethod
    def open(cls, where: str, *, create: bool = True, who: str = "unknown") -> Ledger:
        """Open a ledger file or database; `who` is written into its log. Raises LedgerError where it cannot be used."""
        return cls(Store.open(where, create=create, who=who), catalog())

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.engine.dispose()

    @property
    def name(self) -> str:
        """The file or address it was opened by."""
        return self._store.name

    @property
    def store(self) -> Store:
        """The record below."""
        return self._store

    @property
    def catalog(self) -> Catalog:
        """What it knows beforehand."""
        return self._catalog

    # What goes in

    def add(self, report: Report, capture: Capture, claims: Sequence[AnyClaim]) -> Added:
        """Add a report with its claims; a report that is known already changes nothing."""
        return self.add_all([(report, capture, claims)])[0]

    def add_all(self, entries: Iterable[Entry], why: str | None = None) -> list[Added]:
        """Add several reports at once: all of them are in when this returns, none if it raises."""
        return [Added.NEW if new else Added.KNOWN for new in self._store.add(entries, why)]

    def knows(self, reports: Iterable[Report]) -> set[str]:
        """Ids of those reports that need not be read again. An id taken by another text is left for `add` to refuse."""
        hashes = {r.id: r.sha256 for r in reports}
        return {id for id, sha256 in self._store.known(hashes).items() if hashes[id] == sha256}

    # What comes out

    def register(self, query: Query) -> list[Deal]:
        """The deals that fit a query."""
        held = self._held(query)
        if held is None:
            return [row.deal for row in self.rows(query)]
        return [deal for deal in map(decoded, held) if self._fits(deal, query)]

    def records(self, query: Query) -> list[str]:
        """The deals that fit a query, each as the one line of JSON that the derived tables hold."""
        held = self._held(query)
        whole = query == Query(as_of=query.as_of, rule=query.rule, logged=query.logged)
        if held is None:
            rows = self.rows(query)
            held = self._held(query) if whole else None  # a large register is kept as soon as it is made
            if held is None:
                return [derived.encoded(row.deal) for row in rows]
        return held if whole else [record for record in held if self._fits(decoded(record), query)]

    def rows(self, query: Query) -> list[Row]:
        """The deals that fit a query, with the facts they were made from."""
        return [row for row in self._derived(query).rows if self._fits(row.deal, query)]

    def pairs(self, query: Query) -> list[PairRow]:
        """The register by supplier, recipient and item family."""
        return self._derived(query).pairs(self.register(query), self._catalog)

    def pair_records(self, query: Query) -> list[str]:
        """The register by pair, each row as the one line of JSON that the derived tables hold."""
        held = derived.pair_records(self._store) if query == Query() else None
        return [derived.line(derived.pair_record(pair)) for pair in self.pairs(query)] if held is None else held

    def gaps(self, query: Query, by: str | None = None) -> list[GapRow]:
        """Deals and pairs of which more is reported than was disclosed, the widest gap first; `by` deal or pair only."""
        pairs = [
            GapRow(p.supplier, p.recipient, p.item, p.deals, "pair", p.apart) for p in self.pairs(query) if p.apart
        ]
        singles = [
            GapRow(r.deal.supplier, r.deal.recipient, r.deal.item, (r.deal.id,), "deal", gap)
            for r in self.rows(query)
            if (gap := gap_of([r.facts], (), r.officials))
        ]
        wanted = [row for row in (*pairs, *singles) if row.gap.amount and by in (None, row.by)]
        return sorted(wanted, key=lambda row: (-row.gap.amount, row.by, row.deals))

    def sensitivity(self, query: Query) -> list[Dependence]:
        """The numbers that would be others under another rule."""
        queries = {rule: replace(query, rule=rule) for rule in Rule}
        return dependences(
            {rule: self.register(q) for rule, q in queries.items()},
            {rule: self.pairs(q) for rule, q in queries.items()},
        )

    def compare(self, query: Query) -> list[Compared]:
        """Each deal as reports and as registers tell it: where they agree, differ, or only one has it."""
        return [compared(row, self._catalog, query.rule) for row in self.rows(query)]

    def diff(self, before: Query, after: Query) -> list[Change]:
        """Each cell that differs between two views, with the claims that moved it."""
        return changes(self._derived(before), self._derived(after))

    def deal(self, id: str, query: Query) -> Deal:
        """One deal, also by an id it had before. Raises LedgerError where the ledger has none of this id."""
        view = (query.as_of, query.rule, query.logged)
        found = derived.find(self._store, id) if view == PRESENT else kept.record(self._store, view, id)
        if found is None and view == PRESENT and derived.fresh(self._store):
            raise self._unknown(id)
        return decoded(found) if found else self.row(id, query).deal

    def row(self, id: str, query: Query) -> Row:
        """One deal with its facts. Raises LedgerError where the ledger has none of this id."""
        found = self._derived(query).find(id)
        if found is None:
            raise self._unknown(id)
        return found

    def _unknown(self, id: str) -> LedgerError:
        return LedgerError(f"{self.name} has no transfer {id!r}: list the ids with armsledger register")

    def claims(self, ids: Iterable[str]) -> dict[str, tuple[AnyClaim, Report]]:
        """Claims with their reports, by id, as they were read."""
        return {c.id: (c, report) for report, found in self._store.some(ids) for c in found}

    def copies(self, as_of: date | None = None) -> list[list[str]]:
        """Groups of reports that reprint one text."""
        return copies(reprintable(self._views.read(as_of)))

    def copied(self, as_of: date | None = None) -> list[Copy]:
        """Each reprint with its original and the reason why it adds nothing."""
        return edges(reprintable(self._views.read(as_of)))

    def cites(self, query: Query) -> list[Citation]:
        """Reports that name the publisher of another report on the same deal as their source."""
        return [edge for row in self.rows(query) for edge in citations(row)]

    def counts(self) -> dict[str, int]:
        """How many reports and claims the ledger holds."""
        return self._store.count()

    def rebuild(self) -> int:
        """Make the derived tables anew from the record; how many deals they hold."""
        position = self._store.position()
        with uncollected():
            register = Register.of(self._store.all(), self._catalog, Rule.CAUTIOUS, self._views.decisions())
            derived.write(self._store, register, self._catalog, position)
        return len(register.rows)

    def verify(self) -> list[str]:
        """What is not as it was when it was added: a line a problem, none for a sound ledger."""
        return problems(self._store)

    def log(self) -> list[LogEntry]:
        """Who did what, when and why."""
        return self._store.log()

    # Editions

    def make_edition(self, name: str, why: str, as_of: date | None = None, rule: Rule = Rule.CAUTIOUS) -> Edition:
        """Publish the register under a name. Raises LedgerError where the name is taken."""
        place = editions.closed_place(self._store)
        register = self._derived(Query(as_of=as_of, rule=rule, logged=place))
        sha256, count = editions.sha256_of(register, self._catalog), len(register.rows)
        made = Edition(name, place, "", "", why, as_of, rule, sha256, count, editions.own_version())
        return editions.keep(self._store, made)

    def editions(self) -> list[Edition]:
        """All editions, in the order in which they were made."""
        return editions.listed(self._store)

    def edition(self, name: str) -> Edition:
        """One edition. Raises LedgerError where there is none of this name."""
        return editions.found(self._store, name)

    def edition_lines(self, edition: Edition) -> list[str]:
        """An edition made again: a line of JSON a deal and a pair."""
        return list(editions.lines(self._derived(query_of(edition)), self._catalog))

    def reproduced(self, edition: Edition) -> bool:
        """Whether the ledger still gives the edition bit for bit; another version of the rules or catalog may not."""
        return editions.sha256_of(self._derived(query_of(edition)), self._catalog) == edition.sha256

    # What people decide

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in order, those undone included; `standing` in armsledger.model keeps those that hold."""
        return self._store.decisions()

    def accept(self, claim: str, why: str) -> Decision:
        """A claim counts, however doubtful its reader was."""
        return self._store.decide(Verdict.ACCEPT, why, claims=self._existing([claim]))

    def reject(self, claim: str, why: str) -> Decision:
        """A claim sets no cell and opens no deal; it is kept and shown."""
        return self._store.decide(Verdict.REJECT, why, claims=self._existing([claim]))

    def amend(self, claim: str, field: str, value: object, why: str) -> Decision:
        """A field of a claim was read wrongly: this is what it says. Raises SettingError where it can't be that."""
        self._existing([claim])
        amended(*self.claims([claim])[claim], field, value)
        return self._store.decide(Verdict.AMEND, why, claims=[claim], field=field, value=value)

    def split(self, deal: str, claims: Sequence[str], why: str) -> Decision:
        """Some claims of a deal are a deal of their own."""
        held = self.deal(deal, Query()).claims
        strange = [c for c in claims if c not in held]
        if strange or not claims or set(claims) >= set(held):
            wrong = f"{', '.join(strange)} is not in it" if strange else "that leaves one of them empty"
            raise LedgerError(f"{deal} cannot be split like this ({wrong}): see its claims with armsledger show {deal}")
        return self._store.decide(Verdict.SPLIT, why, claims=list(claims))

    def merge(self, deals: Sequence[str], why: str) -> Decision:
        """Several deals are one; all their ids lead to it from now on."""
        found = [self.deal(id, Query()) for id in deals]
        if len({d.id for d in found}) < 2:
            raise LedgerError("give the ids of two or more different transfers to merge")
        return self._store.decide(Verdict.MERGE, why, claims=[d.claims[0] for d in found])

    def pin(self, claim: str, deal: str, why: str) -> Decision:
        """A claim belongs to a deal, wherever the rules would put it."""
        home = next((c for c in self.deal(deal, Query()).claims if c != claim), None)
        return self._store.decide(Verdict.PIN, why, claims=self._existing([claim]), home=home)

    def undo(self, number: int, why: str) -> Decision:
        """A decision no longer holds; undoing an undoing lets it hold again."""
        if number not in {d.number for d in self.decisions()}:
            raise LedgerError(f"{self.name} has no decision {number}: list them with armsledger decide list")
        return self._store.decide(Verdict.UNDO, why, undoes=number)

    def _existing(self, ids: Sequence[str]) -> Sequence[str]:
        missing = [id for id in ids if id not in self.claims(ids)]
        if missing:
            raise LedgerError(f"{self.name} has no claim {missing[0]!r}: see the ids with armsledger show ID")
        return ids

    def _held(self, query: Query) -> list[str] | None:
        """The deals of a query's view, from tables that hold it."""
        view = (query.as_of, query.rule, query.logged)
        return derived.records(self._store) if view == PRESENT else kept.records(self._store, view)

    def _derived(self, query: Query) -> Register:
        return self._views.register(query.as_of, query.rule, query.logged)

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
        entry, own = self._catalog.item(name), entry_of(deal.item, self._catalog)
        if entry and own:
            return self._catalog.akin(entry, own) or entry.id in self._catalog.class_line(own.klass)
        return fold(name) in fold(deal.item.name)
