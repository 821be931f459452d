"""Best and worst posts of the view, each beside the median of its kind; a click on one opens its receipt."""

from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import pandas as pd
import pyarrow as pa
import streamlit as st

from kpi.formats import count_text
from kpi.insight.ranking import Ranking, ranked
from kpi.measure import Question
from kpi.periods import Period
from kpi.sentences.works import post_text, ranking_remarks, ranking_sentence
from kpi.tables import neutral_csv
from pages.parts import session
from pages.parts.below.asked import Known, aged, at_one_age, days_of_the_usual
from pages.parts.below.no_posts import no_posts
from pages.parts.below.post_receipt import show_post
from pages.parts.below.posts_table import columns_of, in_words, with_numbers
from pages.parts.below.shown import Shown
from pages.parts.words import plain_text

MOST = 200
"""How many of the best and of the worst posts are shown; all of them can be downloaded."""
_PICKED = "picked-post"
_TABLE = "table-posts"


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """What is shown: the words above the table, the ranking's rows, their posts, the table, and how many there are."""

    words: str
    remarks: str
    rows: pd.DataFrame
    told: pd.DataFrame
    table: pa.Table
    posts: int


def posts(shown: Shown) -> None:
    """List the best and worst posts of the view, with every metric that is known of them."""
    question = session.question_of(shown.mine, shown.answer.kpi, shown.view)
    days = days_of_the_usual(shown)
    listed = listed_posts(shown)
    if not listed.posts:
        no_posts(shown)
        return
    st.markdown(f"##### {plain_text(listed.words)}\n\n:gray[:small[{plain_text(listed.remarks)}]]")
    st.dataframe(
        listed.table,
        hide_index=True,
        key=_TABLE,
        placeholder="",
        alt=listed.words,
        column_config=columns_of(listed.table.column_names, shown.answer.kpi, shown.currency),
        on_select=lambda: st.session_state.update({_PICKED: st.session_state[_TABLE].selection.rows}),
        selection_mode="single-row",
    )
    st.caption("Choose a row to see where its numbers come from. Click a column's name to sort by it.")
    _download(shown, question, days, listed.posts)
    if rows := st.session_state.pop(_PICKED, []):
        show_post(shown, listed.told.iloc[rows[0]], listed.rows.iloc[rows[0]])


def listed_posts(shown: Shown) -> Listed:
    """Give the best and worst posts of the view in words; once a question."""
    question, days = session.question_of(shown.mine, shown.answer.kpi, shown.view), days_of_the_usual(shown)
    asked = ("best posts", days, shown.currency, *session.told(question))
    return session.once(shown.mine, asked, lambda: _listed(shown, question, days))


def _listed(shown: Shown, question: Question, days: Period) -> Listed:
    valued, equal = aged(shown, question, days)
    known = equal.posts
    ranking = ranked(valued, known, question.period, days)
    rows = _both_ends(ranking)
    told_posts = known.iloc[rows["place"].to_numpy()]
    best, weakest = (_named(ranking, known, place) for place in (0, ranking.ranked - 1))
    count = len(ranking.rows)
    ends = f"Shown are the best and the weakest {MOST}; the download holds all {count_text(count)}."
    return Listed(
        ranking_sentence(ranking, best, weakest, question.period),
        " ".join([*ranking_remarks(ranking, question.kpi, equal.ages), *([ends] if count > len(rows) else [])]),
        rows,
        told_posts,
        pa.Table.from_pandas(in_words(told_posts, rows, question.kpi, shown.currency), preserve_index=False),
        count,
    )


def _both_ends(ranking: Ranking) -> pd.DataFrame:
    """Give the best and the weakest posts, and as many of those that cannot be ranked."""
    rows = ranking.rows
    if len(rows) <= 2 * MOST:
        return rows
    ends = rows.iloc[: ranking.ranked]
    ends = ends if len(ends) <= 2 * MOST else pd.concat([ends.iloc[:MOST], ends.iloc[-MOST:]])
    return pd.concat([ends, rows.iloc[ranking.ranked :][: 2 * MOST - len(ends)]], ignore_index=True)


def _named(ranking: Ranking, known: pd.DataFrame, place: int) -> str:
    if not ranking.ranked:
        return ""
    at, times = (ranking.rows[name].iloc[place] for name in ("place", "times"))
    title, channel, kind, day = (known[name].iloc[int(at)] for name in ("title", "channel", "content_type", "day"))
    return post_text(str(title), channel=str(channel), content_type=str(kind), day=day.date(), times=float(times))


def _download(shown: Shown, question: Question, days: Period, count: int) -> None:
    """Offer all posts; they are written once somebody asks for them."""
    asked = (shown.mine.id, shown.mine.facts_version, days, *session.told(question))
    known = session.known_facts(shown.mine), session.posts(shown.mine), session.snapshots(shown.mine)
    st.download_button(
        f"Download {count_text(count)} post{'s' * (count != 1)}",
        partial(_written, known, question, days),
        file_name=f"posts-{question.kpi.key}-{sha256(repr(asked).encode()).hexdigest()[:10]}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="download-posts",
    )


def _written(known: Known, question: Question, days: Period) -> bytes:
    """Write the file: this runs beside the page and asks nothing of it."""
    valued, equal = at_one_age(known, question, days)
    rows = ranked(valued, equal.posts, question.period, days).rows
    return neutral_csv(with_numbers(equal.posts.iloc[rows["place"].to_numpy()], rows))
