"""`armsledger add`: reports into a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from armsledger.cli.days import day
from armsledger.cli.failing import FAILED, complain
from armsledger.cli.settings import user
from armsledger.intake import Intaken, open_sources
from armsledger.ledger import Counts, Ledger, add_all
from armsledger.model import LedgerError


def run(
    sources: list[str],
    where: str,
    published: str | None,
    publisher: str | None,
    allow_private: bool,
    jobs: int | None,
) -> int:
    """Add and print a summary; 2 where a source could not be read."""
    failures: list[object] = []
    taken = open_sources(
        sources,
        published=day(published, "--published"),
        publisher=publisher,
        allow_private=allow_private,
        on_error=failures.append,
    )
    with Ledger.open(where, who=user()) as ledger:
        counts = fill(ledger, taken, total_of(sources), jobs, failures.append)
        if counts.new:
            ledger.rebuild()
    print(summary(counts, where))
    for failure in failures:
        complain(failure)
    return FAILED if failures else 0


def total_of(sources: list[str]) -> int | None:
    """How many reports the sources hold, where that can be told beforehand: files, and lines of JSONL files."""
    total = 0
    for source in sources:
        path = Path(source)
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            total += sum(bool(line.strip()) for line in stream) if path.suffix == ".jsonl" else 1
    return total


def fill(
    ledger: Ledger,
    taken: Iterator[Intaken],
    total: int | None = None,
    jobs: int | None = None,
    on_error: Callable[[LedgerError], None] | None = None,
) -> Counts:
    """Add everything with a progress bar."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    counts = Counts()
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for counts in add_all(ledger, taken, jobs=jobs, on_error=on_error):
            progress.update(task, completed=counts.seen)
    return counts


def summary(counts: Counts, where: str) -> str:
    """What happened, in a line or two; loud where nothing was found."""
    line = f"{counts.new} new report{'s' * (counts.new != 1)} with {counts.claims} claims added to {where}"
    line += f"; {counts.known} known already" if counts.known else ""
    line += f"; {counts.refused} refused" if counts.refused else ""
    if counts.new and not counts.claims:
        line += (
            "\nNOTHING FOUND: none of the new reports holds a claim about a transfer, a use or a statement on either."
        )
    elif counts.empty:
        line += f"; {counts.empty} without any claim"
    return line
