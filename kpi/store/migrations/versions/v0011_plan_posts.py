"""Keep an editorial calendar: posts that are planned, and campaigns."""

from alembic import op
from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Text, Time

revision, down_revision = "0011", "0010"


def _workspace() -> Column[str]:
    return Column("workspace", Text, ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True, nullable=False)


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def upgrade() -> None:
    """Begin with an empty one."""
    op.create_table(
        "calendar_entry",
        _workspace(),
        Column("id", Text, primary_key=True),
        Column("day", Date, nullable=False),
        Column("at", Time),
        *_texts("uid", "zone", "channel", "content_type", "title", "text", "link", "objective", "owner", "stage"),
        *_texts("post", "made_by"),
        Column("on_charts", Boolean, nullable=False),
        Column("changed_at", DateTime, nullable=False),
    )
    op.create_table(
        "calendar_campaign",
        _workspace(),
        Column("id", Text, primary_key=True),
        *_texts("uid", "name", "note", "made_by"),
        Column("start", Date, nullable=False),
        Column("end", Date, nullable=False),
        Column("on_charts", Boolean, nullable=False),
        Column("changed_at", DateTime, nullable=False),
    )
