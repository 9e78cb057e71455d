"""`armsledger catalog`: what is known beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

app = typer.Typer(
    no_args_is_help=True,
    help="Look up what the catalog knows: systems, classes, states, groups, makers, outlets, persons.",
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Own = Annotated[Optional[str], typer.Option("--catalog", help="Folder with tables of your own (docs/catalog.md).")]


@app.command(
    epilog='Examples: armsledger catalog find TB2  ·  armsledger catalog find "Turkish leader" --on 2021-12-05'
)
def find(
    name: str,
    on: Annotated[
        Optional[str], typer.Option(help="Day on which an office was held (YYYY-MM-DD; default: today).")
    ] = None,
    context: Annotated[
        Optional[str], typer.Option(help="The sentence it stands in, for names of several things.")
    ] = None,
    as_json: Json = False,
    catalog: Own = None,
) -> None:
    """Show what a name can mean."""
    import json
    from datetime import date

    from armsledger.catalog import Manner, Surface
    from armsledger.catalog import catalog as known_catalog
    from armsledger.catalog.offices import holders, offices_in
    from armsledger.cli.days import day
    from armsledger.cli.settings import use_catalog
    from armsledger.model import SettingError
    from armsledger.publish.catalog_text import reading_line, reading_record

    use_catalog(catalog)
    known, when = known_catalog(), day(on, "--on")
    found = known.readings(name, context)
    state = known.state_of(name)
    if state and not any(s.manner == Manner.NAME for s in found):
        asked = (when or date.today()).isoformat()
        found += [Surface(p.name, p) for p in holders(known, state, offices_in(name), asked)]
    if when:
        found = [s for s in found if not s.entry.tenures or any(t.holds_on(when.isoformat()) for t in s.entry.tenures)]
    if not found:
        where = " in this context" if context else f" on {on}" if on else ""
        raise SettingError(f"the catalog knows no {name!r}{where}: try another spelling, or fewer conditions")
    if as_json:
        print(json.dumps([reading_record(s) for s in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(reading_line(s, context is not None) for s in found))


@app.command(epilog="Example: armsledger catalog show bayraktar-tb2")
def show(
    id: Annotated[str, typer.Argument(help="Id of an entry, as find shows it.")],
    as_json: Json = False,
    catalog: Own = None,
) -> None:
    """Show everything the catalog knows of an entry."""
    import json

    from armsledger.catalog import EntryKind
    from armsledger.catalog import catalog as known_catalog
    from armsledger.cli.settings import use_catalog
    from armsledger.model import SettingError
    from armsledger.publish.catalog_text import entry_record, entry_text

    use_catalog(catalog)
    known = known_catalog()
    found = [entry for kind in EntryKind if (entry := known.get(kind, id))]
    if not found:
        raise SettingError(f"the catalog has no entry {id!r}: look for its id with armsledger catalog find NAME")
    if as_json:
        print(json.dumps([entry_record(known, entry) for entry in found], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(entry_text(known, entry) for entry in found))


@app.command(epilog="Example: armsledger catalog check --catalog my-tables/")
def check(catalog: Own = None) -> None:
    """Look for mistakes in the tables: unknown keys, colliding names, broken parents, overlapping terms."""
    from armsledger.catalog.catalog import data_folders
    from armsledger.catalog.check import problems
    from armsledger.catalog.tables import COLUMNS, merged
    from armsledger.cli.failing import FAILED
    from armsledger.cli.settings import use_catalog

    use_catalog(catalog)
    folders = data_folders()
    found = list(problems(folders))
    for line in found:
        print(line)
    if found:
        print(f"{len(found)} problem{'s' * (len(found) != 1)}")
        raise typer.Exit(FAILED)
    print("no problems in " + ", ".join(f"{len(merged(folders, table)):,} {table}" for table in COLUMNS))


@app.command(epilog="Example: armsledger catalog vocabulary --output words.txt")
def vocabulary(
    output: Annotated[Optional[Path], typer.Option(help="Write to this file instead of standard output.")] = None,
    catalog: Own = None,
) -> None:
    """Write all unmistakable weapon names, one a line, for filters over raw bytes."""
    import sys

    from armsledger.catalog import catalog as known_catalog
    from armsledger.cli.settings import use_catalog

    use_catalog(catalog)
    data = b"".join(word + b"\n" for word in known_catalog().vocabulary())
    if output:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
