"""Accounts for a site that more than one computer can reach: name, role and a scrypt hash, one a line of a CSV file."""

from __future__ import annotations

import csv
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from armsledger.model import SettingError
from armsledger.web.security.roles import Role

COLUMNS = ("name", "role", "salt", "hash")
SHORTEST = 12
"""Least characters of a password."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person who may log in."""

    name: str
    role: Role
    salt: str
    hash: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everybody who may log in."""

    known: Mapping[str, Account]

    @classmethod
    def read(cls, path: str) -> Accounts:
        """The accounts of a file. Raises SettingError where it can't be used or names nobody."""
        try:
            with Path(path).open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
            found = {r["name"]: Account(r["name"], Role(r["role"]), r["salt"], r["hash"]) for r in rows}
        except (OSError, KeyError, ValueError) as error:
            raise SettingError(f"{path}: no usable accounts ({error}): make it with armsledger account NAME") from error
        if not found:
            raise SettingError(f"{path}: names nobody: add people with armsledger account NAME --accounts {path}")
        return cls(found)

    def role(self, name: str, password: str) -> Role | None:
        """The role of a name and its password; takes as long for a name that nobody has."""
        account = self.known.get(name) or Account(name, Role.VIEWER, "00" * 16, "")
        right = hmac.compare_digest(_hash(password, account.salt), account.hash)
        return account.role if right else None


def add(path: str, name: str, role: Role, password: str) -> None:
    """Add a person to a file, or change their role and password. Raises SettingError for a short password."""
    if len(password) < SHORTEST:
        raise SettingError(f"the password has under {SHORTEST} characters: take a longer one")
    if not name.strip() or not name.isprintable():
        raise SettingError(f"{name!r} is no name: give letters")
    rows = dict(Accounts.read(path).known) if Path(path).exists() else {}
    salt = secrets.token_hex(16)
    rows[name] = Account(name, role, salt, _hash(password, salt))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((a.name, a.role.value, a.salt, a.hash) for a in rows.values())


def _hash(password: str, salt: str) -> str:
    # The costs are OWASP's for scrypt (2^15, 8, 3): about 0.1 s and 32 MB a try.
    key = hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), n=2**15, r=8, p=3, maxmem=2**27)
    return key.hex()
