"""Who may do what: one-time links, signed cookies, accounts, roles, and the gate before every route."""

from armsledger.web.security.access import Access, Person
from armsledger.web.security.roles import Role

__all__ = ["Access", "Person", "Role"]
