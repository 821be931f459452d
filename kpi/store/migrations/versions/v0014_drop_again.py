"""Remember when a file was dropped again whose bytes had been let go."""

from alembic import op
from sqlalchemy import Column, DateTime

revision, down_revision = "0014", "0013"


def upgrade() -> None:
    """Begin with none."""
    with op.batch_alter_table("content") as content:
        content.add_column(Column("dropped_at", DateTime))
