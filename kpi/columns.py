"""The columns of the two frames, records and facts, and the words that stand in them."""

from enum import StrEnum

from kpi.catalogue.metrics import FACT_METRICS, FILE_METRICS


class Grain(StrEnum):
    """What one row of a source is about."""

    POST = "post"
    DAY = "day"
    PERIOD = "period"
    MENTION = "mention"
    REVIEW = "review"
    CAMPAIGN = "campaign"


class Paid(StrEnum):
    """Whether a row counts unpaid exposure, ads, or both together."""

    ORGANIC = "organic"
    PAID = "paid"
    MIXED = "mixed"


TYPED = "typed"
"""What stands in the place of an export where somebody typed a number."""

DIMENSIONS = (
    "brand",
    "channel",
    "account",
    "content_type",
    "grain",
    "source",
    "action",
    "currency",
    "basis",
    "paid",
    "slice",
)
"""Text columns that both frames carry; the empty text means "the whole" or "does not apply"."""

RECORD_TIMES = ("at", "until", "observed_at", "covers_from", "covers_until")
RECORD_TEXTS = ("key", "title", "link")
PROVENANCE = ("export", "cut", "file", "sheet")
"""Where a record came from; `cut` names the columns by which its table cuts a total (ads, regions …), '' if none."""

RECORD_COLUMNS = (
    "at",
    "until",
    *DIMENSIONS,
    *RECORD_TEXTS,
    "observed_at",
    "covers_from",
    "covers_until",
    *PROVENANCE,
    "row",
    *FILE_METRICS,
)
FACT_COLUMNS = ("start", "end", "observed", *DIMENSIONS, *FACT_METRICS)
