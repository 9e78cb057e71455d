"""A ledger whose registers come from the site's views, so that all readers share them."""

from __future__ import annotations

from armsledger.ledger import Ledger, Query
from armsledger.ledger.register import Register
from armsledger.ledger.store import Store
from armsledger.web.views import Views


class SharedLedger(Ledger):
    """One person's ledger: what they decide carries their name, what they read is everybody's."""

    def __init__(self, store: Store, views: Views) -> None:
        super().__init__(store, views.catalog)
        self._shared = views

    def _derived(self, query: Query) -> Register:
        return self._shared.view(query.as_of, query.rule, query.logged).register
