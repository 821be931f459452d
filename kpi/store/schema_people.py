"""The tables of people: what is handed out to them, who comes in, what they did, began and used last."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, Table, Text

from kpi.store.columns import Moment, in_workspace, tables

link = Table(
    "link",
    tables,
    Column("id", Text, primary_key=True),
    in_workspace(),
    Column("token", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("shown", JSON, nullable=False),
    Column("frozen", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""Share links: of the token its digest, of the password its hash ('' for none)."""


def _of_link(*, primary_key: bool = False, index: bool = False) -> Column[str]:
    key = ForeignKey("link.id", ondelete="CASCADE")
    return Column("link", key, primary_key=primary_key, nullable=False, index=index)


link_page = Table("link_page", tables, _of_link(primary_key=True), Column("page", LargeBinary, nullable=False))
"""What frozen links answer with."""

link_opening = Table(
    "link_opening",
    tables,
    _of_link(primary_key=True),
    Column("day", Date, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Who opened a link when: addresses as digests that only a holder of the token can make."""

link_try = Table(
    "link_try",
    tables,
    Column("id", Integer, primary_key=True),
    _of_link(index=True),
    Column("address", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""The passwords that were tried of late, and from where: addresses as digests, as above."""

member = Table(
    "member",
    tables,
    in_workspace(primary_key=True),
    Column("address", Text, primary_key=True, index=True),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("invited_by", Text, nullable=False),
    Column("invited_at", Moment, nullable=False),
    Column("came_at", Moment),
)
"""Who may come into a workspace, where people sign in under their own names."""

signed_out = Table(
    "signed_out",
    tables,
    Column("address", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)
"""Up to when each person's sign-ins count no more; '' is whoever knows the owner's password."""

ended_session = Table(
    "ended_session",
    tables,
    Column("session", Text, primary_key=True),
    Column("ended_at", Moment, nullable=False),
)
"""Signed-in sessions that were ended before their time."""

act = Table(
    "act",
    tables,
    Column("id", Integer, primary_key=True),
    in_workspace(index=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("on", Text, nullable=False),
)
"""Who did what, so that an owner can look it up."""

draft = Table(
    "draft",
    tables,
    in_workspace(primary_key=True),
    Column("person", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("draft", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)
"""What people have typed and not saved yet."""

last_used = Table("last_used", tables, Column("person", Text, primary_key=True), in_workspace())
"""The workspace that each person used last; '' is whoever is not told apart."""
