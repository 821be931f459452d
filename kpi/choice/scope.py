"""Which channels, content types and accounts a question is about."""

from dataclasses import dataclass

from kpi.columns import Grain
from kpi.facts import View


@dataclass(frozen=True, slots=True)
class Scope:
    """Which channels, content types and accounts a question is about; none named means all."""

    channels: tuple[str, ...] = ()
    content_types: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    def holds(self, view: View) -> bool:
        """Tell whether a view is of the channels and accounts; what a listening tool names are no accounts."""
        of_account = view.grain == Grain.MENTION or not self.accounts or view.account in self.accounts
        return of_account and (not self.channels or view.channel in self.channels)
