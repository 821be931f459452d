"""What a column of any spreadsheet can hold, in the words of the screen. To add something, add an entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.catalogue.metrics import FILE_METRICS, METRICS, Unit
from kpi.exports import export as roles
from kpi.exports.export import Column

DATE, LAST_DAY, NETWORK = "date", "last_day", "network"
NOT_USED = roles.IGNORED


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing a column can hold: `columns` are what it becomes in a declaration, without their names.

    `again` says that several columns may hold it.
    """

    key: str
    label: str
    columns: tuple[Column, ...] = ()
    again: bool = False

    @property
    def metrics(self) -> tuple[str, ...]:
        """Name the metrics that it gives."""
        return tuple(one.holds for one in self.columns if one.holds in METRICS)

    @property
    def is_count(self) -> bool:
        """Tell whether it counts something, so that no share and no time can be it."""
        return any(
            METRICS[one.holds].unit is Unit.COUNT and not one.weigh for one in self.columns if one.holds in METRICS
        )


def _role(key: str, label: str, role: str, *, again: bool = False) -> Holding:
    return Holding(key, label, (Column(role),), again=again)


_ROLES = (
    Holding(NOT_USED, "Not used", again=True),
    Holding(DATE, "Date"),
    Holding(LAST_DAY, "Last day of the period"),
    _role(NETWORK, "Network", roles.CHANNEL),
    _role("account", "Account", roles.ACCOUNT),
    _role("content_type", "Content type", roles.CONTENT_TYPE),
    _role("title", "Title or text", roles.TITLE),
    _role("link", "Link", roles.LINK),
    _role("key", "Id or name of the row", roles.KEY, again=True),
    _role("source", "Traffic source", roles.SOURCE),
    _role("action", "Call to action or key event", roles.ACTION),
    _role("currency", "Currency", roles.CURRENCY),
    _role("personal", "Personal: drop it", roles.PERSONAL, again=True),
)
_SPECIAL = (
    Holding("views", "Views", (Column("impressions", basis="views"), Column("video_views"))),
    Holding("average_visit", "Average visit duration", (Column("session_seconds", weigh="sessions"),)),
    Holding("average_rating", "Average rating, 1 to 5", (Column("rating_points", weigh="ratings"),)),
)
_BASIS = {"impressions": "impressions"}
_METRICS = tuple(Holding(key, METRICS[key].label, (Column(key, basis=_BASIS.get(key, "")),)) for key in FILE_METRICS)
HOLDINGS: Mapping[str, Holding] = {one.key: one for one in (*_ROLES, *_SPECIAL, *_METRICS)}
BY_LABEL: Mapping[str, Holding] = {one.label: one for one in HOLDINGS.values()}

AS_IT_STANDS = "as it stands"
UNITS: Mapping[str, float] = {
    AS_IT_STANDS: 1.0,
    "thousands": 1_000.0,
    "millions": 1_000_000.0,
    "minutes": 60.0,
    "hours": 3_600.0,
    "milliseconds": 0.001,
}
"""What a number stands for, and by what it is multiplied to become ours (seconds, single things)."""
