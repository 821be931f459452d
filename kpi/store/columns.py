"""What every table of the store is made with: its moments, and the workspace that its rows belong to."""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, MetaData, TypeDecorator


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


def in_workspace(*, primary_key: bool = False, index: bool = False) -> Column[str]:
    """Name the workspace to which a row belongs, and with which it goes."""
    key = ForeignKey("workspace.id", ondelete="CASCADE")
    return Column("workspace", key, primary_key=primary_key, nullable=False, index=index or None)
