"""Grades after the Admiralty code, for those who want them: how reliable an outlet is, how credible a number.

The two are never mixed or averaged. Reliability A–F is the user's own table; who is not in it is F, "cannot be judged".
Credibility 1–6 is computed from independent origins alone:

    1  three origins or more agree and nobody contradicts      4  disputed, and fewer stand for the number shown than against it
    2  two origins agree and nobody contradicts                5  disputed, and a party to the deal denies or contradicts it
    3  one origin, or disputed with most for what is shown     6  nobody gave a number
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from armsledger.catalog import fold
from armsledger.ledger.cells import origins_of
from armsledger.ledger.register import Row
from armsledger.model import CellState, NumberCell, SettingError

RELIABILITY = "ABCDEF"
UNJUDGED = "F"


def table(path: str) -> Mapping[str, str]:
    """Grades by folded outlet, from a CSV file with the columns `outlet` and `grade`. Raises SettingError where it is none."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingError(
            f"{path}: cannot be read ({error}): give a CSV file with the columns outlet, grade"
        ) from error
    found = {}
    for number, row in enumerate(rows, 2):
        outlet, grade = (row.get("outlet") or "").strip(), (row.get("grade") or "").strip().upper()
        if not outlet or grade not in list(RELIABILITY):
            raise SettingError(
                f"{path} line {number}: needs an outlet and a grade from A to F, not {outlet!r}, {grade!r}"
            )
        found[fold(outlet)] = grade
    return found


def reliability(publisher: str | None, grades: Mapping[str, str]) -> str:
    """The grade of a publisher."""
    return grades.get(fold(publisher or ""), UNJUDGED)


def credibility(row: Row, cell: NumberCell) -> int:
    """The grade of a number."""
    if cell.interval is None:
        return 6
    pro = origins_of([f for f in row.facts if f.claim.id in cell.supporting])
    contra = origins_of([f for f in row.facts if f.claim.id in cell.opposing])
    if cell.state != CellState.DISPUTED:
        return {CellState.CONFIRMED: 1 if len(pro) > 2 else 2}.get(cell.state, 3)
    if contra & row.officials and not pro & row.officials:
        return 5
    return 3 if len(pro) >= len(contra) else 4
