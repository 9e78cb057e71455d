"""The record: reports, captures, claims, log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table("meta", sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.String))
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("url", "title", "publisher")),
        *(sa.Column(name, sa.String) for name in ("published", "language", "capture")),
    )
    op.create_table(
        "captures",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("retrieved", sa.String),
        sa.Column("origin", sa.Text),
        sa.Column("media_type", sa.String),
        sa.Column("content", sa.LargeBinary),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer),
        sa.Column("kind", sa.String),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String),
        sa.Column("what", sa.String),
        sa.Column("subject", sa.Text),
        sqlite_autoincrement=True,
    )
