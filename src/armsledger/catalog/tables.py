"""The catalog's CSV files as entries and surfaces. Schema: `docs/catalog.md`; `check` lints them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from armsledger.catalog.cues import words
from armsledger.catalog.entries import Entry, EntryKind, Manner, Surface, Tenure
from armsledger.catalog.pieces import key
from armsledger.catalog.spellings import plural
from armsledger.model import CatalogError

Row = dict[str, str]

COLUMNS: dict[str, tuple[str, ...]] = {
    "classes": ("id", "name", "synonyms", "parent", "category", "description", "unroca", "unit"),
    "systems": (
        "id", "name", "aliases", "family", "class", "designer", "maker", "unit", "parts", "since", "context", "avoid",
    ),
    "states": ("id", "name", "aliases", "demonyms", "capital", "seats", "kind", "from", "to", "context"),
    "bodies": ("id", "name", "aliases", "state", "kind"),
    "groups": ("id", "name", "aliases", "state", "kind", "from", "to"),
    "makers": ("id", "name", "aliases", "state", "parent", "kind"),
    "outlets": ("id", "name", "aliases", "domains", "state", "kind"),
    "people": ("id", "name", "aliases", "office", "state", "from", "to"),
    "places": ("id", "name", "aliases", "country", "kind", "lat", "lon", "precision"),
    "contexts": ("id", "name", "words"),
}  # fmt: skip
OPTIONAL = ("ambiguous", "umbrella", "context", "avoid")


Folders = Sequence[Path]
PLACE = "@"
"""Key under which a row says where it stands (file:line)."""


def files_of(folder: Path, table: str) -> list[Path]:
    """The files of one table: `<table>.csv` or all CSVs of the folder `<table>/`."""
    single = folder / f"{table}.csv"
    return sorted((folder / table).glob("*.csv")) + ([single] if single.is_file() else [])


def rows_of(folder: Path, table: str) -> Iterator[Row]:
    """The rows of one table. Raises CatalogError on columns the schema doesn't know or a row of the wrong length."""
    for path in files_of(folder, table):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CatalogError(f"{path} can't be read as UTF-8 text: {error}") from None
        reader = csv.DictReader(text.splitlines())
        _check_header(path, table, reader.fieldnames or ())
        for row in reader:
            if None in row or None in row.values():
                raise CatalogError(f"{path}:{reader.line_num}: the row has more or fewer cells than the header")
            yield row | {PLACE: f"{path.name}:{reader.line_num}"}


def merged(folders: Folders, table: str) -> list[Row]:
    """The rows of one table over all folders; an id that a later folder gives replaces the earlier rows of that id."""
    found: dict[str, list[Row]] = {}
    for folder in folders:
        own: dict[str, list[Row]] = {}
        for row in rows_of(folder, table):
            own.setdefault(row["id"], []).append(row)
        found |= own
    return [row for rows in found.values() for row in rows]


def _check_header(path: Path, table: str, header: Iterable[str]) -> None:
    names = list(header)
    unknown = set(names) - set(COLUMNS[table]) - set(OPTIONAL)
    missing = set(COLUMNS[table]) - set(OPTIONAL) - set(names)
    if unknown or missing:
        raise CatalogError(f"{path}: unknown columns {sorted(unknown)}, missing columns {sorted(missing)}")


def cell(row: Row, name: str) -> tuple[str, ...]:
    """The parts of a list cell."""
    return tuple(part for part in (p.strip() for p in row.get(name, "").split(";")) if part)


def classes(folders: Folders) -> list[Entry]:
    """Classes of weapons, each inheriting category, UNROCA category and unit from its parents."""
    rows = {row["id"]: row for row in merged(folders, "classes")}
    return [_class(row, rows) for row in rows.values()]


def _class(row: Row, rows: dict[str, Row]) -> Entry:
    return Entry(
        EntryKind.CLASS,
        row["id"],
        row["name"],
        parent=row["parent"] or None,
        family=row["id"],
        klass=row["id"],
        class_name=row["name"],
        category=_inherited(row, rows, "category", "parent"),
        description=row["description"] or None,
        unroca=_inherited(row, rows, "unroca", "parent"),
        unit=_inherited(row, rows, "unit", "parent"),
    )


def _inherited(row: Row, rows: dict[str, Row], name: str, up: str) -> str | None:
    for each in lineage(row, rows, up):
        if each[name]:
            return each[name]
    return None


def lineage(row: Row, rows: dict[str, Row], up: str) -> list[Row]:
    """The row and its ancestors by column `up`; a circle ends where it closes."""
    line = [row]
    while (above := rows.get(line[-1][up])) and above not in line:
        line.append(above)
    return line


def systems(folders: Folders, of_class: dict[str, Entry]) -> list[tuple[Entry, Row]]:
    """Weapon systems and their rows; what a row leaves empty comes from its family, then its class."""
    rows = {row["id"]: row for row in merged(folders, "systems")}
    return [(_system(row, rows, of_class), row) for row in rows.values()]


