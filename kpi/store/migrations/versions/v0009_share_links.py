"""Keep share links, what frozen ones show, who opened them, and the passwords that were tried."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, ForeignKey, Integer, LargeBinary, Text

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    """Begin without any."""
    op.create_table(
        "link",
        Column("id", Text, primary_key=True),
        Column("workspace", Text, ForeignKey("workspace.id", ondelete="CASCADE"), nullable=False),
        Column("token", Text, nullable=False, unique=True),
        Column("password", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("shown", JSON, nullable=False),
        Column("frozen", Boolean, nullable=False),
        Column("state", Text, nullable=False),
        Column("until", DateTime, nullable=False),
        Column("made_by", Text, nullable=False),
        Column("made_at", DateTime, nullable=False),
    )
    op.create_table("link_page", _of_link(primary_key=True), Column("page", LargeBinary, nullable=False))
    op.create_table(
        "link_opening",
        _of_link(primary_key=True),
        Column("day", Date, primary_key=True),
        Column("address", Text, primary_key=True),
        Column("at", DateTime, nullable=False),
    )
    op.create_table(
        "link_try",
        Column("id", Integer, primary_key=True),
        _of_link(index=True),
        Column("at", DateTime, nullable=False),
    )


def _of_link(*, primary_key: bool = False, index: bool = False) -> Column[str]:
    key = ForeignKey("link.id", ondelete="CASCADE")
    return Column("link", Text, key, primary_key=primary_key, nullable=False, index=index)
