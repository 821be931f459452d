"""Listening tools: one row a mention, from which share of voice is worked out; what counts is what the tool finds."""

from kpi.columns import Grain
from kpi.exports.export import ACCOUNT, AT, KEY, LINK, PERSONAL, TITLE, Export, column

_BRANDWATCH = Export(
    key="brandwatch_mentions",
    label="Mentions, Brandwatch",
    platform="Brandwatch",
    channel="Listening",
    grain=Grain.MENTION,
    marks=("Query Name", "Date", "Url"),
    any_of=("Query Id", "Page Type", "Sentiment"),
    columns=(
        column(ACCOUNT, "Query Name", basis="Brandwatch"),
        column(AT, "Date"),
        column(KEY, "Url"),
        column(LINK, "Url"),
        column(TITLE, "Title"),
        column(PERSONAL, "Author"),
        column(PERSONAL, "Full Name"),
        column(PERSONAL, "Avatar"),
        column(PERSONAL, "Twitter Author ID"),
        column(PERSONAL, "Assignment"),
        column(PERSONAL, "Snippet"),
        column(PERSONAL, "Full Text"),
    ),
    dates=("%Y-%m-%d %H:%M:%S.%f",),
    always=("mentions",),
    fetch="Brandwatch Consumer Research → Mentions → Export → CSV or Excel",
    checked="2026-11",
    cadence=31,
)

_MELTWATER = Export(
    key="meltwater_mentions",
    label="Mentions, Meltwater",
    platform="Meltwater",
    channel="Listening",
    grain=Grain.MENTION,
    marks=("Date", "URL", "Input Name"),
    any_of=("Headline", "Hit Sentence", "Source", "Influencer"),
    columns=(
        column(ACCOUNT, "Input Name", basis="Meltwater"),
        column(AT, "Date"),
        column(KEY, "URL"),
        column(LINK, "URL"),
        column(TITLE, "Headline"),
        column(PERSONAL, "Influencer"),
        column(PERSONAL, "Author Handle"),
        column(PERSONAL, "User Profile Url"),
        column(PERSONAL, "Opening Text"),
        column(PERSONAL, "Hit Sentence"),
    ),
    dates=("%d-%b-%Y %I:%M%p",),
    always=("mentions",),
    fetch="Meltwater → Explore → Export → CSV or Excel",
    checked="2026-11",
    cadence=31,
)

EXPORTS = (_BRANDWATCH, _MELTWATER)
