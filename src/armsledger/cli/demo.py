"""`armsledger demo`: the main job on the bundled reports."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from importlib.resources import as_file, files

from armsledger.cli.add import fill, summary
from armsledger.cli.register import width
from armsledger.cli.settings import user
from armsledger.intake import open_sources
from armsledger.ledger import Ledger, Query
from armsledger.model import Deal


def run(where: str) -> None:
    """Read the bundled reports and print the register, the disputes and what to try next."""
    from armsledger.publish.register_table import register_table

    with as_file(files("armsledger.demo") / "reports.jsonl") as path, Ledger.open(where, who=user()) as ledger:
        total = path.read_bytes().count(b"\n")
        counts = fill(ledger, open_sources([str(path)]), total)
        deals = ledger.register(Query())
    print(
        summary(counts, where),
        register_table(deals, width=width()),
        disputes(deals),
        try_next(where, deals),
        sep="\n\n",
    )


def disputes(deals: Sequence[Deal]) -> str:
    """The disputes of the register in plain sentences."""
    told = [(deal, dispute) for deal in deals for dispute in deal.disputes]
    lines = [f"Disputes ({len(told)})"]
    for deal, dispute in told:
        lines += textwrap.wrap(f"- {deal.id}: {dispute.sentence}", 100, subsequent_indent="  ")
    return "\n".join(lines)


def try_next(where: str, deals: Sequence[Deal]) -> str:
    """Commands to go on with."""
    first = next((d.id for d in deals if d.disputes), deals[0].id if deals else "ID")
    commands = (
        f"armsledger show {first} --ledger {where}",
        f"armsledger register --ledger {where} --recipient Ukraine --as-of 2021-12-31",
        f"armsledger register --ledger {where} --by pair",
        "armsledger read REPORT.txt --published 2024-05-17 --format html --output read.html",
    )
    return "\n".join(["Try next", *(f"  {command}" for command in commands)])
