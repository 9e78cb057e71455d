"""What an explanation of a claim is made of; `explaining.py` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from armsledger.model import AnyClaim, Span
from armsledger.reading.decision import Weight


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of the report."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Option:
    """What a field could have been."""

    name: str
    weight: Weight
    chosen: bool
    words: Words | None = None
    way: str | None = None
    """From the trigger to the party, where both stand in one sentence."""
    explicit: bool = False
    """The grammar of the sentence itself gives the party the role."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A word over the trigger, and what it makes of it."""

    words: Words
    effect: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A source of the chain, with the word by which it speaks; None where it only heads the passage."""

    name: str
    kind: str
    words: Words | None
    cue: Words | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The derivation of a claim. Fields that its kind doesn't have are empty."""

    claim: AnyClaim
    trigger: Words
    frame: str
    likely: Weight
    """That the words make a claim at all."""
    operators: tuple[Operator, ...] = ()
    says: str | None = None
    """The stage that trigger and operators say outright."""
    weapon: Words | None = None
    way: str | None = None
    """From the trigger to the weapon."""
    carried: str = ""
    """What was named in an earlier sentence: item · trigger · nothing."""
    roles: Mapping[str, tuple[Option, ...]] | None = None
    stages: tuple[Option, ...] = ()
    certainties: tuple[Option, ...] = ()
    sources: tuple[Voice, ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    """What moved the confidence most, in log odds: of a transfer or use the numbers of its second look, of a statement the features."""
