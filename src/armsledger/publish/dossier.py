"""The dossier of one transfer: each cell with the claims behind it, every claim with its words, disputes side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from armsledger.model import AnyClaim, Deal, Report
from armsledger.publish.claim_text import chain, details, headline
from armsledger.publish.register_table import date, number

WIDTH = 100


def dossier(deal: Deal, claims: Mapping[str, tuple[AnyClaim, Report]]) -> str:
    """Everything a ledger knows of one transfer, as text."""
    parts = [_head(deal), _cells(deal), _disputes(deal), _decisions(deal), _claims(deal, claims)]
    return "\n\n".join(part for part in parts if part)


def _head(deal: Deal) -> str:
    supplier = deal.supplier.name if deal.supplier else "unknown supplier"
    recipient = deal.recipient.name if deal.recipient else "unknown recipient"
    title = f"{supplier} → {recipient}: {deal.item.name}"
    known = f"known from {deal.first_known} to {deal.last_known}" if deal.first_known else "undated"
    return f"{title}\n{'=' * len(title)}\n{deal.id} · {deal.stage.value} · {known}"


def _cells(deal: Deal) -> str:
    rows = [
        ("ordered", number(deal.ordered), deal.ordered.state.value, deal.ordered.supporting),
        ("delivered", number(deal.delivered), deal.delivered.state.value, deal.delivered.supporting),
        ("order date", date(deal.order_date), deal.order_date.state.value, deal.order_date.supporting),
        ("delivery dates", date(deal.delivery_dates), deal.delivery_dates.state.value, deal.delivery_dates.supporting),
    ]
    lines = [
        f"{name:15} {value:24} {state.replace('_', ' '):14} {', '.join(ids)}".rstrip()
        for name, value, state, ids in rows
    ]
    return "\n".join([*lines, f"{'origins':15} {len(deal.origins)}: {', '.join(deal.origins)}"])


def _disputes(deal: Deal) -> str:
    if not deal.disputes:
        return ""
    return "\n".join(
        [
            "Disputes",
            *(
                line
                for d in deal.disputes
                for line in textwrap.wrap(f"- {d.about.value}: {d.sentence}", WIDTH, subsequent_indent="  ")
            ),
        ]
    )


def _decisions(deal: Deal) -> str:
    lines = [line for d in deal.decisions for line in textwrap.wrap(f"- {d.number}: {d.sentence}", WIDTH)]
    return "\n".join(["Decisions", *lines]) if lines else ""


def _claims(deal: Deal, claims: Mapping[str, tuple[AnyClaim, Report]]) -> str:
    lines = ["Claims"]
    known = [(id, *claims[id]) for id in deal.claims if id in claims]
    for id, claim, report in sorted(known, key=lambda k: (str(k[2].published), k[0])):
        quote = " ".join(claim.evidence.quote.split())
        body = [
            f"{details(claim)}",
            f"{report.published or 'undated'} · {chain(claim.sources, report.publisher or 'unknown publisher')}",
            f"“{quote}”",
            *([report.url] if report.url else []),
        ]
        lines += ["", f"{id}  {headline(claim)}"]
        lines += [
            line
            for part in body
            for line in textwrap.wrap(
                part, WIDTH - 4, initial_indent="    ", subsequent_indent="    ", break_long_words=False
            )
        ]
    return "\n".join(lines)
