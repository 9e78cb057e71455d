"""What the catalog knows: entries, the surfaces (names) they go by, and what a name was read as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class EntryKind(StrEnum):
    """Which table an entry stands in."""

    SYSTEM = "system"
    CLASS = "class"
    STATE = "state"
    BODY = "body"
    GROUP = "group"
    MAKER = "maker"
    OUTLET = "outlet"
    PERSON = "person"
    PLACE = "place"


class Manner(StrEnum):
    """How a surface names its entry: a state by name, demonym, capital or seat; everything else by name."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held by a person; empty dates are unknown or still running. ISO dates of any precision."""

    office: str
    state: str
    start: str
    end: str

    def holds_on(self, day: str) -> bool:
        """Whether the office was held on the ISO day (compared at the precision given)."""
        return self.start <= day[: len(self.start)] and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the catalog knows."""

    kind: EntryKind
    id: str
    name: str
    country: str | None = None
    """Alpha-3 of the state it is, belongs to or acts for."""
    parent: str | None = None
    """Family of a system, parent of a class or company."""
    family: str | None = None
    """Root of the variant tree, below any umbrella: what deals of one system share."""
    klass: str | None = None
    """Id of the class a system belongs to; a class's own id."""
    class_name: str | None = None
    category: str | None = None
    description: str | None = None
    unroca: str | None = None
    unit: str | None = None
    subkind: str | None = None
    """The table's own kind: state, igo, maker, export_agency, agency, town …"""
    parts: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    designers: tuple[str, ...] = ()
    """Alpha-3 of the states that designed a system, then of those that took over their arms industries."""
    umbrella: bool = False
    """Whether it is a name over several families (Leopard, Mirage), to be read as any of them."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A name under which an entry is found in text."""

    text: str
    entry: Entry
    manner: Manner = Manner.NAME
    context: tuple[str, ...] = ()
    """Words of which one must stand in the same sentence, as folded pieces with a space before and after."""
    avoid: tuple[str, ...] = ()
    """Folded words which, directly before or after, rule the name out."""
    caseless: bool = False
    """Whether it may be written in lower case (classes)."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The words of the context without their plurals, as folded pieces."""
        words = [word.strip() for word in self.context]
        return tuple(
            w for w, before in zip(words, ["", *words], strict=False) if not (before and w in _plurals(before))
        )


def _plurals(word: str) -> tuple[str, ...]:
    return (f"{word}s", f"{word}es", f"{word[:-1]}ies", f"{word[:-2]}en")


class Hit(NamedTuple):
    """A place in a text where the catalog knows the words."""

    start: int
    end: int
    surfaces: tuple[Surface, ...] = ()
    """All readings of the words, best first."""

    @property
    def entry(self) -> Entry:
        """The best reading."""
        return self.surfaces[0].entry

    @property
    def manner(self) -> Manner:
        """How the best reading names its entry."""
        return self.surfaces[0].manner
