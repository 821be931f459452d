"""Make the files small that were kept as they were dropped."""

import pyarrow as pa
from alembic import op
from sqlalchemy import Integer, LargeBinary, column, func, select, table, update

revision, down_revision = "0008", "0007"

_CONTENT = table("content", column("file", Integer), column("original", LargeBinary))


def upgrade() -> None:
    """Compress each that is there, one at a time in memory."""
    connection, original = op.get_bind(), _CONTENT.c.original
    kept = select(_CONTENT.c.file).where(func.length(original) > 0)
    for file in connection.scalars(kept).all():
        its = _CONTENT.c.file == file
        packed = pa.compress(connection.scalar(select(original).where(its)), codec="zstd", asbytes=True)
        connection.execute(update(_CONTENT).where(its).values(original=packed))
