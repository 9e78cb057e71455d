"""The gate before every route: which host, which origin, how large, who; and the headers of every answer.

Plain ASGI, so that nothing can be routed around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from armsledger.web.security.access import COOKIE, PUBLIC, Access

SAFE = {"GET", "HEAD", "OPTIONS"}
LARGEST = 21_000_000
"""Bytes of a request: a report of the largest size that intake takes, and its form."""
# The two styles that the vendored Observable Plot writes into its charts; no other inline style passes.
PLOT = "'sha256-rCZUQsEQJf1DmnfnMZmlj08XC7qbIZySA6bEtitbQ00=' 'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='"
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {PLOT}; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; worker-src 'self' blob:"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class TooLargeError(Exception):
    """A request went on beyond what is taken."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets a request through to `app`, or answers it."""

    app: ASGIApp
    access: Access
    hosts: frozenset[str]
    """Values of the Host header that mean this site, with their port where there is one."""
    public: bool = False
    """Whether everybody may read and nobody may write."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope["method"], headers)
        scope.setdefault("state", {})["person"] = PUBLIC if self.public else self.access.known(_cookie(headers))
        sending = _with_headers(send, cached=scope["path"].startswith("/static/"))
        if refusal:
            await refusal(scope, receive, sending)
            return
        try:
            await self.app(scope, _bounded(receive), sending)
        except TooLargeError:
            await _too_large()(scope, receive, sending)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        if headers.get("host", "").lower() not in self.hosts:
            return PlainTextResponse("This site does not go by that name (Host). See --allow-host.\n", 421)
        if method not in SAFE and self.public:
            return PlainTextResponse("This site is read only.\n", 403)
        if method not in SAFE and not self._own(headers):
            return PlainTextResponse("This request came from another site (Origin).\n", 403)
        size = headers.get("content-length", "0")
        return _too_large() if not size.isdigit() or int(size) > LARGEST else None

    def _own(self, headers: Headers) -> bool:
        """Whether a browser says that the request comes from a page of this site, or no browser speaks at all."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        if origin is None:
            return True
        try:
            return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
        except ValueError:
            return False


def own_hosts(host: str, port: int, also: Iterable[str] = ()) -> frozenset[str]:
    """What the Host header may say for a site on this address."""
    local = {"127.0.0.1", "localhost", "[::1]"} if host in ("127.0.0.1", "::1", "localhost") else {host}
    names = {name.lower() for name in also}
    return frozenset({f"{name}:{port}" for name in local | names} | names | (local if port in (80, 443) else set()))


def _cookie(headers: Headers) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _with_headers(send: Send, cached: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "public, max-age=3600" if cached else "private, no-cache")
        await send(message)

    return sending


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            raise TooLargeError
        return message

    return receiving


def _too_large() -> PlainTextResponse:
    return PlainTextResponse("That is larger than the limit of 20 MB: add large files with armsledger add.\n", 413)
