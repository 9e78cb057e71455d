"""Claims: what a report says, in whose words, exactly where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from armsledger.model.item import Item, Quantity, Value
from armsledger.model.party import Party, Phrase, Source
from armsledger.model.period import Period
from armsledger.model.span import Span
from armsledger.model.vocabulary import Act, Certainty, Kind, Mode, Stage, Step


@dataclass(frozen=True, slots=True)
class Evidence:
    """The shortest quote that carries a claim, with its place."""

    start: int
    end: int
    quote: str

    @classmethod
    def at(cls, span: Span, text: str) -> Evidence:
        """The evidence that stands at `span` of `text`."""
        return cls(span.start, span.end, span.of(text))

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim carries. Use one of its three kinds."""

    id: str
    evidence: Evidence
    certainty: Certainty = Certainty.ASSERTED
    sources: tuple[Source, ...] = ()
    """Outermost quoted source first, without the publisher; empty: the publisher's own voice."""
    date: Period | None = None
    """When the stage, use or statement happened."""
    cues: tuple[tuple[str, Span], ...] = ()
    """The words behind the closed-vocabulary fields: stage, mode, certainty, act …"""
    confidence: float = 1.0
    """Probability between 0 and 1 that the claim's core is right."""
    reader: str = "given"
    """Name and version of what read it."""

    @property
    def kind(self) -> Kind:
        """Which of the three kinds of claim this is."""
        raise TypeError("a bare Claim has no kind: make a TransferClaim, UseClaim or StatementClaim")

    def spans(self) -> Iterator[tuple[str, Span | None]]:
        """Every filled field with the words it was read from."""
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name == "sources":
                yield from ((each.name, source.span) for source in value)
            elif isinstance(value, GROUNDED):
                yield each.name, value.span
        yield from self.cues

    def ungrounded(self, text: str) -> list[str]:
        """Names of the fields whose words are not in `text`; empty for a sound claim."""
        here = self.evidence
        wrong = [] if text[here.start : here.end] == here.quote and here.quote else ["evidence"]
        return wrong + [name for name, span in self.spans() if span is None or not span.fits(text)]


GROUNDED = (Party, Item, Quantity, Value, Period, Phrase, Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferClaim(Claim):
    """Weapons, their parts or services go, went, or were to go from one party to another."""

    supplier: Party | None = None
    supplier_actor: Party | None = None
    """The company, service or group that acts for the supplier."""
    recipient: Party | None = None
    recipient_actor: Party | None = None
    item: Item | None = None
    quantity: Quantity | None = None
    stage: Stage
    step: Step | None = None
    mode: Mode | None = None
    value: Value | None = None

    @property
    def kind(self) -> Kind:
        """Always transfer."""
        return Kind.TRANSFER


@dataclass(frozen=True, slots=True, kw_only=True)
class UseClaim(Claim):
    """A weapon system is used: fired, flown in combat, shot down."""

    user: Party | None = None
    item: Item | None = None
    against: Party | None = None
    target: Phrase | None = None
    place: Phrase | None = None

    @property
    def kind(self) -> Kind:
        """Always use."""
        return Kind.USE


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClaim(Claim):
    """Somebody publicly says something about a transfer or a use."""

    speaker: Source
    speaker_for: Party | None = None
    addressee: Party | None = None
    act: Act
    about: Phrase | None = None

    @property
    def kind(self) -> Kind:
        """Always statement."""
        return Kind.STATEMENT


AnyClaim = TransferClaim | UseClaim | StatementClaim


WHITE_SPACE = re.compile(r"\s+")


def claim_id(report_id: str, number: int) -> str:
    """Id of the `number`-th claim (from 1) of a report: stable as long as the reading is."""
    return f"{re.sub(WHITE_SPACE, '-', report_id)}#{number}"
