"""`armsledger catalog`: what is known beforehand."""

from __future__ import annotations

import typer

from armsledger.model import SettingError

app = typer.Typer(
    no_args_is_help=True,
    help="Look up what the catalog knows: systems, classes, states, groups, makers, outlets, persons.",
)


@app.command(epilog="Example: armsledger catalog find TB2")
def find(name: str) -> None:
    """Show what a name can mean."""
    from armsledger.catalog import catalog

    found = catalog().find(name)
    if not found:
        raise SettingError(f"the catalog knows no {name!r}: try another spelling")
    for surface in found:
        entry = surface.entry
        parts = [entry.kind.value, entry.id, entry.name, entry.class_name or entry.subkind or "", entry.country or ""]
        print("  ".join(part for part in parts if part))
