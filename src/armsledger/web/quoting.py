"""The tree of who quotes whom: each independent origin, and below it those who carry its word, down to the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from armsledger.web.citing import Cited


@dataclass(slots=True)
class Voice:
    """Somebody who says a thing, and those who quote them."""

    name: str
    quoted_by: dict[str, Voice] = field(default_factory=dict)
    claims: list[Cited] = field(default_factory=list)
    """What this voice publishes itself."""


def quoting_tree(found: Sequence[Cited]) -> list[Voice]:
    """Origins by name; the way from an origin outwards is innermost source, who quotes it, and so on to the publisher."""
    roots: dict[str, Voice] = {}
    for c in found:
        voice = roots.setdefault(c.origin, Voice(c.origin))
        publisher = c.report.publisher or "unknown publisher"
        for name in [s.name for s in reversed(c.claim.sources)] + [publisher]:
            if name.casefold() != voice.name.casefold():
                voice = voice.quoted_by.setdefault(name, Voice(name))
        voice.claims.append(c)
    return sorted(roots.values(), key=lambda v: v.name.casefold())
