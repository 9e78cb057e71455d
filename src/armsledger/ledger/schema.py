"""The tables of a ledger, the same on SQLite and PostgreSQL.

Invariant: the tables of the record are only ever added to; the derived ones can be dropped and made again from them.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

HEAD = "0003"
"""Newest schema version; `migrations/versions` leads there from every earlier one."""

_ESCAPE = "\U0010ffff"  # a noncharacter: no text means anything by it
UNSTORABLE = re.compile(f"[\x00\ud800-\udfff{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{6}})")


class AnyText(TypeDecorator[str]):
    """Text in which NUL and lone surrogates, which databases refuse, are written as escapes and come back as they were."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """As it is stored."""
        if not value or (value.isascii() and "\x00" not in value):
            return value
        return UNSTORABLE.sub(lambda m: f"{_ESCAPE}{ord(m.group()):06x}", value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """As it was given."""
        if not value or _ESCAPE not in value:
            return value  # type: ignore[no-any-return]
        return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), value)


metadata = MetaData()
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String))
reports = Table(
    "reports", metadata,
    Column("id", AnyText, primary_key=True), Column("sha256", String, nullable=False), Column("text", AnyText, nullable=False),
    Column("url", AnyText), Column("title", AnyText), Column("publisher", AnyText), Column("published", String),
    Column("language", String), Column("capture", String),
)  # fmt: skip
captures = Table(
    "captures", metadata,
    Column("sha256", String, primary_key=True), Column("retrieved", String), Column("origin", AnyText),
    Column("media_type", String), Column("content", LargeBinary),
)  # fmt: skip
claims = Table(
    "claims", metadata,
    Column("id", AnyText, primary_key=True), Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("number", Integer), Column("kind", String), Column("record", Text, nullable=False),
)  # fmt: skip
log = Table(
    "log", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True), Column("at", String), Column("what", String),
    Column("subject", AnyText), Column("who", AnyText), Column("why", AnyText),
    sqlite_autoincrement=True,
)  # fmt: skip
decisions = Table(
    "decisions", metadata,
    Column("number", Integer, primary_key=True), Column("at", String, nullable=False), Column("who", AnyText, nullable=False),
    Column("why", AnyText, nullable=False), Column("verdict", String, nullable=False), Column("record", Text, nullable=False),
)  # fmt: skip
editions = Table(
    "editions", metadata,
    Column("name", AnyText, primary_key=True), Column("number", Integer, nullable=False), Column("made", String, nullable=False),
    Column("who", AnyText, nullable=False), Column("why", AnyText, nullable=False), Column("as_of", String),
    Column("rule", String, nullable=False), Column("sha256", String, nullable=False), Column("deals", Integer, nullable=False),
    Column("version", String, nullable=False),
)  # fmt: skip
RECORD = (meta, reports, captures, claims, log, decisions, editions)

deals = Table(
    "deals", metadata,
    Column("position", Integer, primary_key=True), Column("id", AnyText, nullable=False), Column("supplier", AnyText),
    Column("recipient", AnyText), Column("family", AnyText), Column("category", String), Column("stage", String),
    Column("first_known", String), Column("last_known", String), Column("record", Text, nullable=False),
)  # fmt: skip
pairs = Table(
    "pairs", metadata,
    Column("position", Integer, primary_key=True), Column("supplier", AnyText), Column("recipient", AnyText),
    Column("family", AnyText), Column("record", Text, nullable=False),
)  # fmt: skip
deal_claims = Table(
    "deal_claims", metadata,
    Column("claim", AnyText, primary_key=True), Column("deal", AnyText, nullable=False), Column("suffix", String, nullable=False),
)  # fmt: skip
views = Table(
    "views", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True), Column("as_of", String), Column("rule", String, nullable=False),
    Column("logged", Integer), Column("place", Integer, nullable=False), Column("entries", Integer, nullable=False),
    Column("made_by", String, nullable=False), sqlite_autoincrement=True,
)  # fmt: skip
view_deals = Table(
    "view_deals", metadata,
    Column("view", Integer, primary_key=True), Column("position", Integer, primary_key=True), Column("id", AnyText, nullable=False),
    Column("record", Text, nullable=False),
)  # fmt: skip
Index("view_deals_id", view_deals.c.view, view_deals.c.id)
Index("deals_id", deals.c.id)
Index("deals_recipient", deals.c.recipient)
Index("deals_supplier", deals.c.supplier)
Index("deal_claims_suffix", deal_claims.c.suffix)
Index("deal_claims_deal", deal_claims.c.deal)
DERIVED = (deals, pairs, deal_claims)
"""The present register."""
VIEWS = (views, view_deals)
"""Registers of past days, other rules and editions."""
