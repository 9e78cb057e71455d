"""`armsledger evaluate`: the reader against annotated cases."""

from __future__ import annotations

import json
from pathlib import Path

from armsledger.cli.progress import progress
from armsledger.evaluation.evaluating import GROUPINGS, Marked
from armsledger.evaluation.figures import figures, text
from armsledger.evaluation.gold import Case, cases
from armsledger.model import InputError, SettingError


def run(folder: str, by: str | None, as_json: bool) -> None:
    """Read the cases and print how well they were read."""
    if by is not None and by not in GROUPINGS:
        raise SettingError(f"--by {by!r} is unknown: choose {', '.join(GROUPINGS)}")
    record = figures(marked(annotated(Path(folder))), by)
    print(json.dumps(record, ensure_ascii=False, indent=2) if as_json else text(record))


def annotated(folder: Path) -> list[Case]:
    """The cases of a folder; InputError where there are none."""
    if not folder.exists():
        raise InputError(f"{folder} does not exist: give a folder of annotated cases (cases/README.md)")
    if not (found := list(cases(folder))):
        raise InputError(f"{folder} holds no annotated cases: they are *.json files (cases/README.md)")
    return found


def marked(given: list[Case]) -> list[Marked]:
    """The cases as the reader reads them."""
    from armsledger.reading.reader import read_all

    readings = progress(read_all(case.report for case in given), "reading", len(given))
    return [Marked.of(case, reading.claims) for case, reading in zip(given, readings, strict=True)]
