"""Reports added from the page: one after the other, in the background, with progress that can be looked at.

Invariant: one job writes at a time, so that adding never waits for adding; a job that ended stays to be looked at.
"""

from __future__ import annotations

import io
import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from armsledger.intake import Intaken, open_sources
from armsledger.intake.captures import now
from armsledger.intake.documents import Document, Intake
from armsledger.intake.forms import Form, form_of_name
from armsledger.intake.naming import shown
from armsledger.ledger import Counts, add_all
from armsledger.model import ArmsledgerError, InputError
from armsledger.web.shared import SharedLedger

KEPT = 200
"""Jobs that can be looked at."""
Source = Callable[[Callable[[InputError], None]], Iterator[Intaken]]


@dataclass(slots=True)
class Job:
    """One thing to add."""

    number: int
    who: str
    what: str
    """What is added, in words."""
    state: str = "waiting"
    """waiting · working · done · failed."""
    counts: Counts = field(default_factory=Counts)
    reports: list[str] = field(default_factory=list)
    """Ids of the reports it took in."""
    problems: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


def pasted(
    text: str, title: str | None, publisher: str | None, published: date | None, link: str | None, who: str
) -> Source:
    """A text that somebody pasted."""

    def read(on_error: Callable[[InputError], None]) -> Iterator[Intaken]:
        document = Document(
            io.BytesIO(text.encode("utf-8", "replace")), "pasted text", f"pasted by {who}", Form.TEXT, "utf-8", link
        )
        for each in _taken(document, publisher, published, on_error):
            yield replace(each, report=replace(each.report, title=title or each.report.title))

    return read


def uploaded(content: bytes, name: str, publisher: str | None, published: date | None) -> Source:
    """A file that somebody uploaded; only its name is known of where it was."""

    def read(on_error: Callable[[InputError], None]) -> Iterator[Intaken]:
        yield from _taken(
            Document(io.BytesIO(content), shown(name), name, form_of_name(name)), publisher, published, on_error
        )

    return read


def fetched(address: str, publisher: str | None, published: date | None) -> Source:
    """A page of the web; private addresses are never fetched from here."""

    def read(on_error: Callable[[InputError], None]) -> Iterator[Intaken]:
        yield from open_sources([address], publisher=publisher, published=published, on_error=on_error)

    return read


def _taken(
    document: Document, publisher: str | None, published: date | None, on_error: Callable[[InputError], None]
) -> Iterator[Intaken]:
    for each in Intake(published, publisher, clock=now).reports(document):
        if isinstance(each, Intaken):
            yield each
        else:
            on_error(each)


class Jobs:
    """All jobs of a site, each in a thread of its own, in the order in which they came."""

    def __init__(self, ledger: Callable[[str], SharedLedger]) -> None:
        self._ledger = ledger
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._numbers = itertools.count(1)
        self._working = threading.Lock()

    def start(self, who: str, what: str, source: Source) -> Job:
        """Put something in line."""
        job = Job(next(self._numbers), who, what)
        self._jobs[job.number] = job
        for old in [n for n, j in list(self._jobs.items()) if j.over][: max(0, len(self._jobs) - KEPT)]:
            self._jobs.pop(old, None)
        threading.Thread(target=self._work, args=(job, source), daemon=True).start()
        return job

    def find(self, number: int) -> Job | None:
        """A job by its number."""
        return self._jobs.get(number)

    def recent(self) -> list[Job]:
        """The last jobs, the newest first."""
        return list(self._jobs.values())[::-1][:20]

    def _work(self, job: Job, source: Source) -> None:
        with self._working:
            job.state = "working"
            try:
                self._do(job, source)
            except ArmsledgerError as error:
                job.problems.append(str(error))
            finally:
                job.state = "done" if job.counts.new or job.counts.known else "failed"

    def _do(self, job: Job, source: Source) -> None:
        def taken() -> Iterator[Intaken]:
            for each in source(lambda error: job.problems.append(str(error))):
                job.reports.append(each.report.id)
                yield each

        for counts in add_all(
            self._ledger(job.who), taken(), jobs=1, on_error=lambda error: job.problems.append(str(error))
        ):
            job.counts = counts
