"""Begin with the tables of the first Goalpost."""

revision, down_revision = "0001", None


def upgrade() -> None:
    """Change nothing: whatever has no tables yet is made whole, by no revision."""
