"""A reading as a table for the terminal: grouped by claim, with the quote, within 100 columns."""

from __future__ import annotations

import textwrap

from armsledger.model import AnyClaim, Report
from armsledger.publish.claim_text import chain, details, headline

WIDTH = 100
MARKS = {"transfer": "T", "use": "U", "statement": "S"}


def reading_table(report: Report, claims: tuple[AnyClaim, ...]) -> str:
    """The claims of a report, a few lines each."""
    title = report.title or report.id
    published = f", {report.published}" if report.published else ""
    head = f"{title} ({report.publisher or 'unknown publisher'}{published})"
    lines = [
        textwrap.shorten(head, WIDTH),
        f"{len(claims)} claim{'s' * (len(claims) != 1)} in {report.characters:,} characters",
    ]
    for claim in claims:
        lines += ["", *_block(claim)]
    if not claims:
        lines.append("No claim about a transfer, a use or a statement on either was found.")
    return "\n".join(lines)


def _block(claim: AnyClaim) -> list[str]:
    mark = MARKS[claim.kind.value]
    quote = " ".join(claim.evidence.quote.split())
    where = f"characters {claim.evidence.start}–{claim.evidence.end}"
    body = [details(claim), f"source: {chain(claim.sources)}", f"“{quote}” ({where})"]
    wrapped = [
        line
        for part in body
        for line in textwrap.wrap(part, WIDTH - 4, initial_indent="    ", subsequent_indent="    ")
    ]
    return [*textwrap.wrap(f"{mark}  {headline(claim)}", WIDTH, subsequent_indent="   "), *wrapped]
