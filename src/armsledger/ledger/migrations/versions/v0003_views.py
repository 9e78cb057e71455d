"""Registers of past days, other rules and editions, kept once they were asked for."""

from __future__ import annotations

from alembic import op

from armsledger.ledger import schema

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add their tables; what they hold is computed from the record."""
    schema.metadata.create_all(op.get_bind(), tables=schema.VIEWS)
