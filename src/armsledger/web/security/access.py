"""Sessions without a table: a signed cookie says who it is, a one-time link or a password gives the cookie.

Invariant: nothing is trusted that doesn't carry a signature made with this process's secret; ending the process ends all sessions.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from armsledger.web.security.roles import Role

COOKIE = "armsledger_session"
LASTS = 12 * 3600
"""Seconds that a session lasts."""
LINK_LASTS = 24 * 3600
"""Seconds within which a one-time link must be used."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, and what they may do."""

    name: str
    role: Role
    session: str = ""
    """Random id of the session; empty for a reader of a public site."""


PUBLIC = Person("public", Role.VIEWER)


@dataclass(slots=True)
class Access:
    """Gives and checks links, cookies and form tokens."""

    clock: Callable[[], float] = time.time
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _links: dict[str, tuple[str, Role, float]] = field(default_factory=dict)
    _ended: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def link(self, name: str, role: Role) -> str:
        """A token that lets one person in, once."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._links[_digest(token)] = (name, role, self.clock() + LINK_LASTS)
        return token

    def enter(self, token: str) -> Person | None:
        """The person of a one-time token, which is spent by this; None for any other token."""
        with self._lock:
            name, role, until = self._links.pop(_digest(token), ("", Role.VIEWER, 0.0))
        return self.person(name, role) if self.clock() < until else None

    def person(self, name: str, role: Role) -> Person:
        """A person with a session of their own."""
        return Person(name, role, secrets.token_urlsafe(12))

    def cookie(self, person: Person) -> str:
        """The value of the session's cookie."""
        body = {"n": person.name, "r": person.role.value, "s": person.session, "u": int(self.clock()) + LASTS}
        packed = base64.urlsafe_b64encode(json.dumps(body).encode()).decode()
        return f"{packed}.{self._sign('session', packed)}"

    def known(self, cookie: str | None) -> Person | None:
        """The person of a cookie; None where it is forged, foreign, too old or logged out."""
        packed, _, mark = (cookie or "").partition(".")
        if not packed or not hmac.compare_digest(mark.encode(), self._sign("session", packed).encode()):
            return None
        body: Mapping[str, object] = json.loads(base64.urlsafe_b64decode(packed))
        session = str(body["s"])
        if int(str(body["u"])) < self.clock() or session in self._ended:
            return None
        return Person(str(body["n"]), Role(str(body["r"])), session)

    def end(self, person: Person) -> None:
        """Log out: the cookie is worth nothing from now on."""
        self._ended.add(person.session)

    def form_token(self, person: Person) -> str:
        """What every form that changes something must carry (CSRF)."""
        return self._sign("form", person.session)

    def form_ok(self, person: Person, token: str) -> bool:
        """Whether a form was made for this session."""
        return bool(person.session) and hmac.compare_digest(token.encode(), self.form_token(person).encode())

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
