"""Who supplies, receives, uses and speaks."""

from __future__ import annotations

from dataclasses import dataclass

from armsledger.model.span import Span
from armsledger.model.vocabulary import PartyKind, SourceKind


@dataclass(frozen=True, slots=True)
class Party:
    """A state, body, company, group or person in a role of a claim."""

    name: str
    """As the catalog calls it, else as the text does."""
    country: str | None = None
    """ISO 3166 alpha-3, or EU, NATO, UN."""
    kind: PartyKind = PartyKind.UNKNOWN
    span: Span | None = None
    """The words it was read from; None only where somebody else read the claim."""

    @property
    def key(self) -> str:
        """What makes two mentions one party: the country of a state, else the folded name."""
        return self.country if self.country and self.kind in STATELIKE else self.name.casefold()


STATELIKE = frozenset({PartyKind.STATE, PartyKind.IGO, PartyKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain of those who say a thing."""

    name: str
    kind: SourceKind = SourceKind.ANONYMOUS
    country: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the report that fill a role without being resolved: a target, a place, a topic."""

    name: str
    span: Span | None = None
