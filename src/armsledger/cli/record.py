"""`armsledger log`, `verify`, `rebuild`: the record itself."""

from __future__ import annotations

import dataclasses
import json

from armsledger.cli.failing import FAILED
from armsledger.cli.settings import user
from armsledger.ledger import Ledger


def log(where: str, format: str) -> None:
    """Print who did what, when and why."""
    with Ledger.open(where, create=False) as ledger:
        entries = ledger.log()
    if format == "json":
        print(json.dumps([dataclasses.asdict(e) for e in entries], ensure_ascii=False, indent=2))
        return
    for e in entries:
        print(f"{e.number:6} {e.at} {e.who:12} {e.what} {e.subject}{f': {e.why}' if e.why else ''}")


def verify(where: str) -> int:
    """Check every hash and span; 2 where something is wrong."""
    with Ledger.open(where, create=False) as ledger:
        found, counts = ledger.verify(), ledger.counts() if ledger else {}
    for problem in found:
        print(problem)
    if not found:
        print(f"{where} is sound: {counts['reports']} reports and {counts['claims']} claims checked")
    return FAILED if found else 0


def rebuild(where: str) -> None:
    """Make the derived tables anew."""
    with Ledger.open(where, create=False, who=user()) as ledger:
        print(f"{where}: {ledger.rebuild()} transfers made anew from the record")
