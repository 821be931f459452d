"""Put workspaces away; keep who did what, and what somebody has typed and not saved."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, Text

revision, down_revision = "0012", "0011"


def upgrade() -> None:
    """Begin with all workspaces in use."""
    with op.batch_alter_table("workspace") as workspace:
        workspace.add_column(Column("archived_at", DateTime))
    op.create_table(
        "act",
        Column("id", Integer, primary_key=True),
        _in_workspace(index=True),
        Column("at", DateTime, nullable=False),
        Column("who", Text, nullable=False),
        Column("what", Text, nullable=False),
        Column("on", Text, nullable=False),
    )
    op.create_table(
        "draft",
        _in_workspace(primary_key=True),
        Column("person", Text, primary_key=True),
        Column("what", Text, primary_key=True),
        Column("draft", JSON, nullable=False),
        Column("at", DateTime, nullable=False),
    )


def _in_workspace(*, primary_key: bool = False, index: bool = False) -> Column[str]:
    key = ForeignKey("workspace.id", ondelete="CASCADE")
    return Column("workspace", Text, key, primary_key=primary_key, nullable=False, index=index)
