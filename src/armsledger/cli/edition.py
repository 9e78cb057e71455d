"""`armsledger edition`: dated, hashed releases of the register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from armsledger.cli.settings import LEDGER, user

app = typer.Typer(no_args_is_help=True, help="Make, list, show and export editions: dated, hashed releases.")
LedgerOption = Annotated[
    Optional[str], typer.Option("--ledger", help=f"{LEDGER.help} [default: {LEDGER.default}, or ${LEDGER.variable}]")
]
Name = Annotated[str, typer.Argument(help="Name of the edition.")]
Format = Annotated[str, typer.Option(help="text or json.")]


def _open(where: str | None) -> Any:
    from armsledger.ledger import Ledger

    return Ledger.open(where or LEDGER.value(), create=False, who=user())


@app.command(epilog='Example: armsledger edition make 2022-spring --as-of 2022-03-31 --why "spring release"')
def make(
    name: Name,
    why: Annotated[str, typer.Option("--why", help="What it is for, kept with it.")],
    as_of: Annotated[Optional[str], typer.Option("--as-of", help="Only what was published by this day.")] = None,
    rule: Annotated[str, typer.Option("--rule", help="cautious, representative or latest.")] = "cautious",
    ledger: LedgerOption = None,
) -> None:
    """Publish the register under a name."""
    from armsledger.cli.days import day
    from armsledger.cli.register import rule_of
    from armsledger.publish.analysis import edition_text

    with _open(ledger) as opened:
        print(edition_text(opened.make_edition(name, why, day(as_of, "--as-of"), rule_of(rule))))


@app.command("list", epilog="Example: armsledger edition list --format json")
def list_(ledger: LedgerOption = None, format: Format = "text") -> None:
    """List all editions."""
    from armsledger.publish.analysis import edition_record, edition_text

    with _open(ledger) as opened:
        found = opened.editions()
    if format == "json":
        print(json.dumps([edition_record(e) for e in found], ensure_ascii=False, indent=2))
        return
    print("\n".join(map(edition_text, found)) or "No edition yet: armsledger edition make NAME --why REASON")


@app.command(epilog="Example: armsledger edition show 2022-spring")
def show(name: Name, ledger: LedgerOption = None, format: Format = "text") -> None:
    """Show an edition's register, made again from the ledger, and whether it is the same bit for bit."""
    from armsledger.cli.register import width
    from armsledger.ledger import query_of
    from armsledger.publish.analysis import edition_record, edition_text
    from armsledger.publish.register_table import register_table

    with _open(ledger) as opened:
        edition = opened.edition(name)
        same, lines, deals = (
            opened.reproduced(edition),
            opened.edition_lines(edition),
            opened.register(query_of(edition)),
        )
    if format == "json":
        body = edition_record(edition) | {"reproduced": same, "rows": [json.loads(line) for line in lines]}
        print(json.dumps(body, ensure_ascii=False, indent=2))
        return
    said = (
        "reproduced bit for bit"
        if same
        else f"NOT REPRODUCED: made by armsledger {edition.version}, rules or catalog changed"
    )
    print(f"{edition_text(edition)}\n  {said}\n\n{register_table(deals, width=width())}")


@app.command(epilog="Example: armsledger edition export 2022-spring --output release/")
def export(
    name: Name, output: Annotated[str, typer.Option(help="Folder to write to.")], ledger: LedgerOption = None
) -> None:
    """Write an edition as Parquet files with a manifest of their hashes."""
    from armsledger.publish.parquet import export

    with _open(ledger) as opened:
        manifest = export(opened, opened.edition(name), Path(output))
    for file, facts in manifest["files"].items():
        print(f"{facts['sha256']}  {file}  {facts['rows']} rows")
