#!/usr/bin/env python3
"""Reports a second of the reader against spaCy's full pipeline on the same text, in the same run, on one core.

    python benchmarks/reading_speed.py [--reports 100]

First on reports about arms alone, then on a stream in which one report in ten is about arms (the others are the cases' reports
with every weapon's name taken out). Also: how much slower a word is read in a report of 100 pages than in one of one page.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from armsledger.catalog import EntryKind, catalog
from armsledger.evaluation.gold import cases
from armsledger.model import Report
from armsledger.reading.document import PIPELINE
from armsledger.reading.reader import can_bear_claims, read_all

CASES = Path(__file__).resolve().parent.parent / "cases" / "work"
PAGE = 500  # words


def seconds(work: Callable[[], object]) -> float:
    """Wall time of a call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def disarmed(report: Report) -> Report:
    """The report without the names of weapons: as much text, nothing to claim."""
    text = report.text
    for hit in reversed([h for h in catalog().scan(text) if h.entry.kind in (EntryKind.SYSTEM, EntryKind.CLASS)]):
        text = f"{text[: hit.start]}thing{text[hit.end :]}"
    return Report.of(text, id=report.id, published=report.published)


def compared(name: str, reports: Sequence[Report]) -> None:
    """Print both speeds and their ratio."""
    nlp = __import__(PIPELINE).load()
    list(nlp.pipe([r.text for r in reports[:2]]))
    spacy = seconds(lambda: list(nlp.pipe([r.text for r in reports], batch_size=8)))
    own = seconds(lambda: list(read_all(reports)))
    print(f"{name}: spaCy {len(reports) / spacy:.1f}/s, armsledger {len(reports) / own:.1f}/s, ratio {spacy / own:.2f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100)
    count = parser.parse_args().reports
    reports = [c.report for c in cases(CASES)][:count]
    list(read_all(reports[:2]))
    compared("reports about arms", reports)
    bare = [disarmed(r) for r in reports]
    stream = [reports[n] if n % 10 == 0 else bare[n] for n in range(count)]
    parsed = sum(can_bear_claims(r, catalog()) for r in stream)
    compared(f"one in ten about arms ({parsed} of {count} parsed)", stream)
    words = " ".join(r.text for r in reports).split()
    one = [Report.of(" ".join(words[n : n + PAGE])) for n in range(0, 10 * PAGE, PAGE)]
    long = Report.of(
        "\n".join(" ".join(words[n % len(words) : n % len(words) + PAGE]) for n in range(0, 100 * PAGE, PAGE))
    )
    page, book = seconds(lambda: list(read_all(one))) / 10, seconds(lambda: list(read_all([long]))) / 100
    print(f"one page {page:.2f} s, a page of a hundred {book:.2f} s, ratio {book / page:.2f}")


if __name__ == "__main__":
    main()
