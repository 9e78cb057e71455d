"""A browser without a screen: keeps cookies, sends forms with the token of their page."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

from armsledger.web.app import create_app
from armsledger.web.security import Person, Role
from armsledger.web.security.access import COOKIE
from armsledger.web.site import Site

BASE = "http://127.0.0.1:8321"


@dataclass
class Client:
    """Requests to an application, one at a time."""

    app: FastAPI
    site: Site
    person: Person | None
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def over(cls, where: str, role: Role | None, **options: Any) -> Client:
        """A client over a ledger, in a role; None has not come in."""
        site = Site(where, **options)
        person = site.access.person("Ada", role) if role else None
        headers = {"cookie": f"{COOKIE}={site.access.cookie(person)}"} if person else {}
        return cls(create_app(site, {"127.0.0.1:8321"}), site, person, headers)

    def get(self, path: str, **options: Any) -> httpx.Response:
        """One page."""
        return self.ask("GET", path, **options)

    def post(
        self, path: str, form: dict[str, Any] | None = None, *, token: str | None = None, **options: Any
    ) -> httpx.Response:
        """Send a form, with the session's token unless another is given."""
        if token is None:
            token = self.site.access.form_token(self.person) if self.person else ""
        return self.ask("POST", path, data={"form_token": token} | (form or {}), **options)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request."""
        headers = self.headers | options.pop("headers", {})

        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, headers=headers, **options)

        return asyncio.run(sent())

    def wait(self, job: str, seconds: float = 90) -> dict[str, Any]:
        """What became of something that was added, once it is over."""
        end = time.monotonic() + seconds
        while (found := self.get(f"{job}.json").json())["state"] not in ("done", "failed"):
            assert time.monotonic() < end, found
            time.sleep(0.1)
        return dict(found)

    def words(self, path: str) -> str:
        """The text of a page, without tags."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.get(path).text).split())

    def close(self) -> None:
        """Let go of the ledger."""
        self.site.close()
