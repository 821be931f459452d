"""The receipt of a number on the screen: its formula with the values put in, its rows, and what does not count."""

from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import PurePath

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from kpi.catalogue.metrics import METRICS
from kpi.formats import count_text, exact, period_text
from kpi.measure import Question
from kpi.periods import Period
from kpi.receipts import LeftOut, Receipt, label_of
from kpi.store import Workspace
from kpi.tables import neutral_csv
from pages.parts import session
from pages.parts.fragment import dialog
from pages.parts.scope import View
from pages.parts.words import plain_text

_NOW, _THEN = "This value", "What it is compared with"


@dialog("Receipt", width="large", icon=":material/receipt_long:")
def show_receipt(mine: Workspace, kpi: str, view: View) -> None:
    """Show where a KPI's value for a view comes from, and that of the compared days."""
    question = session.question_of(mine, kpi, view)
    answer = session.answer(mine, kpi, view)
    st.subheader(plain_text(answer.title), help=plain_text(answer.kpi.meaning) or None)
    which = _NOW
    if answer.compared is not None:
        which = st.segmented_control("Which", [_NOW, _THEN], default=_NOW, required=True, label_visibility="collapsed")
    _paper(session.receipt(mine, question, of_compared=which == _THEN), question, session.currency(mine))
    if answer.kpi.caveat:
        st.caption(plain_text(answer.kpi.caveat))
    if which == _THEN:
        return
    apart = [f"{channel}: {reason}." for channel, reason in answer.left_out]
    marks = [f"{mark[0].upper()}{mark[1:]}." for mark in answer.marks]
    if said := [*apart, *marks]:
        st.caption(plain_text(" ".join(said)))


def of_step(view: View, first: date, last: date) -> View:
    """Give the view of one step of a chart, compared with nothing."""
    return replace(view, period=Period(first, last), against=None)


def _paper(receipt: Receipt, question: Question, currency: str) -> None:
    days = period_text(receipt.period.start, receipt.period.end)
    st.markdown(plain_text(f"{exact(receipt.value, question.kpi.unit, currency)} in {days} = {receipt.formula}"))
    if receipt.worked:
        st.code("\n".join(receipt.worked), language=None, wrap_lines=True)
    st.markdown(f"**Added up from** {count_text(len(receipt.rows))} rows")
    st.dataframe(_written(_files(receipt), receipt, currency), hide_index=True, row_height=32, placeholder="")
    if receipt.left_out:
        st.markdown("**Not in it**")
        st.dataframe(_left_out(receipt.left_out), hide_index=True, row_height=32)
    name = f"{question.kpi.key}-{receipt.period.start}-{receipt.period.end}"
    st.download_button(
        f"Download these {count_text(len(receipt.rows))} rows",
        text := neutral_csv(receipt.rows),
        file_name=f"receipt-{name}-{sha256(text).hexdigest()[:10]}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        disabled=receipt.rows.empty,
    )


def _files(receipt: Receipt) -> pd.DataFrame:
    """Word the tables that were added up: what they tell, their rows and days, what each metric comes to, where."""
    files = receipt.files
    days = zip(files["first"].dt.date, files["last"].dt.date, strict=True)
    shown = {"Channel": files["channel"]}
    if (files["account"] != "").any():
        shown["Account"] = files["account"]
    return pd.DataFrame(
        {
            **shown,
            **{label_of(key): files[key] for key in receipt.metrics},
            "Rows": files["rows"],
            "Told as": files["told"].str.partition(",")[0],
            "Days": [period_text(first, last) for first, last in days],
            "File": places(files["file"], files["sheet"]),
        }
    )


def _written(files: pd.DataFrame, receipt: Receipt, currency: str) -> Styler:
    """Write numbers as the receipt's lines do; what a file does not tell stays empty."""
    units = {label_of(key): METRICS[key].unit for key in receipt.metrics}
    return files.style.format({label: partial(exact, unit=unit, currency=currency) for label, unit in units.items()})


def _left_out(left: tuple[LeftOut, ...]) -> pd.DataFrame:
    found = pd.DataFrame([(one.rows, one.reason, one.file, one.sheet) for one in left])
    return pd.DataFrame({"Rows": found[0], "Why": found[1], "File": places(found[2], found[3])})


def places(files: pd.Series, sheets: pd.Series) -> list[str]:
    """Name each table by its file, and by its sheet where that is not just called as the file is."""
    pairs = zip(files.astype("str"), sheets.astype("str"), strict=True)
    return [file if sheet in ("", PurePath(file).stem) else f"{file} › {sheet}" for file, sheet in pairs]
