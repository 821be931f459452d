"""The receipt of a single post: its numbers, what it was held against, and where it stands in the files."""

from pathlib import PurePath

import pandas as pd
import streamlit as st

from kpi.catalogue.metrics import METRICS
from kpi.formats import count_text, day_text, exact
from kpi.receipts import in_words, label_of
from kpi.sentences.works import kinds, times_text
from pages.parts.below.posts_table import metrics_of, web_address
from pages.parts.below.shown import Shown
from pages.parts.fragment import dialog
from pages.parts.words import plain_text


@dialog("Post", width="large", icon=":material/receipt_long:")
def show_post(shown: Shown, post: pd.Series, ranked: pd.Series) -> None:
    """Show all that is known of one post; `ranked` is its row in the ranking."""
    kpi, currency = shown.answer.kpi, shown.currency
    st.markdown(plain_text(str(post["title"]) or "(no text)"))
    when = day_text(post["day"].date()) + (f", {int(post['hour'])} h" if pd.notna(post["hour"]) else "")
    st.caption(plain_text(f"{post['channel']} · {str(post['content_type']) or 'post'} · {when}"))
    said, made = f"{kpi.label}: {exact(ranked['value'], kpi.unit, currency)}", in_words(kpi.formula)
    said += f" = {made}" if made != kpi.label else ""
    if pd.notna(ranked["times"]):
        usual = exact(ranked["usual"], kpi.unit, currency)
        kind = f"{count_text(ranked['of_kind'])} {kinds(str(post['content_type']))} on {post['channel']}"
        said += f". That is {times_text(ranked['times'])} the usual, {usual}: the median of {kind}."
    st.markdown(plain_text(said))
    if address := web_address(str(post["link"])):
        st.link_button("Open the post", address, icon=":material/open_in_new:", type="tertiary")
    known = metrics_of(post.to_frame().T)
    numbers = [exact(float(post[key]), METRICS[key].unit, currency) for key in known]
    st.dataframe(pd.DataFrame({"Metric": [label_of(key) for key in known], "Number": numbers}), hide_index=True)
    file, sheet = str(post["file"]), str(post["sheet"])
    place = file if sheet in ("", PurePath(file).stem) else f"{file} › {sheet}"
    st.caption(
        plain_text(
            f"From {place}, row {count_text(post['row'])}; {count_text(post['age'])} days old or more when counted."
        )
    )
