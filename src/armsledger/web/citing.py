"""Claims as pages show them: the words, who says so through whom, and where they stand in the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armsledger.model import AnyClaim, Decision, Report
from armsledger.model.records import claim_record, report_record
from armsledger.publish.claim_text import chain, details, headline
from armsledger.web.rendering import url
from armsledger.web.view import View


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim with everything that a page says about it."""

    claim: AnyClaim
    report: Report
    headline: str
    details: str
    chain: str
    origin: str
    quote: str
    href: str
    """The report's page, at these words."""
    reprint: str | None = None
    """The original, where the report reprints one."""
    decisions: Sequence[Decision] = ()
    """What people decided about it."""


def cited(view: View, id: str, state: dict[str, str] | None = None) -> Cited | None:
    """A claim by id; None where it isn't known at the view's date."""
    if id not in view.claims:
        return None
    claim, report = view.claims[id]
    quote = " ".join(claim.evidence.quote.split())
    href = url(f"/reports/{report.id}", state, claim=claim.id) + f"#at-{claim.evidence.start}"
    return Cited(
        claim, report, headline(claim), details(claim), chain(claim.sources, report.publisher or "unknown publisher"),
        view.name(view.origin(id)), quote, href, view.reprint_of.get(report.id),
        view.verdicts.get(id, ()),
    )  # fmt: skip


def all_cited(view: View, ids: Iterable[str], state: dict[str, str] | None = None) -> list[Cited]:
    """Known claims in order of publication."""
    found = [c for id in dict.fromkeys(ids) if (c := cited(view, id, state))]
    return sorted(found, key=lambda c: (str(c.report.published), c.report.id, c.claim.evidence.start))


def records(found: Sequence[Cited]) -> list[dict[str, object]]:
    """The claims as JSON, each with its report."""
    return [claim_record(c.claim) | {"report": report_record(c.report), "origin": c.origin} for c in found]


ROWS = ("claim", "kind", "says", "certainty", "confidence", "origin", "chain", "publisher", "published", "quote", "url")


def row(c: Cited) -> tuple[object, ...]:
    """A claim as a CSV row."""
    return (
        c.claim.id, c.claim.kind.value, c.headline, c.claim.certainty.value, round(c.claim.confidence, 3), c.origin, c.chain,
        c.report.publisher, c.report.published, c.quote, c.report.url,
    )  # fmt: skip
