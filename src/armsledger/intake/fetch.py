"""Fetches one public page: http and https only, public addresses only, within size, time and redirect limits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from armsledger.intake.gunzip import unpacked
from armsledger.intake.limits import Limits, too_large, whole
from armsledger.intake.naming import shown
from armsledger.model.errors import FetchError, InputError

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of a page as its server meant it, unpacked."""

    content: bytes
    url: str
    """After redirects."""
    media_type: str | None
    charset: str | None


def fetch(url: str, limits: Limits, *, allow_private: bool = False) -> Fetched:
    """Fetches `url`. Raises FetchError that says why it could not or must not be fetched."""
    import httpcore
    import httpx

    from armsledger.intake.guard import GuardedTransport

    transport = GuardedTransport(limits.fetching, allow_private=allow_private)
    headers = {"User-Agent": _agent(), "Accept-Encoding": "gzip", "Accept": "text/html,text/plain,*/*;q=0.5"}
    try:
        with httpx.Client(transport=transport, headers=headers, trust_env=False) as client:
            return _followed(client, url, limits)
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchError(f"{shown(url)}: no complete answer within {limits.fetching:g} seconds; try again") from error
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        if isinstance(error, InputError):
            raise FetchError(_named(url, error)) from error
        raise FetchError(f"{shown(url)}: not a usable URL ({error})") from error
    except _failures() as error:
        raise FetchError(f"{shown(url)}: cannot be fetched ({error or type(error).__name__})") from error


def _failures() -> tuple[type[Exception], ...]:
    import httpcore
    import httpx

    return httpx.HTTPError, OSError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol


def _named(url: str, error: Exception) -> str:
    return str(error) if str(error).startswith(shown(url)) else f"{shown(url)}: {error}"


def _followed(client: httpx.Client, url: str, limits: Limits) -> Fetched:
    request = client.build_request("GET", url)
    for _ in range(limits.redirects + 1):
        _refuse_odd(request.url)
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            # httpx would read the body of a redirect without bound if it followed by itself.
            if response.next_request is None:
                return _received(response, limits)
            request = response.next_request
        finally:
            response.close()
    raise FetchError(f"{shown(url)}: more than {limits.redirects} redirects; give the address they end at")


def _refuse_odd(url: httpx.URL) -> None:
    where = shown(str(url))
    if url.scheme not in ("http", "https"):
        raise FetchError(f"{where}: only http and https addresses can be fetched")
    if not url.host:
        raise FetchError(f"{where}: the URL names no host")
    if url.userinfo:
        raise FetchError(f"{url.host}: a URL with a name or password in it is not fetched; take it out")


def _received(response: httpx.Response, limits: Limits) -> Fetched:
    url = str(response.url)
    where = shown(url)
    if response.status_code != 200:
        raise FetchError(f"{where}: the server answers {response.status_code} {shown(response.reason_phrase)}".rstrip())
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise FetchError(f"{where}: sent in the encoding {encoding!r:.40}, which was not asked for")
    body = _bounded(response.iter_raw(), limits, where)
    if "gzip" in encoding:
        body = whole(unpacked(io.BytesIO(body), where, limits), limits.size, where)
    kind = Message()
    kind["content-type"] = response.headers.get("content-type", "")
    media_type = kind.get_content_type() if "content-type" in response.headers else None
    return Fetched(body, url, media_type, kind.get_content_charset())


def _bounded(pieces: Iterator[bytes], limits: Limits, where: str) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limits.size:
            raise too_large(where, limits.size)
    return bytes(body)


def _agent() -> str:
    try:
        number = version("armsledger")
    except PackageNotFoundError:
        number = "0"
    return f"armsledger/{number} (reads single public reports for research)"
