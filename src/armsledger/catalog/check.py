"""What is wrong with the catalog's tables: unknown keys, colliding names, broken parents, overlapping terms of office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from armsledger.catalog.pieces import key
from armsledger.catalog.tables import COLUMNS, PLACE, Folders, Row, cell, merged, rows_of

CATEGORIES = frozenset(
    {
        *(
            "Aircraft",
            "Air-defence systems",
            "Anti-submarine warfare weapons",
            "Armoured vehicles",
            "Artillery",
            "Engines",
        ),
        *("Missiles", "Naval weapons", "Other", "Satellites", "Sensors", "Ships"),  # SIPRI's
        *("ammunition", "small_arms", "components", "services"),
    }
)
UNROCA = frozenset({"I", "II", "III", "IV(a)", "IV(b)", "V(a)", "V(b)", "VI", "VII(a)", "VII(b)", "VIII"})
UNITS = frozenset({"airframe", "battery", "launcher", "round", "vehicle", "hull", "gun", "system", "item"})
MINISTERS = frozenset({"head_of_state", "head_of_government", "defence_minister", "foreign_minister"})
OFFICES = MINISTERS | {"spokesperson", "military_chief", "other"}
SEVERAL_AT_ONCE = frozenset({"AND", "BIH", "CHE", "SMR"})
"""States whose highest office several persons hold together."""
DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")

Rows = list[Row]


def problems(folders: Folders, own: Folders | None = None) -> Iterator[str]:
    """One line a problem ("file:line: what"): of all folders, or only of those rows that stand in `own`."""
    tables = {table: merged(folders, table) for table in COLUMNS}
    places = (
        {r[PLACE] for folder in own for table in COLUMNS for r in rows_of(folder, table)} if own is not None else None
    )
    for place, text in _all(tables):
        if places is None or place in places:
            yield f"{place}: {text}"


def _all(tables: dict[str, Rows]) -> Iterator[tuple[str, str]]:
    for table, rows in tables.items():
        yield from _bare(table, rows)
        yield from _collisions(table, rows, tables)
    yield from _conditions(tables)
    yield from _references(tables)
    yield from _words(tables)
    yield from _terms(tables["people"])


def _bare(table: str, rows: Rows) -> Iterator[tuple[str, str]]:
    """Rows without id or name, ids given twice, dates that are none."""
    seen: dict[str, Row] = {}
    for row in rows:
        if not row["id"].strip() or not row["name"].strip():
            yield row[PLACE], "the row has no id or no name"
        if table != "people" and row["id"] in seen:
            yield row[PLACE], f"id {row['id']!r} stands already in {seen[row['id']][PLACE]}"
        seen[row["id"]] = row
        for name in ("from", "to", "since"):
            if not DATE.fullmatch(row.get(name, "")):
                yield row[PLACE], f"{name} {row[name]!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD"


def _names(row: Row) -> list[str]:
    return list(dict.fromkeys([row["name"], *cell(row, "aliases"), *cell(row, "synonyms"), *cell(row, "ambiguous")]))


def _collisions(table: str, rows: Rows, tables: dict[str, Rows]) -> Iterator[tuple[str, str]]:
    """A name of two entries that no context tells apart."""
    root = _roots(tables["systems"]) if table == "systems" else {}
    holders: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        for name in _names(row):
            for other in holders[key(name)]:
                same = row["id"] == other["id"] or row["name"] == other["name"]
                related = bool(root) and root[row["id"]] == root[other["id"]]
                if not (same or related or _told_apart(name, row, other)):
                    yield row[PLACE], f"{name!r} also names {other['id']} ({other[PLACE]}): drop one, or give a context"
            holders[key(name)].append(row)


def _told_apart(name: str, one: Row, two: Row) -> bool:
    """Whether a context is needed for the name as one of the two, and not the same for both."""
    needs = [row.get("context", "") if not row.get("ambiguous") or name_in(name, row) else "" for row in (one, two)]
    return any(needs) and needs[0] != needs[1]


def name_in(name: str, row: Row) -> bool:
    """Whether a row says that the name is ambiguous."""
    return key(name) in {key(each) for each in cell(row, "ambiguous")}


def _conditions(tables: dict[str, Rows]) -> Iterator[tuple[str, str]]:
    """Ambiguous names without a condition, sets of context words that nothing defines, names given twice in a row."""
    known = {f"@{row['id']}" for row in tables["contexts"]}
    for rows in tables.values():
        for row in rows:
            if cell(row, "ambiguous") and not (row.get("context") or row.get("avoid")):
                yield row[PLACE], "the row has ambiguous names, but neither context nor avoid"
            for word in cell(row, "context"):
                if word.startswith("@") and word not in known:
                    yield row[PLACE], f"context {word!r} is not in contexts: choose from {', '.join(sorted(known))}"
            for name in cell(row, "aliases"):
                if name == row["name"] or name_in(name, row) or cell(row, "aliases").count(name) > 1:
                    yield row[PLACE], f"{name!r} stands twice in the row"


def _roots(rows: Rows) -> dict[str, str]:
    family = {r["id"]: r["family"] for r in rows}
    roots = {}
    for id in family:
        top, steps = id, 0
        while family.get(top) in family and steps < len(family):
            top, steps = family[top], steps + 1
        roots[id] = top
    return roots


_POINTERS = (
    ("classes", "parent", "classes"), ("systems", "class", "classes"), ("systems", "family", "systems"),
    ("systems", "designer", "states"), ("bodies", "state", "states"), ("groups", "state", "states"),
    ("makers", "state", "states"), ("makers", "parent", "makers"), ("outlets", "state", "states"),
    ("people", "state", "states"), ("places", "country", "states"),
)  # fmt: skip


def _references(tables: dict[str, Rows]) -> Iterator[tuple[str, str]]:
    """Ids that nothing has, and circles of parents."""
    ids = {table: {r["id"] for r in rows} for table, rows in tables.items()}
    for table, column, target in _POINTERS:
        for row in tables[table]:
            for id in cell(row, column):
                if id not in ids[target]:
                    yield row[PLACE], f"{column} {id!r} is not in {target}"
    for table, column in (("systems", "family"), ("classes", "parent")):
        up = {r["id"]: r[column] for r in tables[table]}
        for row in tables[table]:
            if _circles(row["id"], up):
                yield row[PLACE], f"{column} of {row['id']!r} leads back to itself"


def _circles(id: str, up: dict[str, str]) -> bool:
    seen = {id}
    while id := up.get(id, ""):
        if id in seen:
            return True
        seen.add(id)
    return False


def _words(tables: dict[str, Rows]) -> Iterator[tuple[str, str]]:
    """Closed vocabularies, and systems or classes without a category."""
    closed = (("classes", "category", CATEGORIES), ("classes", "unroca", UNROCA), ("classes", "unit", UNITS))
    for table, column, known in (*closed, ("systems", "unit", UNITS), ("people", "office", OFFICES)):
        for row in tables[table]:
            if row[column] and row[column] not in known:
                yield row[PLACE], f"{column} {row[column]!r} is unknown: choose from {', '.join(sorted(known))}"
    classes, systems = ({r["id"]: r for r in tables[t]} for t in ("classes", "systems"))
    for row in tables["systems"]:
        own = classes.get(_inherited(row, systems, "class", "family"))
        if own is None:
            yield row[PLACE], "neither the system nor its family has a class"
        elif not _inherited(own, classes, "category", "parent"):
            yield row[PLACE], f"neither its class {own['id']!r} nor a class above it has a category"


def _inherited(row: Row, rows: dict[str, Row], column: str, up: str) -> str:
    for _ in range(20):
        if row[column] or row[up] not in rows:
            break
        row = rows[row[up]]
    return row[column]


def _terms(people: Rows) -> Iterator[tuple[str, str]]:
    """Two persons in one office at once, terms that end before they begin."""
    terms: dict[tuple[str, str], Rows] = defaultdict(list)
    for row in people:
        terms[row["state"], row["office"]].append(row)
        if row["to"] and row["to"] < row["from"][: len(row["to"])]:
            yield row[PLACE], f"the term ends in {row['to']}, before it begins in {row['from']}"
    for (state, office), rows in terms.items():
        if office in ("spokesperson", "other") or state in SEVERAL_AT_ONCE:
            continue
        for one, two in pairwise(sorted(rows, key=lambda r: r["from"])):
            shared = min(len(one["to"]), len(two["from"]))
            if one["name"] != two["name"] and (not one["to"] or one["to"][:shared] > two["from"][:shared]):
                yield two[PLACE], f"{office} of {state}: {two['name']} begins before the term of {one['name']} ends"
