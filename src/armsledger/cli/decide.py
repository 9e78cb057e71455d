"""`armsledger decide`: what people decide about claims and deals; each decision is logged and can be undone."""

from __future__ import annotations

import json
from typing import Annotated, Any, Optional

import typer

from armsledger.cli.settings import LEDGER, user

app = typer.Typer(no_args_is_help=True, help="Accept, reject or amend claims; split, merge and pin; list and undo.")
LedgerOption = Annotated[
    Optional[str], typer.Option("--ledger", help=f"{LEDGER.help} [default: {LEDGER.default}, or ${LEDGER.variable}]")
]
Why = Annotated[str, typer.Option("--why", help="Reason, kept in the log.")]
Claim = Annotated[str, typer.Argument(help="Id of a claim, as show prints it.")]
Deal = Annotated[str, typer.Argument(help="Id of a transfer, as register shows it.")]


def _open(where: str | None, *, create: bool = False) -> Any:
    from armsledger.ledger import Ledger

    return Ledger.open(where or LEDGER.value(), create=create, who=user())


def _told(decision: Any) -> None:
    print(f"decision {decision.number}: {decision.sentence}")


@app.command(epilog='Example: armsledger decide accept "r7#2" --why "seen in the tender documents"')
def accept(claim: Claim, why: Why, ledger: LedgerOption = None) -> None:
    """Let a claim count, however doubtful its reader was."""
    with _open(ledger) as opened:
        _told(opened.accept(claim, why))


@app.command(epilog='Example: armsledger decide reject "r7#2" --why "the report means training aircraft"')
def reject(claim: Claim, why: Why, ledger: LedgerOption = None) -> None:
    """Keep a claim from setting any cell; it stays shown."""
    with _open(ledger) as opened:
        _told(opened.reject(claim, why))


@app.command(epilog='Example: armsledger decide amend "r7#2" quantity "[6, 6]" --why "six, not sixteen"')
def amend(
    claim: Claim,
    field: Annotated[str, typer.Argument(help="Field of the claim record, or scope or unit of its quantity.")],
    value: Annotated[str, typer.Argument(help="The value as JSON, or a plain word.")],
    why: Why,
    ledger: LedgerOption = None,
) -> None:
    """Correct a field of a claim."""
    with _open(ledger) as opened:
        _told(opened.amend(claim, field, _value(value), why))


@app.command(
    epilog='Example: armsledger decide split TUR-UKR-bayraktar-tb2-k3q5zd "r7#2" "r9#1" --why "second contract"'
)
def split(
    deal: Deal,
    claims: Annotated[list[str], typer.Argument(help="Ids of the claims that are another deal.")],
    why: Why,
    ledger: LedgerOption = None,
) -> None:
    """Make some claims of a transfer a transfer of their own."""
    with _open(ledger) as opened:
        _told(opened.split(deal, claims, why))


@app.command(epilog='Example: armsledger decide merge ID ID --why "one contract, reported twice"')
def merge(
    deals: Annotated[list[str], typer.Argument(help="Ids of the transfers that are one.")],
    why: Why,
    ledger: LedgerOption = None,
) -> None:
    """Make several transfers one; their ids all lead to it from then on."""
    with _open(ledger) as opened:
        _told(opened.merge(deals, why))


@app.command(epilog='Example: armsledger decide pin "r7#2" ID --why "names the contract number"')
def pin(claim: Claim, deal: Deal, why: Why, ledger: LedgerOption = None) -> None:
    """Put a claim into a transfer, wherever the rules would put it."""
    with _open(ledger) as opened:
        _told(opened.pin(claim, deal, why))


@app.command(epilog='Example: armsledger decide undo 12 --why "mistaken"')
def undo(
    number: Annotated[int, typer.Argument(help="Number of a decision, as list prints it.")],
    why: Why,
    ledger: LedgerOption = None,
) -> None:
    """Let a decision no longer hold; undo the undoing to let it hold again."""
    with _open(ledger) as opened:
        _told(opened.undo(number, why))


@app.command("list", epilog="Example: armsledger decide list")
def list_(ledger: LedgerOption = None, format: Annotated[str, typer.Option(help="text or json.")] = "text") -> None:
    """List all decisions and whether they hold."""
    from armsledger.model import standing
    from armsledger.model.register_records import decision_record

    with _open(ledger) as opened:
        decisions = opened.decisions()
    holding = {d.number for d in standing(decisions)}
    if format == "json":
        print(json.dumps([decision_record(d) | {"holds": d.number in holding} for d in decisions], indent=2))
        return
    for d in decisions:
        print(f"{d.number:6} {'' if d.number in holding or d.undoes else '(undone) '}{d.sentence}")
    if not decisions:
        print("No decision yet.")


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
