"""Count the changes of what people set."""

from alembic import op
from sqlalchemy import Column, Integer

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Begin at nought."""
    with op.batch_alter_table("workspace") as workspace:
        workspace.add_column(Column("plans_version", Integer, nullable=False, server_default="0"))
