"""The tables in which workspaces are kept; a change to them needs a revision in `migrations/versions`."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    Time,
    UniqueConstraint,
)

from kpi.store.columns import Moment, in_workspace, tables
from kpi.store.schema_people import (
    act,
    draft,
    ended_session,
    last_used,
    link,
    link_opening,
    link_page,
    link_try,
    member,
    signed_out,
)

__all__ = [
    "Moment", "act", "assumption", "calendar_campaign", "calendar_entry", "comment", "content", "draft",
    "ended_session", "file", "last_used", "link", "link_opening", "link_page", "link_try", "member", "note",
    "objective", "own_kpi", "reference", "scenario", "schema_version", "signed_out", "summary", "tables",
    "target", "target_version", "typed_number", "workspace",
]  # fmt: skip

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
    in_workspace(),
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
    Column("dropped_at", Moment),
)
"""What is large stands apart, so that neither a list of files nor a file's new place touches it.

`dropped_at` is when a file was dropped again whose bytes had been let go: their time begins anew, its place in the
order of uploads does not.
"""

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
    in_workspace(primary_key=True),
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
    in_workspace(primary_key=True),
    Column("id", Text, primary_key=True),
    Column("target", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

target_version = Table(
    "target_version",
    tables,
    in_workspace(primary_key=True),
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
    in_workspace(primary_key=True),
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
    in_workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("kpi", JSON, nullable=False),
)

objective = Table(
    "objective",
    tables,
    in_workspace(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("objective", JSON, nullable=False),
)
"""Objectives of the workspace's own, and what it changed about shipped ones."""

note = Table(
    "note",
    tables,
    in_workspace(primary_key=True),
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
    in_workspace(primary_key=True),
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
    in_workspace(primary_key=True),
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

calendar_entry = Table(
    "calendar_entry",
    tables,
    in_workspace(primary_key=True),
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
    in_workspace(primary_key=True),
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

summary = Table("summary", tables, in_workspace(primary_key=True), Column("summary", JSON, nullable=False))
"""What was worked out of each workspace last, with the versions that it stands on; never the only copy."""
