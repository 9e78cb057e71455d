"""Many reports into a ledger: what it knows is left unread, the rest is read by a process a core, and goes in by batches.

Invariant: a batch is in the ledger when its progress is told; stopping at any moment loses only what was not told.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess

from armsledger.intake import Intaken
from armsledger.ledger.ledger import Added, Ledger
from armsledger.ledger.store import Entry
from armsledger.model import AnyClaim, LedgerError, Report

BATCH = 16
"""Reports that are read together and added by one transaction."""
ALONE = 4 * BATCH
"""Fewer unread reports than this are read without other processes: starting them takes longer."""

Claims = Sequence[AnyClaim]
Read = Callable[[Sequence[Report]], "Future[list[Claims]]"]


@dataclass(slots=True)
class Counts:
    """What became of the reports so far."""

    new: int = 0
    known: int = 0
    claims: int = 0
    empty: int = 0
    refused: int = 0

    @property
    def seen(self) -> int:
        """Reports dealt with."""
        return self.new + self.known + self.refused


def add_all(
    ledger: Ledger,
    taken: Iterable[Intaken],
    *,
    jobs: int | None = None,
    on_error: Callable[[LedgerError], None] | None = None,
) -> Iterator[Counts]:
    """Add reports; the counts so far after each batch that is in. `jobs` reader processes, one a core if None.

    Claims that came along are taken as they are. A report that the ledger refuses raises LedgerError; with `on_error` it is
    passed there instead, and the rest goes on.
    """
    counts = Counts()
    batches = _batches(taken, ledger, counts)
    first = list(islice(batches, ALONE // BATCH + 1))
    workers = jobs or os.cpu_count() or 1
    many = workers > 1 and sum(each.given is None for batch in first for each in batch) > ALONE
    with _pool(workers) if many else _Here() as read:
        waiting: deque[tuple[list[Intaken], Future[list[Claims]]]] = deque()
        for batch in _chained(first, batches):
            waiting.append((batch, read([each.report for each in batch if each.given is None])))
            if len(waiting) > 2 * workers * many:
                yield _added(ledger, *waiting.popleft(), counts, on_error)
        while waiting:
            yield _added(ledger, *waiting.popleft(), counts, on_error)
    yield counts


def _chained(first: list[list[Intaken]], rest: Iterator[list[Intaken]]) -> Iterator[list[Intaken]]:
    yield from first
    yield from rest


def _batches(taken: Iterable[Intaken], ledger: Ledger, counts: Counts) -> Iterator[list[Intaken]]:
    """Reports that the ledger does not know yet, some at a time."""
    source, new = iter(taken), list[Intaken]()
    while given := list(islice(source, BATCH)):
        known = ledger.knows(each.report for each in given)
        counts.known += sum(each.report.id in known for each in given)
        new += [each for each in given if each.report.id not in known]
        while len(new) >= BATCH:
            yield new[:BATCH]
            new = new[BATCH:]
    if new:
        yield new


def _added(
    ledger: Ledger, batch: list[Intaken], reading: Future[list[Claims]], counts: Counts,
    on_error: Callable[[LedgerError], None] | None,
) -> Counts:  # fmt: skip
    try:
        read = iter(reading.result())
    except BrokenProcessPool as error:
        raise LedgerError("a reader process was ended; what was added so far is kept: run again to go on") from error
    entries = [(each.report, each.capture, next(read) if each.given is None else each.given) for each in batch]
    for (_, _, claims), done in zip(entries, _put(ledger, entries, on_error), strict=True):
        if done is None:
            counts.refused += 1
        elif done == Added.KNOWN:
            counts.known += 1
        else:
            counts.new += 1
            counts.claims += len(claims)
            counts.empty += not claims
    return counts


def _put(ledger: Ledger, entries: list[Entry], on_error: Callable[[LedgerError], None] | None) -> list[Added | None]:
    """All at once; where the ledger refuses one, one by one, so that the others go in."""
    try:
        return list(ledger.add_all(entries))
    except LedgerError:
        if on_error is None:
            raise
    done: list[Added | None] = []
    for entry in entries:
        try:
            done += ledger.add_all([entry])
        except LedgerError as error:
            on_error(error)
            done.append(None)
    return done


class _Here:
    """Reads in this process."""

    def __enter__(self) -> Read:
        return self._read

    def __exit__(self, *_: object) -> None:
        pass

    @staticmethod
    def _read(reports: Sequence[Report]) -> Future[list[Claims]]:
        done: Future[list[Claims]] = Future()
        done.set_result(read_batch(reports))
        return done


class _pool:  # noqa: N801 - used like a function, as contextlib's are
    """Reads in processes of their own."""

    def __init__(self, workers: int) -> None:
        self._executor = ProcessPoolExecutor(workers, get_context("spawn"), _start)

    def __enter__(self) -> Read:
        return lambda reports: self._executor.submit(read_batch, reports)

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


def _start() -> None:
    """A reader process leaves Ctrl-C to its parent, and ends with it, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def read_batch(reports: Sequence[Report]) -> list[Claims]:
    """The claims of each report; the parser is loaded only where there is something to read."""
    if not reports:
        return []
    from armsledger.reading.reader import read_all

    return [reading.claims for reading in read_all(reports)]
