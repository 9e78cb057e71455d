"""Who takes a claim from whom: a report that names another report's publisher as its source on the same deal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from armsledger.ledger.facts import Fact
from armsledger.ledger.origins import bare
from armsledger.ledger.register import Row


@dataclass(frozen=True, slots=True)
class Citation:
    """One report cites another on a deal."""

    report: str
    cited: str
    deal: str
    reason: str


def citations(row: Row) -> Iterator[Citation]:
    """The citations among a deal's reports, each once, by report."""
    published: dict[str, list[Fact]] = {}
    for fact in row.facts:
        published.setdefault(bare(fact.report.publisher or ""), []).append(fact)
    seen: set[tuple[str, str]] = set()
    for fact in row.facts:
        for source in fact.claim.sources:
            for other in published.get(bare(source.name), ()):
                pair = fact.report.id, other.report.id
                if fact.report.id != other.report.id and other.known <= fact.known and pair not in seen:
                    seen.add(pair)
                    reason = f"names {source.name} as the source of {fact.claim.id}"
                    yield Citation(*pair, row.deal.id, reason)
