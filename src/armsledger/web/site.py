"""What every route shares: the ledger's views, who may do what, and how pages are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from armsledger.ledger.store import Store
from armsledger.web.jobs import Jobs
from armsledger.web.search_index import SearchIndex
from armsledger.web.security import Access, Person
from armsledger.web.security.accounts import Accounts
from armsledger.web.shared import SharedLedger
from armsledger.web.views import Views


@dataclass(slots=True)
class Site:
    """One running site over one ledger."""

    where: str
    access: Access = field(default_factory=Access)
    accounts: Accounts | None = None
    public: bool = False
    secure: bool = False
    """Whether it is reached by https, so that cookies must never go out without it."""
    store: Store = field(init=False)
    views: Views = field(init=False)
    index: SearchIndex = field(init=False)
    jobs: Jobs = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store.open(self.where, create=not self.public)
        self.views = Views(self.store)
        self.index = SearchIndex()
        self.jobs = Jobs(self.ledger)

    @property
    def name(self) -> str:
        """What the ledger is called: its file's name, never its path or an address with a password."""
        return "PostgreSQL ledger" if "://" in self.where else Path(self.where).name

    def ledger(self, who: str = "reader") -> SharedLedger:
        """The ledger in the hands of one person."""
        return SharedLedger(Store(self.store.engine, self.store.name, who), self.views)

    def close(self) -> None:
        """Let go of the ledger and the index."""
        self.index.close()
        self.store.engine.dispose()


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


def person_of(request: Request) -> Person | None:
    """Who asks; None for somebody who has not come in."""
    person: Person | None = request.state.person
    return person
