"""`armsledger gaps`, `sensitivity` and `diff`."""

from __future__ import annotations

import json
from datetime import date

from armsledger.cli.days import day
from armsledger.cli.register import Options, query_of, width
from armsledger.ledger import Ledger, Query
from armsledger.ledger import query_of as edition_query
from armsledger.model import SettingError
from armsledger.publish import analysis


def _checked(format: str) -> bool:
    if format not in ("text", "json"):
        raise SettingError(f"--format {format!r} is unknown: choose text or json")
    return format == "json"


def gaps(where: str, options: Options, by: str | None, format: str) -> None:
    """Print where more is reported than was disclosed."""
    if by not in (None, "deal", "pair"):
        raise SettingError(f"--by {by!r} is unknown: choose deal or pair")
    as_json, query = _checked(format), query_of(options)
    with Ledger.open(where, create=False) as ledger:
        rows = ledger.gaps(query, by)
    shown = json.dumps([analysis.gap_record(r) for r in rows], ensure_ascii=False, indent=2) if as_json else None
    print(shown or analysis.gap_table(rows, width=width()))


def sensitivity(where: str, options: Options, format: str) -> None:
    """Print which numbers depend on the rule."""
    as_json, query = _checked(format), query_of(options)
    with Ledger.open(where, create=False) as ledger:
        rows = ledger.sensitivity(query)
    shown = json.dumps([analysis.dependence_record(r) for r in rows], ensure_ascii=False, indent=2) if as_json else None
    print(shown or analysis.dependence_table(rows, width=width()))


def diff(where: str, before: str, after: str, format: str) -> None:
    """Print what changed between two editions or days."""
    as_json = _checked(format)
    with Ledger.open(where, create=False) as ledger:
        found = ledger.diff(_view(ledger, before), _view(ledger, after))
    shown = json.dumps([analysis.change_record(c) for c in found], ensure_ascii=False, indent=2) if as_json else None
    print(shown or analysis.change_text(found))


def _view(ledger: Ledger, named: str) -> Query:
    """An edition by its name, else a day, else `now`."""
    if edition := next((e for e in ledger.editions() if e.name == named), None):
        return edition_query(edition)
    return Query() if named == "now" else Query(as_of=_day(named))


def _day(named: str) -> date | None:
    try:
        return day(named, "")
    except SettingError:
        raise SettingError(f"{named!r} is no edition and no day (YYYY-MM-DD): see armsledger edition list") from None
