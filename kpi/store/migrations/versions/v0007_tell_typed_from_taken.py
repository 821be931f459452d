"""Say where CPMs come from: all that were kept before were typed; and make the tables that came without a step."""

from alembic import op
from sqlalchemy import JSON, Column, Date, DateTime, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

revision, down_revision = "0007", "0006"

_then = MetaData()


def _in_workspace() -> Column[str]:
    return Column("workspace", ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True)


Table("workspace", _then, Column("id", Text, primary_key=True))
Table("file", _then, Column("id", Integer, primary_key=True))
Table(
    "reference",
    _then,
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
Table(
    "typed_number",
    _then,
    _in_workspace(),
    Column("date", Date, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("metric", Text, primary_key=True),
    Column("value", Float(53), nullable=False),
    Column("typed_by", Text, nullable=False),
    Column("typed_at", DateTime, nullable=False),
)
Table(
    "target",
    _then,
    _in_workspace(),
    Column("id", Text, primary_key=True),
    Column("target", JSON, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
)
Table(
    "target_version",
    _then,
    _in_workspace(),
    Column("target", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("former", JSON, nullable=False),
)
Table(
    "assumption",
    _then,
    _in_workspace(),
    Column("channel", Text, primary_key=True),
    Column("value", Float(53), nullable=False),
    Column("currency", Text, nullable=False),
    Column("typed_by", Text, nullable=False),
    Column("typed_at", DateTime, nullable=False),
    Column("low", Float(53)),
    Column("high", Float(53)),
)
for _name, _given in {"own_kpi": "kpi", "objective": "objective"}.items():
    Table(
        _name,
        _then,
        _in_workspace(),
        Column("key", Text, primary_key=True),
        Column("place", Integer, nullable=False),
        Column(_given, JSON, nullable=False),
    )
Table(
    "note",
    _then,
    _in_workspace(),
    Column("id", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("until", Date),
    Column("text", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
)
Table(
    "scenario",
    _then,
    _in_workspace(),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scenario", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
)
Table(
    "comment",
    _then,
    _in_workspace(),
    Column("start", Date, primary_key=True),
    Column("end", Date, primary_key=True),
    Column("headline", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("next", Text, nullable=False),
    Column("asks", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("seen", JSON, nullable=False),
)


def upgrade() -> None:
    """Make what is missing, as it was then, and change the CPMs of all alike."""
    _then.create_all(op.get_bind())
    with op.batch_alter_table("assumption") as assumption:
        assumption.add_column(Column("provenance", Text, nullable=False, server_default="typed"))
        assumption.add_column(Column("source", Text, nullable=False, server_default=""))
