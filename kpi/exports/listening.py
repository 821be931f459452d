"""Listening tools: one row a mention, from which share of voice is worked out."""

from kpi.exports.export import ACCOUNT, AT, KEY, LINK, PERSONAL, TITLE, Export, column
from kpi.frames import Grain

_BRANDWATCH = Export(
    key="brandwatch_mentions",
    label="Mentions, Brandwatch",
    platform="Brandwatch",
    channel="Listening",
    grain=Grain.MENTION,
    marks=("Query Name", "Date", "Url"),
    any_of=("Query Id", "Page Type", "Sentiment"),
    columns=(
        column(ACCOUNT, "Query Name"),
        column(AT, "Date"),
        column(KEY, "Url"),
        column(LINK, "Url"),
        column(TITLE, "Title"),
        column(PERSONAL, "Author"),
        column(PERSONAL, "Full Name"),
        column(PERSONAL, "Snippet"),
        column(PERSONAL, "Full Text"),
    ),
    dates=("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"),
    always=("mentions",),
    fetch="Brandwatch Consumer Research → Mentions → Export → CSV or Excel",
)

EXPORTS = (_BRANDWATCH,)
