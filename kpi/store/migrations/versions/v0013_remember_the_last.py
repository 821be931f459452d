"""Remember the workspace that each person used last."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Text

revision, down_revision = "0013", "0012"


def upgrade() -> None:
    """Begin with nobody having used any."""
    op.create_table(
        "last_used",
        Column("person", Text, primary_key=True),
        Column("workspace", Text, ForeignKey("workspace.id", ondelete="CASCADE"), nullable=False),
    )
