"""Full-text search over reports and quotes: SQLite's FTS5 in a private temporary file, filled from the ledger.

Invariant: the index holds exactly the reports of one view without a date; a newer version adds what came since.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from armsledger.web.view import View

START, END = "\x02", "\x03"
"""Marks around the words found; control characters never stand in a stored text's excerpt otherwise."""
_PART = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Found:
    """One place that matches."""

    report: str
    claim: str | None
    excerpt: str
    """Words around the match, with START and END around what was found."""


@dataclass(frozen=True, slots=True)
class Results:
    """A page of places, and how many there are."""

    found: Sequence[Found]
    total: int


def match_of(words: str) -> str | None:
    """An FTS5 expression for what a person typed: words, "phrases", begin* and -without; None for nothing to look for.

    >>> match_of('drone* "control station" -missile')
    '"drone" * AND "control station" NOT "missile"'
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for phrase, word in _PART.findall(words.replace("\x00", " ")):
        text = phrase or word
        if not text:
            continue
        negated, text = (text[0] == "-" and not phrase and len(text) > 1), text.lstrip("-") if not phrase else text
        stem = text.rstrip("*")
        if not re.search(r"\w", stem):
            continue
        part = '"' + stem.replace('"', " ").strip() + '"' + (" *" if text.endswith("*") else "")
        (unwanted if negated else wanted).append(part)
    if not wanted:
        return None
    return " AND ".join(wanted) + "".join(f" NOT {part}" for part in unwanted)


@dataclass(slots=True)
class SearchIndex:
    """The index of one ledger; one connection, one query at a time."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _database: sqlite3.Connection | None = None
    _version: int = -1
    _held: set[str] = field(default_factory=set)

    def search(self, view: View, words: str, where: str, start: int, size: int) -> Results:
        """Places in `reports` or `quotes` that match, best first, as known at the view's date."""
        match = match_of(words)
        if match is None:
            return Results((), 0)
        with self._lock:
            database = self._filled(view)
            table, day = ("quotes" if where == "quotes" else "texts"), (view.as_of or date.max).isoformat()
            condition = f"FROM {table} WHERE {table} MATCH ? AND day <= ?"
            total = int(database.execute(f"SELECT count(*) {condition}", (match, day)).fetchone()[0])
            rows = database.execute(
                f"SELECT report, claim, snippet({table}, 0, '{START}', '{END}', ' … ', 40) {condition} ORDER BY rank LIMIT ? OFFSET ?",
                (match, day, size, start),
            ).fetchall()
        return Results([Found(*row) for row in rows], total)

    def close(self) -> None:
        """Throw the index away."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _filled(self, view: View) -> sqlite3.Connection:
        if self._database is None:
            self._database = sqlite3.connect("", check_same_thread=False)
            for table in ("texts", "quotes"):
                self._database.execute(
                    f"CREATE VIRTUAL TABLE {table} USING fts5(text, report UNINDEXED, claim UNINDEXED, day UNINDEXED, "
                    "tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
                )
        if view.version != self._version or view.as_of is None:
            self._add(self._database, view)
        return self._database

    def _add(self, database: sqlite3.Connection, view: View) -> None:
        new = [(report, claims) for report, claims in view.read if report.id not in self._held]
        with database:
            for report, claims in new:
                day = (report.published or date.max).isoformat()
                text = _plain(f"{report.title or ''}\n{report.text}")
                database.execute("INSERT INTO texts VALUES (?, ?, NULL, ?)", (text, report.id, day))
                quotes = [(_plain(c.evidence.quote), report.id, c.id, day) for c in claims]
                database.executemany("INSERT INTO quotes VALUES (?, ?, ?, ?)", quotes)
        self._held |= {report.id for report, _ in new}
        self._version = view.version


def _plain(text: str) -> str:
    """Text that SQLite takes, without the marks."""
    return text.replace(START, " ").replace(END, " ").replace("\x00", " ").encode("utf-8", "replace").decode()
