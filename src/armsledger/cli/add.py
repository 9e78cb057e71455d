"""`armsledger add`: reports into a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from armsledger.cli.failing import FAILED, complain
from armsledger.cli.read import day
from armsledger.intake import Intaken, open_sources
from armsledger.ledger import Added, Ledger
from armsledger.model import AnyClaim, Report
from armsledger.reading.reader import read_all


def run(sources: list[str], where: str, published: str | None, publisher: str | None, allow_private: bool) -> int:
    """Add and print a summary; 2 where a source could not be read."""
    failures: list[object] = []
    taken = open_sources(
        sources,
        published=day(published, "--published"),
        publisher=publisher,
        allow_private=allow_private,
        on_error=failures.append,
    )
    with Ledger.open(where) as ledger:
        counts = fill(ledger, taken)
    print(summary(counts, where))
    for failure in failures:
        complain(failure)
    return FAILED if failures else 0


def fill(ledger: Ledger, taken: Iterator[Intaken], total: int | None = None) -> dict[str, int]:
    """Add everything with a progress bar; how many reports were new and known, and claims found."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    counts = {"new": 0, "known": 0, "claims": 0, "empty": 0}
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for intaken, claims in with_claims(taken):
            added = ledger.add(intaken.report, intaken.capture, claims)
            counts["new" if added == Added.NEW else "known"] += 1
            if added == Added.NEW:
                counts["claims"] += len(claims)
                counts["empty"] += not claims
            progress.advance(task)
    return counts


def with_claims(taken: Iterator[Intaken]) -> Iterator[tuple[Intaken, tuple[AnyClaim, ...]]]:
    """Each report with the claims that came along, else with those read from it; reads in batches, keeps the order."""
    batch: list[Intaken] = []
    for each in taken:
        batch.append(each)
        if len(batch) == 32:
            yield from _read(batch)
            batch = []
    yield from _read(batch)


def _read(batch: list[Intaken]) -> Iterator[tuple[Intaken, tuple[AnyClaim, ...]]]:
    unread: list[Report] = [each.report for each in batch if each.given is None]
    readings = read_all(unread)
    for each in batch:
        yield each, tuple(next(readings).claims) if each.given is None else each.given


def summary(counts: dict[str, int], where: str) -> str:
    """What happened, in a line or two; loud where nothing was found."""
    line = f"{counts['new']} new report{'s' * (counts['new'] != 1)} with {counts['claims']} claims added to {where}"
    line += f"; {counts['known']} known already" if counts["known"] else ""
    if counts["new"] and not counts["claims"]:
        line += (
            "\nNOTHING FOUND: none of the new reports holds a claim about a transfer, a use or a statement on either."
        )
    elif counts["empty"]:
        line += f"; {counts['empty']} without any claim"
    return line
