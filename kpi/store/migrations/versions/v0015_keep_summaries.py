"""Keep what was worked out of each workspace, so that many can be listed at once."""

from alembic import op
from sqlalchemy import JSON, Column, ForeignKey, Text

revision, down_revision = "0015", "0014"


def upgrade() -> None:
    """Begin with nothing worked out."""
    op.create_table(
        "summary",
        Column("workspace", Text, ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True, nullable=False),
        Column("summary", JSON, nullable=False),
    )
