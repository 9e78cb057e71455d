"""What is transferred or used, how many, and for how much."""

from __future__ import annotations

from dataclasses import dataclass, field

from armsledger.model.interval import Interval
from armsledger.model.span import Span
from armsledger.model.vocabulary import Scope


@dataclass(frozen=True, slots=True)
class Item:
    """A weapon system, or a class of weapons where the report names no system (`generic`)."""

    name: str
    id: str | None = None
    """Catalog id of the system or class."""
    klass: str | None = None
    """Plain name of the class ("armed drone"); `class` in records."""
    category: str | None = None
    """SIPRI armament category, or ammunition, small_arms, components, services."""
    generic: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count of items as an interval, with what it counts."""

    interval: Interval
    text: str | None = None
    """The words it was read from ("at least two dozen more")."""
    unit: str | None = None
    """Unit of count: airframe, battery, launcher, round, vehicle, hull, system, item."""
    scope: Scope = Scope.UNKNOWN
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """An amount of money as an interval, in whole units of `currency` (ISO 4217)."""

    interval: Interval = field(default_factory=lambda: Interval(None, None))
    currency: str | None = None
    text: str | None = None
    span: Span | None = None
