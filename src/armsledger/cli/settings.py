"""Every setting in one table: it feeds the command line, the documentation and the tests."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting with its environment variable, default and meaning."""

    name: str
    variable: str
    default: str
    help: str

    def value(self) -> str:
        """The value in the environment, else the default."""
        return os.environ.get(self.variable) or self.default


LEDGER = Setting("ledger", "ARMSLEDGER_LEDGER", "armsledger.db", "Ledger file, or a postgresql+psycopg:// address.")
CATALOG = Setting("catalog", "ARMSLEDGER_CATALOG", "", "Folder with catalog tables of your own.")
USER = Setting("user", "ARMSLEDGER_USER", "", "Name written into the log; empty: the name you are logged in by.")
SETTINGS = (LEDGER, CATALOG, USER)


def use_catalog(folder: str | None) -> None:
    """Let the catalog of this run, and of its child processes, have the tables of a folder, too."""
    if folder:
        os.environ[CATALOG.variable] = folder


def user() -> str:
    """Who is at work, for the log."""
    from getpass import getuser

    try:
        return USER.value() or getuser()
    except (KeyError, OSError):  # a container may run under an id without a name
        return "unknown"
