"""The Typer application: options and help of every command; the work is done in the modules imported inside."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from armsledger.cli.settings import LEDGER, use_catalog

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads reports about arms transfers and keeps a ledger in which every figure shows who said it.",
)

Sources = Annotated[
    list[str], typer.Argument(help="Text, HTML or JSONL files, folders, http(s) URLs, or - for standard input.")
]
LedgerOption = Annotated[
    Optional[str], typer.Option("--ledger", help=f"{LEDGER.help} [default: {LEDGER.default}, or ${LEDGER.variable}]")
]
Published = Annotated[Optional[str], typer.Option(help="Day of publication (YYYY-MM-DD), over what the source says.")]
Publisher = Annotated[Optional[str], typer.Option(help="Who published it, over what the source says.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Let URLs lead to private addresses.")]
Own = Annotated[Optional[str], typer.Option("--catalog", help="Folder with catalog tables of your own.")]
AsOf = Annotated[Optional[str], typer.Option("--as-of", help="Only what was published by this day (YYYY-MM-DD).")]
Supplier = Annotated[Optional[str], typer.Option(help="State or group that supplies.")]
Recipient = Annotated[Optional[str], typer.Option(help="State or group that receives.")]
ItemOption = Annotated[Optional[str], typer.Option("--item", help="Weapon system or class.")]
RuleOption = Annotated[
    str, typer.Option("--rule", help="Which number a disputed cell shows: cautious, representative or latest.")
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"armsledger {version('armsledger')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog="Examples: armsledger read report.txt --published 2021-12-05  ·  armsledger read reports.jsonl --format jsonl  ·  "
    "armsledger read page.html --format html --output page-read.html"
)
def read(
    sources: Sources,
    published: Published = None,
    publisher: Publisher = None,
    format: Annotated[str, typer.Option(help="table, json, jsonl or html.")] = "table",
    layers: Annotated[
        Optional[str], typer.Option(help="Add layers to JSON: all, or names with commas between.")
    ] = None,
    allow_private: AllowPrivate = False,
    output: Annotated[Optional[str], typer.Option(help="Write to this file instead of standard output.")] = None,
    catalog: Own = None,
) -> None:
    """Show what reports claim, in whose words, exactly where."""
    from armsledger.cli.read import run

    use_catalog(catalog)
    raise typer.Exit(run(sources, published, publisher, format, layers, allow_private, output))


@app.command(
    epilog="Examples: armsledger add reports/  ·  armsledger add https://example.org/news.html --ledger mine.db"
)
def add(
    sources: Sources,
    ledger: LedgerOption = None,
    published: Published = None,
    publisher: Publisher = None,
    allow_private: AllowPrivate = False,
    jobs: Annotated[Optional[int], typer.Option(help="Reader processes. [default: one a core]", min=1)] = None,
    catalog: Own = None,
) -> None:
    """Read reports into a ledger; what it knows already is left alone."""
    from armsledger.cli.add import run

    use_catalog(catalog)
    raise typer.Exit(run(sources, ledger or LEDGER.value(), published, publisher, allow_private, jobs))


@app.command("import", epilog="Example: armsledger import trade-register.csv --published 2025-03-10")
def import_(
    files: Annotated[list[str], typer.Argument(help="Files exported from SIPRI (CSV or RTF) or UNROCA (JSON).")],
    ledger: LedgerOption = None,
    published: Annotated[
        Optional[str], typer.Option(help="Day on which the register was released (YYYY-MM-DD). [default: today]")
    ] = None,
) -> None:
    """Take in a register's rows as claims of SIPRI or of the reporting states, beside what reports say."""
    from armsledger.cli.registers import import_

    raise typer.Exit(import_(files, ledger or LEDGER.value(), published))


@app.command(epilog="Example: armsledger compare --supplier Turkey --format json")
def compare(
    ledger: LedgerOption = None,
    supplier: Supplier = None,
    recipient: Recipient = None,
    item: ItemOption = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
) -> None:
    """Show row by row where reports and imported registers agree, differ, or only one has it."""
    from armsledger.cli.registers import compare

    compare(ledger or LEDGER.value(), (supplier, recipient, item, None, None, None, as_of, "cautious"), format)


@app.command(
    epilog="Examples: armsledger register --recipient Ukraine  ·  armsledger register --as-of 2019-06-30 --format json"
)
def register(
    ledger: LedgerOption = None,
    supplier: Supplier = None,
    recipient: Recipient = None,
    item: ItemOption = None,
    category: Annotated[Optional[str], typer.Option(help="SIPRI armament category.")] = None,
    since: Annotated[Optional[str], typer.Option(help="Known on or after this day (YYYY-MM-DD).")] = None,
    until: Annotated[Optional[str], typer.Option(help="Known on or before this day (YYYY-MM-DD).")] = None,
    as_of: AsOf = None,
    rule: RuleOption = "cautious",
    by: Annotated[str, typer.Option(help="deal, or pair (supplier, recipient, item family).")] = "deal",
    format: Annotated[str, typer.Option(help="table, json or csv.")] = "table",
) -> None:
    """Show all transfers of a ledger with their numbers, states and origins."""
    from armsledger.cli.register import run

    run(ledger or LEDGER.value(), (supplier, recipient, item, category, since, until, as_of, rule), by, format)


