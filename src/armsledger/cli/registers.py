"""`armsledger import` and `compare`: register files beside reports."""

from __future__ import annotations

import json

from armsledger.cli.add import fill, summary
from armsledger.cli.days import day
from armsledger.cli.failing import FAILED, complain
from armsledger.cli.register import Options, query_of, width
from armsledger.cli.settings import user
from armsledger.ledger import Ledger
from armsledger.model import SettingError


def import_(files: list[str], where: str, published: str | None) -> int:
    """Add the rows of register files; 2 where one could not be read."""
    from armsledger.intake.registers import open_registers

    failures: list[object] = []
    rows = open_registers(files, published=day(published, "--published"), on_error=failures.append)
    with Ledger.open(where, who=user()) as ledger:
        counts = fill(ledger, rows, on_error=failures.append)
        if counts.new:
            ledger.rebuild()
    print(summary(counts, where).replace("report", "row"))
    for failure in failures:
        complain(failure)
    return FAILED if failures else 0


def compare(where: str, options: Options, format: str) -> None:
    """Print reports against registers."""
    from armsledger.publish.analysis import compared_record, compared_table

    if format not in ("text", "json"):
        raise SettingError(f"--format {format!r} is unknown: choose text or json")
    with Ledger.open(where, create=False) as ledger:
        rows = ledger.compare(query_of(options))
    if format == "json":
        print(json.dumps([compared_record(r) for r in rows], ensure_ascii=False, indent=2))
    else:
        print(compared_table(rows, width=width()))
