"""Give files their folder and why they wait; forget those that were removed, whose undo is long over."""

from alembic import op
from sqlalchemy import Column, DateTime, Text, inspect, text

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Bring a database of version 1 to the next; not every one has tables that are shown on their own."""
    there = inspect(op.get_bind()).get_table_names()
    for hanging in {"content", "reference"}.intersection(there):
        op.execute(text(f"DELETE FROM {hanging} WHERE file IN (SELECT id FROM file WHERE removed)"))  # noqa: S608
    op.execute("DELETE FROM file WHERE removed")
    with op.batch_alter_table("file") as file:
        file.drop_column("removed")
        file.add_column(Column("removed_at", DateTime))
        file.add_column(Column("folder", Text, nullable=False, server_default=""))
        file.add_column(Column("held", Text, nullable=False, server_default=""))
