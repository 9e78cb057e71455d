"""Schema versions of the ledger, by Alembic."""
