"""Make of each action that was chosen a call of its own, under the name of its event."""

from alembic import op
from sqlalchemy import JSON, Text, column, select, table, update

revision, down_revision = "0006", "0005"

_THEN = table("workspace", column("id", Text), column("brand_calls", JSON))


def upgrade() -> None:
    """Rename the column, and what stands in it."""
    with op.batch_alter_table("workspace") as workspace:
        workspace.alter_column("brand_actions", new_column_name="brand_calls")
    connection = op.get_bind()
    for mine, actions in connection.execute(select(_THEN.c.id, _THEN.c.brand_calls)).all():
        calls = [{"name": action, "events": [action]} for action in actions]
        connection.execute(update(_THEN).where(_THEN.c.id == mine).values(brand_calls=calls))
