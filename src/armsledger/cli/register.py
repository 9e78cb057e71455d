"""`armsledger register`: all transfers of a ledger."""

from __future__ import annotations

from armsledger.cli.days import day
from armsledger.ledger import Ledger, Query
from armsledger.model import Rule, SettingError

Options = tuple[str | None, str | None, str | None, str | None, str | None, str | None, str | None, str]


def query_of(options: Options) -> Query:
    """The options as a query."""
    supplier, recipient, item, category, since, until, as_of, rule = options
    first, last, known = day(since, "--since"), day(until, "--until"), day(as_of, "--as-of")
    return Query(supplier, recipient, item, category, first, last, known, rule_of(rule))


def rule_of(name: str) -> Rule:
    """A rule by its name."""
    if name not in list(Rule):
        raise SettingError(f"--rule {name!r} is unknown: choose from {', '.join(Rule)}")
    return Rule(name)


def run(where: str, options: Options, by: str, format: str) -> None:
    """Print the register."""
    if by not in ("deal", "pair"):
        raise SettingError(f"--by {by!r} is unknown: choose deal or pair")
    if format not in ("table", "json", "csv"):
        raise SettingError(f"--format {format!r} is unknown: choose from table, json, csv")
    query = query_of(options)
    with Ledger.open(where, create=False) as ledger:
        print(_pairs(ledger, query, format) if by == "pair" else _deals(ledger, query, format))


def width() -> int:
    """Width of the terminal, at least 100; a pipe gets the default."""
    from shutil import get_terminal_size

    return max(100, get_terminal_size((118, 24)).columns)


def _deals(ledger: Ledger, query: Query, format: str) -> str:
    from armsledger.publish.register_table import register_csv, register_table

    if format == "json":
        return _listed(ledger.records(query))
    deals = ledger.register(query)
    return register_csv(deals).rstrip("\n") if format == "csv" else register_table(deals, width=width())


def _listed(records: list[str]) -> str:
    """A JSON list of records, each on a line of its own."""
    return f"[{NEXT.join(records)}]"


NEXT = ",\n "


def _pairs(ledger: Ledger, query: Query, format: str) -> str:
    from armsledger.publish.register_table import pair_csv, pair_table

    if format == "json":
        return _listed(ledger.pair_records(query))
    rows = ledger.pairs(query)
    return pair_csv(rows).rstrip("\n") if format == "csv" else pair_table(rows, width=width())
