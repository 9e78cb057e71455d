"""`armsledger show`: the dossier of one transfer."""

from __future__ import annotations

import json

from armsledger.cli.days import day
from armsledger.ledger import Ledger, Query
from armsledger.ledger.register import Row
from armsledger.model import SettingError
from armsledger.model.records import claim_record, report_record


def run(id: str, where: str, as_of: str | None, format: str, graded: str | None = None) -> None:
    """Print the dossier."""
    from armsledger.publish.dossier import dossier
    from armsledger.publish.register_json import deal_record

    if format not in ("text", "json"):
        raise SettingError(f"--format {format!r} is unknown: choose text or json")
    with Ledger.open(where, create=False) as ledger:
        query = Query(as_of=day(as_of, "--as-of"))
        deal = ledger.deal(id, query)
        claims = ledger.claims(deal.claims)
        grades = grades_of(ledger.row(id, query), graded) if graded else {}
    if format == "text":
        print("\n\n".join([dossier(deal, claims), *([grades_text(grades)] if graded else [])]))
        return
    told = [claim_record(claim) | {"report": report_record(report)} for claim, report in claims.values()]
    body = {"deal": deal_record(deal), "claims": told} | ({"grades": grades} if graded else {})
    print(json.dumps(body, ensure_ascii=False, indent=2))


def grades_of(row: Row, path: str) -> dict[str, dict[str, str | int]]:
    """Reliability of each publisher by the user's table, credibility of each number by its origins."""
    from armsledger.ledger.grades import credibility, reliability, table

    grades = table(path)
    publishers = sorted({f.report.publisher or "unknown" for f in row.facts})
    cells = {"ordered": row.deal.ordered, "delivered": row.deal.delivered}
    return {
        "reliability": {name: reliability(name, grades) for name in publishers},
        "credibility": {name: credibility(row, cell) for name, cell in cells.items()},
    }


def grades_text(grades: dict[str, dict[str, str | int]]) -> str:
    """Grades as text."""
    lines = [f"{kind:12} {name}: {grade}" for kind, told in grades.items() for name, grade in told.items()]
    return "\n".join(["Grades", *lines])
