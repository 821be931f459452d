"""Run the revisions on the connection that is handed over; its owner keeps the whole change or nothing of it."""

from alembic import context

from kpi.store.schema import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables, render_as_batch=True)
context.run_migrations()
