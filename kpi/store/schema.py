"""The tables in which workspaces are kept; a change to them needs a revision in `migrations/versions`."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, kept in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Bring a moment to UTC; one without a zone is a bug of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment that is kept needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment its zone back."""
        return value.replace(tzinfo=UTC) if value else None


tables = MetaData()


def _in_workspace(*, primary_key: bool = False, index: bool = False) -> Column[str]:
    key = ForeignKey("workspace.id", ondelete="CASCADE")
    return Column("workspace", key, primary_key=primary_key, nullable=False, index=index or None)


schema_version = Table("schema_version", tables, Column("version", Integer, nullable=False))
"""How the revisions were counted at first; read once, when such a database is brought up."""

workspace = Table(
    "workspace",
    tables,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("brand_name", Text, nullable=False),
    Column("brand_terms", JSON, nullable=False),
    Column("brand_calls", JSON, nullable=False),
    Column("brand_rivals", JSON, nullable=False),
    Column("facts_version", Integer, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("plans_version", Integer, nullable=False),
    Column("archived_at", Moment),
)

file = Table(
    "file",
    tables,
    Column("id", Integer, primary_key=True),
    _in_workspace(),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("uploaded_at", Moment, nullable=False),
    Column("report", JSON, nullable=False),
    Column("overlap", JSON, nullable=False),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("held", Text, nullable=False),
    Column("removed_at", Moment),
    UniqueConstraint("workspace", "sha256"),
)

content = Table(
    "content",
    tables,
    Column("file", ForeignKey("file.id", ondelete="CASCADE"), primary_key=True),
    Column("records", LargeBinary, nullable=False),
    Column("original", LargeBinary, nullable=False),
)
"""What is large stands apart, so that neither a list of files nor a file's new place touches it."""

reference = Table(
    "reference",
    tables,
    Column("id", Integer, primary_key=True),
    Column("file", ForeignKey("file.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sheet", Text, nullable=False),
    Column("export", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("observed", Date, nullable=False),
    Column("covers_from", Date),
    Column("covers_until", Date),
    Column("rows", Integer, nullable=False),
    Column("shares", JSON, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Tables that are shown on their own; they live and go with their file."""

typed_number = Table(
    "typed_number",
    tables,
    _in_workspace(primary_key=True),
    Column("date", Date, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("metric", Text, primary_key=True),
    Column("value", Float(53), nullable=False),
    Column("typed_by", Text, nullable=False),
    Column("typed_at", Moment, nullable=False),
)

target = Table(
    "target",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("target", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

target_version = Table(
    "target_version",
    tables,
    _in_workspace(primary_key=True),
    Column("target", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("former", JSON, nullable=False),
)
"""What targets were before they were changed; it outlives a deleted target, which can be brought back."""

assumption = Table(
    "assumption",
    tables,
    _in_workspace(primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("value", Float(53), nullable=False),
    Column("currency", Text, nullable=False),
    Column("typed_by", Text, nullable=False),
    Column("typed_at", Moment, nullable=False),
    Column("low", Float(53)),
    Column("high", Float(53)),
    Column("provenance", Text, nullable=False),
    Column("source", Text, nullable=False),
)

own_kpi = Table(
    "own_kpi",
    tables,
    _in_workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("kpi", JSON, nullable=False),
)

objective = Table(
    "objective",
    tables,
    _in_workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("objective", JSON, nullable=False),
)
"""Objectives of the workspace's own, and what it changed about shipped ones."""

note = Table(
    "note",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("until", Date),
    Column("text", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)

scenario = Table(
    "scenario",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scenario", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""What-ifs that were kept under a name."""

comment = Table(
    "comment",
    tables,
    _in_workspace(primary_key=True),
    Column("start", Date, primary_key=True),
    Column("end", Date, primary_key=True),
    Column("headline", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("next", Text, nullable=False),
    Column("asks", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("seen", JSON, nullable=False),
)
"""What somebody wrote for the management page about some days, one comment each."""

link = Table(
    "link",
    tables,
    Column("id", Text, primary_key=True),
    _in_workspace(),
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
    Column("at", Moment, nullable=False),
)
"""The passwords that were tried of late."""

member = Table(
    "member",
    tables,
    _in_workspace(primary_key=True),
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

calendar_entry = Table(
    "calendar_entry",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Time),
    Column("zone", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("objective", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("on_charts", Boolean, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""Posts that are planned, with what became of them where somebody said it."""

calendar_campaign = Table(
    "calendar_campaign",
    tables,
    _in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("on_charts", Boolean, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

act = Table(
    "act",
    tables,
    Column("id", Integer, primary_key=True),
    _in_workspace(index=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("on", Text, nullable=False),
)
"""Who did what, so that an owner can look it up."""

draft = Table(
    "draft",
    tables,
    _in_workspace(primary_key=True),
    Column("person", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("draft", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)
"""What people have typed and not saved yet."""
last_used = Table("last_used", tables, Column("person", Text, primary_key=True), _in_workspace())
"""The workspace that each person used last; '' is whoever is not told apart."""
