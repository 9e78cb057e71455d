"""A dossier as titled sections of blocks and quotes, whatever it is written to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report, with who said them."""

    id: str
    words: str
    source: str
    link: str | None = None
    """Where the report stands on the web."""


@dataclass(frozen=True, slots=True)
class Block:
    """A titled paragraph with its quotes."""

    title: str
    text: str = ""
    quotes: Sequence[Quote] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its blocks."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is said of one transfer."""

    title: str
    lead: str
    stamp: str
    """As known when, by which rule, from which ledger."""
    sections: Sequence[Section]
