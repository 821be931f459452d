"""The clock: for what people do, never for what data say."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give this moment, in UTC."""
    return datetime.now(UTC)
