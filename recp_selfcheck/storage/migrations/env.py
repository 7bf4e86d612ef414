"""Alembic reads this file: the migrations run on the connection, and in the transaction, that `prepare` opened."""

from __future__ import annotations

from alembic import context

from recp_selfcheck.storage.tables import metadata
from recp_selfcheck.storage.upgrade import REVISION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
    render_as_batch=True,  # SQLite cannot alter a table in place
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
