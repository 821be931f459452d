"""The table of posts: what stands in its columns, and how they are shown."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import METRICS, Unit
from kpi.receipts import label_of

_LONGEST = 160
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MADE = frozenset({"exposures", "stock_change", "followers_before", "posts"})
_POST, _TIMES, _DAY, _CHANNEL, _KIND, _LINK, _USUAL = (
    "Post", "Times the usual", "Published", "Channel", "Type", "Link", "The usual"
)  # fmt: skip
_FORMATS = {Unit.PERCENT: "percent", Unit.STARS: "%.1f"}
_UNITS = {Unit.SECONDS: " (seconds)"}


def in_words(posts: pd.DataFrame, rows: pd.DataFrame, kpi: Kpi, currency: str) -> pd.DataFrame:
    """Put posts and their places in the ranking into the columns that are shown, the telling ones first."""
    name = _headed(kpi, currency)
    shown = {
        _POST: [_one_line(title) for title in posts["title"]],
        _TIMES: rows["times"].to_numpy(),
        name: rows["value"].to_numpy(),
        _CHANNEL: posts["channel"].astype("str").to_numpy(),
        _KIND: posts["content_type"].astype("str").to_numpy(),
        _DAY: posts["day"].to_numpy(),
        _LINK: [web_address(link) for link in posts["link"]],
        _USUAL: rows["usual"].to_numpy(),
    }
    metrics = {key: label_of(key) + _UNITS.get(METRICS[key].unit, "") for key in metrics_of(posts)}
    more = {label: posts[key].to_numpy() for key, label in metrics.items() if label != name}
    return pd.DataFrame({**shown, **more})


def columns_of(names: Sequence[str], kpi: Kpi, currency: str) -> dict[str, Any]:
    """Say how the columns of a table of posts are shown; a link of a file is one only where it leads to the web."""
    value = _headed(kpi, currency)
    plain = {name: st.column_config.NumberColumn(format="localized") for name in names}
    number = st.column_config.NumberColumn(format=_FORMATS.get(kpi.unit, "localized"))
    return plain | {
        _POST: st.column_config.TextColumn(width="medium"),
        _TIMES: st.column_config.NumberColumn(format="%.1f ×", help="The post's value by the median of its kind."),
        value: number,
        _USUAL: number,
        _DAY: st.column_config.DateColumn(),
        _LINK: st.column_config.LinkColumn(display_text="Open"),
        _CHANNEL: st.column_config.TextColumn(),
        _KIND: st.column_config.TextColumn(),
    }


def with_numbers(posts: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Give all that is known of posts, for a file."""
    about = posts[["channel", "account", "content_type", "title", "link", "day"]].reset_index(drop=True)
    ranking = rows[["value", "usual", "times", "of_kind"]].reset_index(drop=True)
    where = posts[["file", "sheet", "row"]].reset_index(drop=True)
    return pd.concat([about, ranking, posts[metrics_of(posts)].reset_index(drop=True), where], axis=1)


def metrics_of(posts: pd.DataFrame) -> list[str]:
    """Name the metrics that are known of some of the posts."""
    return [key for key in METRICS if key in posts and key not in _MADE and posts[key].notna().any()]


def _headed(kpi: Kpi, currency: str) -> str:
    return f"{kpi.label} ({currency})" if kpi.unit is Unit.MONEY and currency else kpi.label


def _one_line(title: str) -> str:
    words = " ".join(str(title).split())
    return (words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…") or "(no text)"


def web_address(link: str) -> str | None:
    """Give an address of the web; nothing for any other.

    >>> web_address("https://example.com/p/1"), web_address("javascript:alert(1)"), web_address("")
    ('https://example.com/p/1', None, None)
    """
    return link if _WEB.fullmatch(str(link)) else None
