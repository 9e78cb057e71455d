"""Registers computed from the record, kept in memory for as long as the log stands still.

Invariant: what is kept is a pure function of the record at `_position`; nothing here is ever written back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from armsledger.catalog import Catalog
from armsledger.ledger.collecting import uncollected
from armsledger.ledger.facts import Read
from armsledger.ledger.register import Register
from armsledger.ledger.store import Position, Store
from armsledger.model import Decision, Rule, standing

View = tuple[date | None, Rule, int | None]
KEPT = 8


class Views:
    """The registers of a store, by day, rule and place in the log."""

    def __init__(self, store: Store, catalog: Catalog) -> None:
        self._store = store
        self._catalog = catalog
        self._position: Position | None = None
        self._kept: dict[View, Register] = {}
        self._read: Sequence[Read] | None = None

    def register(self, as_of: date | None, rule: Rule, until: int | None = None) -> Register:
        """The register as of a day (None: everything), of what was in the log up to a place (None: all)."""
        self._refresh()
        view = (as_of, rule, until)
        if view not in self._kept:
            for old in list(self._kept)[: 1 - KEPT]:
                del self._kept[old]
            self._kept[view] = self._made(as_of, rule, until)
        return self._kept[view]

    def read(self, as_of: date | None = None, until: int | None = None) -> list[Read]:
        """Reports with their claims, published by a day and added by a place in the log."""
        if until is None:
            self._refresh()
            self._read = self._read if self._read is not None else self._store.all()
        known = self._store.all(until) if until is not None else self._read or []
        return [(r, c) for r, c in known if as_of is None or (r.published is not None and r.published <= as_of)]

    def decisions(self, until: int | None = None) -> tuple[Decision, ...]:
        """The decisions that hold."""
        return standing(self._store.decisions(until))

    def _made(self, as_of: date | None, rule: Rule, until: int | None) -> Register:
        with uncollected():
            return Register.of(self.read(as_of, until), self._catalog, rule, self.decisions(until))

    def _refresh(self) -> None:
        position = self._store.position()
        if position != self._position:
            self._position, self._read = position, None
            self._kept.clear()
