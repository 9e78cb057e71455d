"""A reading as one self-contained page: the text with its evidence marked, the claims beside it, fields pointing at words.

The text of a report is untrusted: it is only ever written as escaped text, and the page's policy allows no other script,
style, image or connection than the page's own.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from armsledger.model import AnyClaim, Report, Span
from armsledger.publish.claim_text import headline

FIELDS = (
    "supplier", "supplier_actor", "recipient", "recipient_actor", "item", "quantity", "value", "user", "against", "target", "place",
    "speaker", "speaker_for", "addressee", "about", "date",
)  # fmt: skip


def reading_page(report: Report, claims: Sequence[AnyClaim]) -> str:
    """The whole page."""
    style, script = (_asset(name) for name in ("reading.css", "reading.js"))
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; base-uri 'none'; form-action 'none'"
    title = escape(report.title or report.id)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head><body>'
        f"{_header(report, claims)}<main>{_text(report.text, claims)}{_claims(report, claims)}</main>{_footer(report)}"
        f"<script>{script}</script></body></html>\n"
    )


def _asset(name: str) -> str:
    return (files("armsledger.publish") / "assets" / name).read_text(encoding="utf-8")


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _header(report: Report, claims: Sequence[AnyClaim]) -> str:
    about = [report.publisher or "unknown publisher", str(report.published or "undated"), report.url or ""]
    meta = escape(" · ".join(part for part in about if part))
    legend = "".join(
        f'<span class="{kind}">{sum(c.kind == kind for c in claims)} {kind}s</span>'
        for kind in ("transfer", "use", "statement")
    )
    return f'<header><h1>{escape(report.title or report.id)}</h1><div class="meta">{meta}</div><div class="legend">{legend}</div></header>'


def _footer(report: Report) -> str:
    return f"<footer>Report {escape(report.id)} · {report.characters:,} characters · SHA-256 {report.sha256}</footer>"


def _text(text: str, claims: Sequence[AnyClaim]) -> str:
    """The text cut at every edge of evidence or field, so that overlapping spans can light up on their own."""
    evidence = [(c.evidence.span, c.kind.value) for c in claims]
    edges = {0, len(text)} | {edge for c in claims for span in spans_of(c) for edge in span}
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(text))
    pieces = [_piece(text, Span(a, b), evidence) for a, b in itertools.pairwise(ordered)]
    return f'<div class="text" dir="auto">{"".join(pieces)}</div>'


def _piece(text: str, span: Span, evidence: list[tuple[Span, str]]) -> str:
    kinds = [kind for place, kind in evidence if place.overlaps(span)]
    body = escape(span.of(text))
    if not kinds:
        return f'<span data-at="{span.start}-{span.end}">{body}</span>'
    twice = " two" if len(kinds) > 1 else ""
    return f'<mark class="{kinds[0]}{twice}" data-at="{span.start}-{span.end}" tabindex="0">{body}</mark>'


def spans_of(claim: AnyClaim) -> list[Span]:
    """Evidence and fields of a claim as spans."""
    return [claim.evidence.span, *(span for _, span in claim.spans() if span)]


def _claims(report: Report, claims: Sequence[AnyClaim]) -> str:
    if not claims:
        return '<div class="claims"><p class="meta">No claim about a transfer, a use or a statement on either was found in this report.</p></div>'
    return f'<div class="claims">{"".join(_claim(report, c) for c in claims)}</div>'


def _claim(report: Report, claim: AnyClaim) -> str:
    place, kind = claim.evidence.span, claim.kind.value
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{body}</dd>" for name, body in _rows(report, claim))
    return (
        f'<article class="claim {kind}" data-kind="{kind}" data-spans="{place.start}-{place.end}" tabindex="0" id="{escape(claim.id)}">'
        f'<div class="kind">{kind} · {claim.certainty.value}</div><h2>{escape(headline(claim))}</h2><dl>{rows}</dl></article>'
    )


def _rows(report: Report, claim: AnyClaim) -> list[tuple[str, str]]:
    rows = []
    for name in FIELDS:
        value = getattr(claim, name, None)
        if value is not None and (span := getattr(value, "span", None)):
            rows.append((name.replace("_", " "), _to(report, [span])))
    for name, span in claim.cues:
        rows.append((name, f"{escape(str(getattr(claim, name, name)))} — {_to(report, [span])}"))
    if claim.sources:
        rows.append(("sources", " ← ".join(_to(report, [s.span], s.name) for s in claim.sources if s.span)))
    rows.append(("confidence", f"{claim.confidence:.2f}"))
    return rows


def _to(report: Report, spans: list[Span], label: str | None = None) -> str:
    """A button that points at words of the text."""
    words = label or " ".join(span.of(report.text) for span in spans)
    places = " ".join(f"{s.start}-{s.end}" for s in spans)
    return f'<button class="to" data-spans="{places}">{escape(" ".join(words.split()))}</button>'
