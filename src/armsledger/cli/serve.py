"""`armsledger serve` and `armsledger account`: the ledger in the browser, and who may come in."""

from __future__ import annotations

import getpass
import sys

from armsledger.model import SettingError
from armsledger.web.security.roles import Role


def run(
    where: str,
    host: str,
    port: int,
    accounts: str | None,
    allow: list[str],
    public: bool,
    certificate: str | None,
    key: str | None,
) -> None:
    """Serve until interrupted."""
    from armsledger.web.serving import Serving, serve

    serve(Serving(where, host, port, accounts, tuple(allow), public, certificate, key))


def account(name: str, role: str, accounts: str) -> None:
    """Ask for a password and write the account."""
    from armsledger.web.security.accounts import add

    if role not in list(Role):
        raise SettingError(f"--role {role!r} is unknown: choose from {', '.join(Role)}")
    given = getpass.getpass(f"Password for {name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    add(accounts, name, Role(role), given)
    print(f"{name} may come in as {role}; their password's hash is in {accounts}")
