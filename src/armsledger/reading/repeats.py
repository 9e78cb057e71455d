"""One claim told once: a weapon and the word that stands for it in one clause ("of the 14 F-16s that it ordered, …") tell the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from armsledger.model import AnyClaim
from armsledger.model.claim import GROUNDED

_OWN = {"id", "evidence", "cues", "confidence", "reader"}
"""Fields of the telling, not of what is told."""


def told_once(claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Of the claims that say the same by the same words of stage or act, the surest; in the order given."""
    found: dict[object, AnyClaim] = {}
    for claim in claims:
        told = (claim.kind, claim.cues, *(_bare(getattr(claim, f.name)) for f in fields(claim) if f.name not in _OWN))
        known = found.get(told)
        if known is None or known.confidence < claim.confidence:
            found[told] = claim
    kept = set(map(id, found.values()))
    return [claim for claim in claims if id(claim) in kept]


def _bare(value: Any) -> object:
    """A value of a field without the place it was read from."""
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    return replace(value, span=None) if isinstance(value, GROUNDED) else value
