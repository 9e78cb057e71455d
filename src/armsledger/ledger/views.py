"""Registers computed from the record, kept in memory for as long as the log stands still.

Invariant: what is kept is a pure function of the record at `_position`; what is large is kept in the ledger, too (`kept`).
"""

from __future__ import annotations

from datetime import date

from armsledger.catalog import Catalog
from armsledger.ledger.collecting import uncollected
from armsledger.ledger.kept import View, keep
from armsledger.ledger.register import Register
from armsledger.ledger.store import Position, Read, Store
from armsledger.model import Decision, Rule, standing

KEPT = 8
PRESENT = (None, Rule.CAUTIOUS, None)
"""The view that the derived tables show; `rebuild` makes those."""


class Views:
    """The registers of a store, by day, rule and place in the log."""

    def __init__(self, store: Store, catalog: Catalog) -> None:
        self._store = store
        self._catalog = catalog
        self._position: Position | None = None
        self._kept: dict[View, Register] = {}
        self._read: dict[tuple[date | None, int | None], list[Read]] = {}

    def register(self, as_of: date | None, rule: Rule, until: int | None = None) -> Register:
        """The register as of a day (None: everything), of what was in the log up to a place (None: all)."""
        self._refresh()
        view = (as_of, rule, until)
        if view not in self._kept:
            for old in list(self._kept)[: 1 - KEPT]:
                del self._kept[old]
            position = self._store.position()
            self._kept[view] = self._made(as_of, rule, until)
            if view != PRESENT:
                keep(self._store, view, self._kept[view], position)
        return self._kept[view]

    def read(self, as_of: date | None = None, until: int | None = None) -> list[Read]:
        """Reports with their claims, published by a day and added by a place in the log."""
        self._refresh()
        if (as_of, until) not in self._read:
            self._read = {(as_of, until): self._store.all(until, as_of)}  # the last only: it may be large
        return self._read[as_of, until]

    def decisions(self, until: int | None = None) -> tuple[Decision, ...]:
        """The decisions that hold."""
        return standing(self._store.decisions(until))

    def _made(self, as_of: date | None, rule: Rule, until: int | None) -> Register:
        with uncollected():
            return Register.of(self.read(as_of, until), self._catalog, rule, self.decisions(until))

    def _refresh(self) -> None:
        position = self._store.position()
        if position != self._position:
            self._position, self._read = position, {}
            self._kept.clear()
