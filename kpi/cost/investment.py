"""What the work on social media really costs: the team's effort and the spend on ads."""

from dataclasses import dataclass

from kpi.errors import KpiError
from kpi.periods import Period


@dataclass(frozen=True, slots=True)
class Effort:
    """What the team's work over a period costs, in `currency`."""

    amount: float
    currency: str
    period: Period

    def __post_init__(self) -> None:
        """Refuse a cost below nothing."""
        if not 0 <= self.amount < float("inf"):
            raise KpiError("What the team's work costs is an amount, and none below zero.")
