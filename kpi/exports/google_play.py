"""Google Play Console: reviews, and the average rating by day."""

from kpi.columns import Grain
from kpi.exports.export import ACCOUNT, AT, DAY, IGNORED, KEY, LINK, PERSONAL, TITLE, Export, Kind, LeaveOut, column

_PLATFORM = "Google Play Console"
_CHECKED = "2026-11"
_SPLIT_BY = ("Country", "Device", "App Version Code", "Android OS Version", "Carrier", "Language")

_REVIEWS = Export(
    key="google_play_reviews",
    label="Reviews, Google Play",
    platform=_PLATFORM,
    channel="Google Play",
    grain=Grain.REVIEW,
    marks=("Package Name", "Review Submit Date and Time", "Star Rating"),
    columns=(
        column(ACCOUNT, "Package Name"),
        column(AT, "Review Submit Date and Time"),
        column(KEY, "Review Link"),
        column(KEY, "Review Submit Millis Since Epoch"),
        column(KEY, "Device"),
        column(LINK, "Review Link"),
        column(TITLE, "Review Title"),
        column("rating_points", "Star Rating", stars=(1.0, 5.0)),
        column("ratings", "Star Rating", counts=True),
        column(PERSONAL, "Review Text"),
        column(PERSONAL, "Developer Reply Text"),
    ),
    dates=("%Y-%m-%dT%H:%M:%SZ",),
    leave_out=(LeaveOut("a review without stars", "Star Rating", empty=True),),
    fetch="Play Console → Download reports → Reviews, one month",
    checked=_CHECKED,
    cadence=31,
    longest=31,
)

_RATINGS = Export(
    key="google_play_ratings",
    label="Average rating by day, Google Play",
    platform=_PLATFORM,
    channel="Google Play",
    marks=("Date", "Package Name", "Total Average Rating"),
    never=_SPLIT_BY,
    columns=(
        column(DAY, "Date"),
        column(ACCOUNT, "Package Name"),
        column("rating_lifetime", "Total Average Rating"),
        column(IGNORED, "Daily Average Rating"),
    ),
    fetch="Play Console → Download reports → Statistics → Ratings, one month (the file “overview”)",
    checked=_CHECKED,
    cadence=31,
    longest=31,
    says="The average of a day says nothing without the number of its ratings; only the average in all counts.",
)

_RATINGS_SPLIT = Export(
    key="google_play_ratings_split",
    label="Average rating split another way, Google Play",
    platform=_PLATFORM,
    kind=Kind.REFERENCE,
    marks=("Date", "Package Name", "Total Average Rating"),
    any_of=_SPLIT_BY,
    says="Averages of parts; drop the file whose name ends in “overview” for the whole.",
)

EXPORTS = (_REVIEWS, _RATINGS, _RATINGS_SPLIT)
