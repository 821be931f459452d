"""Name no panel: everybody whom a listening tool names stays one, as it was."""

from alembic import op
from sqlalchemy import JSON, Column

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Name nobody."""
    with op.batch_alter_table("workspace") as workspace:
        workspace.add_column(Column("brand_rivals", JSON, nullable=False, server_default="[]"))
