"""A progress bar on standard error, for what takes long enough to ask for one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

PATIENCE = 2.0  # seconds
Thing = TypeVar("Thing")


def progress(things: Iterable[Thing], what: str, total: int) -> Iterator[Thing]:
    """The things as they come, with a bar from the moment on at which they have taken two seconds."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
    task, began = bar.add_task(what, total=total), monotonic()
    try:
        for done, thing in enumerate(things, 1):
            if monotonic() - began > PATIENCE:
                bar.start()
            bar.update(task, completed=done)
            yield thing
    finally:
        bar.stop()
