"""A target on the board: status word, the sentence, how far it is and should be, the chart one click below."""

import streamlit as st

from kpi import charts
from kpi.catalogue.operands import Behaves
from kpi.formats import exact, period_text
from kpi.palette import Verdict
from kpi.sentences import track_sentence
from kpi.store import Workspace
from kpi.targets.status import Standing, Status
from pages.parts import session
from pages.parts.cards import help_text
from pages.parts.freshness import late_data
from pages.parts.picture import picture
from pages.parts.statuses import in_colour
from pages.parts.target_form import draw_track
from pages.parts.words import plain_text

_VERDICTS: dict[Status, Verdict] = {
    Status.ON_TRACK: "on_track",
    Status.AT_RISK: "at_risk",
    Status.OFF_TRACK: "off_track",
    Status.TOO_EARLY: "too_early",
    Status.ACHIEVED: "better",
    Status.GUARD_BROKEN: "at_risk",
    Status.MISSED: "worse",
}


def target_card(mine: Workspace, standing: Standing, money: str, *, opened: bool) -> None:
    """Show how a target stands; its chart, baseline and changes are one click below."""
    track, target = standing.track, standing.target
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain_text(target.title or track.kpi.label), width="stretch")
        st.markdown(in_colour(standing.status))
    where = ", ".join(target.channels) or "all channels"
    about = [track.kpi.label, where, period_text(target.start, target.end), f"{target.owner}: {target.reason}"]
    rests_on = help_text(track.answer, currency=money) if track.answer else None
    st.caption(plain_text(" · ".join(about)), help=rests_on)
    st.markdown(plain_text(track_sentence(standing, currency=money)))
    late_data(mine, standing)
    _bar(mine, standing)
    with st.expander("Chart, baseline and changes", icon=":material/show_chart:", expanded=opened):
        draw_track(mine, track, money, sentence=track_sentence(standing, currency=money))
        start = "unknown" if target.baseline is None else exact(target.baseline, track.kpi.unit, money)
        st.caption(plain_text(f"Baseline {start} · goal {exact(target.goal, track.kpi.unit, money)}"))
        with st.container(horizontal=True):
            if st.button("Edit", key=f"edit-{target.id}", icon=":material/edit:"):
                st.session_state["editing"] = target.id
                st.rerun()
            if st.button("Delete", key=f"delete-{target.id}", icon=":material/delete:", type="tertiary"):
                st.session_state["deleted"] = session.store().delete_target(mine.id, target.id)
                st.rerun()


def _bar(mine: Workspace, standing: Standing) -> None:
    """Draw the way done, with a mark where it should be by now; a ratio has no way, only a value."""
    track = standing.track
    if track.share is None or track.behaves is Behaves.RATIO:
        return
    verdict = _VERDICTS.get(standing.status, "no_data")
    words = f"{track.share:.0%} of the way"
    st.caption(words)
    picture(
        mine,
        ("bar", track.target.id, track.share, track.pace, verdict),
        lambda: charts.target_bar(track.share, track.pace, verdict),
        words,
    )
