"""Remember from where passwords of links were tried; what was tried in the last quarter of an hour is forgotten."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, Text

revision, down_revision = "0016", "0015"


def upgrade() -> None:
    """Begin with no tries."""
    op.drop_table("link_try")
    link = ForeignKey("link.id", ondelete="CASCADE")
    op.create_table(
        "link_try",
        Column("id", Integer, primary_key=True),
        Column("link", Text, link, nullable=False, index=True),
        Column("address", Text, nullable=False),
        Column("at", DateTime, nullable=False),
    )
