"""Run by Alembic: the migrations go through the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from armsledger.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
