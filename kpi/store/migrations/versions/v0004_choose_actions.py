"""Let every action count as a conversion, as it did."""

from alembic import op
from sqlalchemy import JSON, Column

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Choose none."""
    with op.batch_alter_table("workspace") as workspace:
        workspace.add_column(Column("brand_actions", JSON, nullable=False, server_default="[]"))
