"""Starts the site: on this computer with a one-time link, elsewhere only with accounts or read only."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from armsledger.model import SettingError
from armsledger.web.security.roles import Role


@dataclass(frozen=True, slots=True)
class Serving:
    """How the site is to be reached, and by whom."""

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8321
    accounts: str | None = None
    allow_hosts: Sequence[str] = ()
    public: bool = False
    certificate: str | None = None
    key: str | None = None

    def check(self) -> None:
        """Raises SettingError where this would let in more than was meant."""
        if not is_local(self.host) and not self.accounts and not self.public:
            raise SettingError(
                f"--host {self.host} lets other computers in without a password: give --accounts FILE (armsledger account NAME), "
                "or --public-readonly to let everybody read and nobody write"
            )
        if self.accounts and not is_local(self.host) and not self.certificate:
            raise SettingError(
                f"--host {self.host} would send passwords unencrypted: give --certificate and --key, or keep 127.0.0.1 behind a proxy"
            )
        if not 0 <= self.port <= 65535:
            raise SettingError(f"--port {self.port} is none: give a number from 0 (any that is free) to 65535")
        for name, path in (("--certificate", self.certificate), ("--key", self.key)):
            if path and not Path(path).is_file():
                raise SettingError(f"{name} {path} is no file: give a PEM file")


def is_local(host: str) -> bool:
    """Whether an address is reached from this computer only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(given: Serving) -> None:
    """Serve until interrupted. Raises SettingError or LedgerError before anything listens."""
    given.check()
    import uvicorn

    from armsledger.web.app import create_app
    from armsledger.web.security.accounts import Accounts
    from armsledger.web.security.gate import own_hosts
    from armsledger.web.site import Site

    accounts = Accounts.read(given.accounts) if given.accounts else None
    with listening(given.host, given.port) as found:
        port = int(found.getsockname()[1])
        site = Site(given.ledger, accounts=accounts, public=given.public, secure=bool(given.certificate))
        app = create_app(site, own_hosts(given.host, port, given.allow_hosts))
        scheme = "https" if given.certificate else "http"
        print(
            greeting(site.access.link("analyst", Role.ADMIN), f"{scheme}://{_shown(given.host)}:{port}", given),
            flush=True,
        )
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, proxy_headers=False, ssl_certfile=given.certificate, ssl_keyfile=given.key,
            timeout_graceful_shutdown=3,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[found])


def listening(host: str, port: int) -> socket.socket:
    """A socket on an address. Raises SettingError where it is taken or not of this computer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except (OSError, UnicodeError) as error:
        found.close()
        raise SettingError(
            f"{host}:{port} cannot be used ({error}): give another --port, or an address of this computer"
        ) from error
    return found


def greeting(token: str, address: str, given: Serving) -> str:
    """What is printed at the start."""
    if given.public:
        return f"Everybody can read {address}/ ; nobody can write. Stop with Ctrl-C."
    if given.accounts:
        return f"{address}/enter asks for name and password. Stop with Ctrl-C."
    return f"Open this link; it works once:\n  {address}/enter?token={token}\nStop with Ctrl-C."


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
