"""Name who may come, and keep who was signed out."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Text

revision, down_revision = "0010", "0009"


def upgrade() -> None:
    """Let nobody in by name, and sign nobody out."""
    op.create_table(
        "member",
        Column("workspace", Text, ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True),
        Column("address", Text, primary_key=True, index=True),
        Column("role", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("invited_by", Text, nullable=False),
        Column("invited_at", DateTime, nullable=False),
        Column("came_at", DateTime),
    )
    op.create_table("signed_out", Column("address", Text, primary_key=True), Column("until", DateTime, nullable=False))
    op.create_table(
        "ended_session", Column("session", Text, primary_key=True), Column("ended_at", DateTime, nullable=False)
    )