def _system(row: Row, rows: dict[str, Row], of_class: dict[str, Entry]) -> Entry:
    klass = of_class.get(_inherited(row, rows, "class", "family") or "")
    designers = cell({"designer": _inherited(row, rows, "designer", "family") or ""}, "designer")
    successors = words("successors", "state", "successor")
    return Entry(
        EntryKind.SYSTEM,
        row["id"],
        row["name"],
        country=designers[0] if designers else None,
        parent=row["family"] or None,
        family=_root(row, rows),
        klass=klass.id if klass else None,
        class_name=klass.name if klass else None,
        category=klass.category if klass else None,
        description=klass.description if klass else None,
        unroca=klass.unroca if klass else None,
        unit=_inherited(row, rows, "unit", "family") or (klass.unit if klass else None),
        parts=cell(row, "parts"),
        designers=tuple(dict.fromkeys([*designers, *(successors[d] for d in designers if d in successors)])),
        umbrella=bool(row.get("umbrella")),
    )


def _root(row: Row, rows: dict[str, Row]) -> str:
    """The highest ancestor that is no umbrella over several families; an umbrella is its own root."""
    line = lineage(row, rows, "family")
    return next((each for each in reversed(line) if not each.get("umbrella")), row)["id"]


def named(folders: Folders, table: str, kind: EntryKind) -> list[tuple[Entry, Row]]:
    """States, bodies, groups, makers, outlets and places."""
    out = []
    for row in merged(folders, table):
        country = row["id"] if kind == EntryKind.STATE else row.get("state") or row.get("country") or ""
        first = country.split(";")[0].strip() or None
        out.append(
            (
                Entry(
                    kind, row["id"], row["name"], country=first, parent=row.get("parent") or None, subkind=row["kind"]
                ),
                row,
            )
        )
    return out


def people(folders: Folders) -> list[tuple[Entry, Row]]:
    """Persons, all their offices on one entry; the row is the last one, with the aliases of all."""
    rows: dict[str, list[Row]] = {}
    for row in merged(folders, "people"):
        rows.setdefault(row["name"], []).append(row)
    return [_person(name, several) for name, several in rows.items()]


def _person(name: str, rows: list[Row]) -> tuple[Entry, Row]:
    tenures = tuple(Tenure(r["office"], r["state"], r["from"], r["to"]) for r in rows)
    aliases = dict.fromkeys(alias for r in rows for alias in cell(r, "aliases"))
    entry = Entry(EntryKind.PERSON, rows[0]["id"], name, country=rows[-1]["state"] or None, tenures=tenures)
    return entry, rows[-1] | {"aliases": "; ".join(aliases)}


Contexts = dict[str, tuple[str, ...]]


def contexts(folders: Folders) -> Contexts:
    """Sets of words that several rows need as context, by the name they go by there: @armour."""
    return {f"@{row['id']}": cell(row, "words") for row in merged(folders, "contexts")}


def context_words(row: Row, known: Contexts) -> tuple[str, ...]:
    """A row's context words, singular and plural, as folded pieces with a space before and after."""
    words = [word for part in cell(row, "context") for word in known.get(part, (part,))]
    return tuple(dict.fromkeys(f" {' '.join(key(form))} " for word in words for form in (word, plural(word))))


def surfaces(entry: Entry, row: Row, known: Contexts) -> Iterator[Surface]:
    """All names of an entry. Where a row says which names are ambiguous, context and avoid hold for these alone."""
    context, ambiguous = context_words(row, known), cell(row, "ambiguous")
    avoid = tuple(" ".join(key(word)) for word in cell(row, "avoid"))
    caseless = entry.kind == EntryKind.CLASS
    free = [t for t in (entry.name, *cell(row, "synonyms"), *cell(row, "aliases")) if t not in ambiguous]
    for text in free:
        yield Surface(text, entry, Manner.NAME, *(((), ()) if ambiguous else (context, avoid)), caseless)
    for text in ambiguous:
        yield Surface(text, entry, Manner.NAME, context, avoid, caseless)
    for text in cell(row, "demonyms"):
        yield Surface(text, entry, Manner.DEMONYM, (), avoid)
    for text in cell(row, "capital"):
        yield Surface(text, entry, Manner.CAPITAL, (), avoid)
    for text in cell(row, "seats"):
        yield Surface(text, entry, Manner.SEAT, (), avoid)


def load(folders: Folders) -> list[tuple[Entry, Row]]:
    """All entries of some data folders with the rows they were read from; a later folder adds to and overrides an earlier one."""
    of_class = {entry.id: entry for entry in classes(folders)}
    out = [(of_class[row["id"]], row) for row in merged(folders, "classes")]
    out += systems(folders, of_class)
    for table, kind in _NAMED.items():
        out += named(folders, table, kind)
    return out + people(folders)


_NAMED = {
    "states": EntryKind.STATE,
    "bodies": EntryKind.BODY,
    "groups": EntryKind.GROUP,
    "makers": EntryKind.MAKER,
    "outlets": EntryKind.OUTLET,
    "places": EntryKind.PLACE,
}
