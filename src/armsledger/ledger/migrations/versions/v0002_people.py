"""Who and why in the log, decisions of people, editions, and the derived tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from armsledger.ledger import schema

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what people do to the record, and the tables that are computed from it."""
    op.add_column("log", sa.Column("who", sa.Text))
    op.add_column("log", sa.Column("why", sa.Text))
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "who", "why", "verdict", "record")),
    )
    op.create_table(
        "editions",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("made", "who", "why")),
        sa.Column("as_of", sa.String),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("deals", sa.Integer, nullable=False),
        sa.Column("version", sa.String, nullable=False),
    )
    schema.metadata.create_all(op.get_bind(), tables=schema.DERIVED)
