"""Whether the reader's confidence says how often it is right."""

from __future__ import annotations

from collections.abc import Sequence

from armsledger.evaluation.scoring import Tally, Trust
from armsledger.model import Kind

BINS = 10


def calibration_error(claims: Sequence[Trust]) -> float | None:
    """Expected calibration error in ten bins of equal width: mean distance of confidence and share right, by claims in a bin.

    Naeini, Cooper, Hauskrecht (2015), "Obtaining Well Calibrated Probabilities Using Bayesian Binning". None without claims.
    """
    bins: dict[int, list[Trust]] = {}
    for claim in claims:
        bins.setdefault(min(BINS - 1, int(claim.confidence * BINS)), []).append(claim)
    off = sum(abs(sum(c.confidence - c.right for c in found)) for found in bins.values())
    return off / len(claims) if claims else None


def confident_f1(tally: Tally, kind: Kind, share: float = 0.5) -> float | None:
    """Core F1 of the most confident claims, as many as `share` of all that were read; None where none was read.

    The other claims are set aside with the required gold claims that they stand for. Gold claims for which nothing was read
    have no confidence: as many of them count as missed as the share.
    """
    claims = sorted(tally.trusted.get(kind, ()), key=lambda c: -c.confidence)
    kept = claims[: round(share * len(claims))]
    if not kept:
        return None
    unread = tally.required(kind) - sum(c.required for c in claims)
    hit = sum(c.required and c.right for c in kept)
    wrong = sum(not c.right for c in kept)
    missed = sum(c.required and not c.right for c in kept) + share * unread
    return 2 * hit / (2 * hit + wrong + missed) if hit + wrong + missed else 1.0