@app.command(epilog="Example: armsledger show TUR-UKR-bayraktar-tb2-1")
def show(
    id: Annotated[str, typer.Argument(help="Id of a transfer, as register shows it.")],
    ledger: LedgerOption = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
    grades: Annotated[
        Optional[str], typer.Option(help="CSV table of your own (outlet,grade) with reliability A to F: adds grades.")
    ] = None,
) -> None:
    """Show the dossier of one transfer: every claim with its words, and who contradicts whom."""
    from armsledger.cli.show import run

    run(id, ledger or LEDGER.value(), as_of, format, grades)


@app.command(epilog="Examples: armsledger serve --ledger mine.db  ·  armsledger serve --public-readonly --host 0.0.0.0")
def serve(
    ledger: LedgerOption = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this computer's own needs accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8321,
    accounts: Annotated[Optional[str], typer.Option(help="File with the people who may come in by password.")] = None,
    allow_host: Annotated[
        Optional[list[str]], typer.Option(help="Another name that the site goes by, such as that of a proxy.")
    ] = None,
    public_readonly: Annotated[
        bool, typer.Option("--public-readonly", help="Let everybody read and nobody write.")
    ] = False,
    certificate: Annotated[Optional[str], typer.Option(help="PEM file, to serve https.")] = None,
    key: Annotated[Optional[str], typer.Option(help="PEM file with the certificate's key.")] = None,
    catalog: Own = None,
) -> None:
    """Open the ledger in the browser: register, reports, map, review."""
    from armsledger.cli.serve import run

    use_catalog(catalog)
    where = ledger or LEDGER.value()
    run(where, host, port, accounts, allow_host or [], public_readonly, certificate, key)


@app.command(epilog="Example: armsledger account Ada --role analyst --accounts accounts.csv")
def account(
    name: Annotated[str, typer.Argument(help="Name, as it will stand under their decisions.")],
    role: Annotated[str, typer.Option(help="viewer, analyst or admin.")] = "analyst",
    accounts: Annotated[str, typer.Option(help="File to write to.")] = "accounts.csv",
) -> None:
    """Let a person come in by password where serve is given the file."""
    from armsledger.cli.serve import account as write

    write(name, role, accounts)


@app.command(epilog="Examples: armsledger gaps --recipient Ukraine  ·  armsledger gaps --by pair --as-of 2021-12-31")
def gaps(
    ledger: LedgerOption = None,
    supplier: Supplier = None,
    recipient: Recipient = None,
    item: ItemOption = None,
    as_of: AsOf = None,
    by: Annotated[Optional[str], typer.Option(help="deal or pair only. [default: both]")] = None,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
) -> None:
    """Rank where more is reported delivered than either government, the maker or a register disclosed."""
    from armsledger.cli.analysis import gaps

    gaps(ledger or LEDGER.value(), (supplier, recipient, item, None, None, None, as_of, "cautious"), by, format)


@app.command(epilog="Example: armsledger sensitivity --format json")
def sensitivity(
    ledger: LedgerOption = None,
    supplier: Supplier = None,
    recipient: Recipient = None,
    item: ItemOption = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
) -> None:
    """Show which numbers would be others under another rule."""
    from armsledger.cli.analysis import sensitivity

    options = (supplier, recipient, item, None, None, None, as_of, "cautious")
    sensitivity(ledger or LEDGER.value(), options, format)


@app.command(
    epilog="Examples: armsledger diff 2019-06-30 now  ·  armsledger diff 2021-spring 2022-spring --format json"
)
def diff(
    before: Annotated[str, typer.Argument(help="Name of an edition, or a day (YYYY-MM-DD).")],
    after: Annotated[str, typer.Argument(help="Name of an edition, a day, or now.")] = "now",
    ledger: LedgerOption = None,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
) -> None:
    """Show each cell that changed between two editions or days, with the claims that moved it."""
    from armsledger.cli.analysis import diff

    diff(ledger or LEDGER.value(), before, after, format)


@app.command(epilog="Example: armsledger demo --ledger demo.db")
def demo(ledger: Annotated[str, typer.Option(help="Ledger file to write.")] = "demo.db") -> None:
    """Read the bundled reports into a ledger and show what comes of them."""
    from armsledger.cli.demo import run

    run(ledger)


@app.command(epilog="Example: armsledger log --format json")
def log(ledger: LedgerOption = None, format: Annotated[str, typer.Option(help="text or json.")] = "text") -> None:
    """Show who did what to a ledger, when and why."""
    from armsledger.cli.record import log

    log(ledger or LEDGER.value(), format)


@app.command(epilog="Example: armsledger verify --ledger mine.db")
def verify(ledger: LedgerOption = None) -> None:
    """Check a ledger against itself: every hash, every span, every reference."""
    from armsledger.cli.record import verify

    raise typer.Exit(verify(ledger or LEDGER.value()))


@app.command(epilog="Example: armsledger rebuild --ledger mine.db")
def rebuild(ledger: LedgerOption = None) -> None:
    """Make everything derived anew from the record; the same record gives the same bytes."""
    from armsledger.cli.record import rebuild

    rebuild(ledger or LEDGER.value())


def _add_groups() -> None:
    from armsledger.cli import catalog, decide, edition

    app.add_typer(catalog.app, name="catalog")
    app.add_typer(decide.app, name="decide")
    app.add_typer(edition.app, name="edition")


_add_groups()
