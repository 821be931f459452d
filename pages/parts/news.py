"""What changed since the last files, or stands out in the first ones: each with its receipt and the way to its days."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import streamlit as st

from kpi import freshness, measure
from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import Objective
from kpi.insight.found import Finding, News, with_posts
from kpi.insight.news import MOST, news, stretches
from kpi.insight.outstanding import outstanding
from kpi.periods import Period, last_months
from kpi.sentences.news import break_sentence, evidence_sentence, headline, news_sentence, quiet_sentence
from kpi.store import FileRow, Workspace
from pages.parts import access, session
from pages.parts.receipt import show_receipt
from pages.parts.scope import View
from pages.parts.way_to import way_to
from pages.parts.words import plain_text

_SITTING = timedelta(hours=12)
_MONTHS = 13
_MOST_STRETCHES = 6
_VERDICTS = {
    True: ":green[:material/thumb_up:]",
    False: ":red[:material/priority_high:]",
    None: ":material/info:",
}
_STRETCHES = "Of the last thirteen months, each held against what its weekdays brought before."


def whats_new(mine: Workspace) -> None:
    """Show what changed since the last files; of the first ones, what stands out in them, where anything does."""
    told = _news(mine)
    if told is None:
        _first_files(mine)
        return
    st.subheader("What changed since your last files")
    _findings(mine, told.findings[:MOST])
    quiet = "" if told.findings else quiet_sentence(told)
    _caption(quiet, told, left=len(told.findings) - MOST)


def news_line(mine: Workspace, objective: Objective) -> None:
    """Say in one line that something about an objective is new, with the way to its days; else nothing."""
    told = _news(mine)
    found = [one for one in told.findings[:MOST] if one.kpi.key in objective.kpis] if told else []
    if found:
        label = f"New: {plain_text(headline(found[0]))}"
        icon = ":material/campaign:"
        st.button(label, key="news-line", type="tertiary", icon=icon, on_click=_open, args=(found[0],))


def standing_out(mine: Workspace, days: Period) -> list[Finding]:
    """List what stands out within some days: in the last files, or in the first ones."""
    told = _news(mine) or _stretches(mine)
    return [one for one in told.findings if days.holds(one.days)]


def _open(found: Finding) -> None:
    """Set the objectives page to the KPI, the channel and the days."""
    state = st.session_state
    state["kpi"], state["dates"] = found.kpi.key, (found.days.start, found.days.end)
    state["channels"] = [found.channel] if found.channel else []


def _first_files(mine: Workspace) -> None:
    """Show what stands out in the last thirteen months of files that are the first, by time."""
    told = _stretches(mine)
    if not told.findings:
        return
    st.subheader("What stands out in your files")
    first, more = told.findings[:MOST], told.findings[MOST:_MOST_STRETCHES]
    _findings(mine, _newest_first(first))
    if more:
        label = f"{len(more)} more {'stretch' if len(more) == 1 else 'stretches'}"
        with st.expander(label, icon=":material/more_horiz:", key="news-more", on_change="rerun") as box:
            if box.open:
                _findings(mine, _newest_first(more), begins=len(first))
    _caption(_STRETCHES, told, left=len(told.findings) - _MOST_STRETCHES)


def _newest_first(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: one.days.start, reverse=True)


def _findings(mine: Workspace, found: Sequence[Finding], *, begins: int = 0) -> None:
    """Show findings one below the other, numbered from `begins` on."""
    if not found:
        return
    money = session.currency(mine)
    with st.container(border=not begins, key=f"news-{begins}"):
        for place, one in enumerate(found, begins):
            _finding(mine, one, place, money)


def _caption(said: str, told: News, *, left: int) -> None:
    more = f"{left} more {'stands' if left == 1 else 'stand'} out less." if left > 0 else ""
    lines = [line for line in (said, more, *map(break_sentence, told.breaks)) if line]
    if lines:
        st.caption("\n\n".join(map(plain_text, lines)))


def _finding(mine: Workspace, found: Finding, place: int, currency: str) -> None:
    said = plain_text(news_sentence(found, currency=currency))
    st.markdown(f"{_VERDICTS[found.better]} **{said}**\\\n:small[{plain_text(evidence_sentence(found))}]")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Receipt", key=f"news-receipt-{place}", type="tertiary", icon=":material/receipt_long:"):
            show_receipt(mine, found.kpi.key, View(found.days, found.scope))
        way = way_to(mine, found.kpi, channels=found.scope.channels, days=found.days)
        st.page_link("objectives.py", label="See these days", icon=":material/show_chart:", query_params=way)
        if found.post and found.post.link.startswith(("https://", "http://")):
            st.page_link(found.post.link, label="The post", icon=":material/open_in_new:")


def _news(mine: Workspace) -> News | None:
    """Find what is new in the files of the newest sitting, once; None where no others were there before."""
    kpis = _kpis(mine)
    return session.once(mine, ("news", kpis), lambda: _worked_out(mine, kpis))


def _worked_out(mine: Workspace, kpis: Sequence[Kpi]) -> News | None:
    earlier, newest = sittings([row for row in access.store().files(mine.id) if not row.held])
    if not earlier:
        return None
    feeds = [freshness.feeds((row.report, row.channel) for row in rows) for rows in (earlier, newest)]
    since = partial(freshness.first_new_day, earlier=feeds[0], newest=feeds[1])
    return _with_posts(mine, news(session.known_facts(mine), kpis, since))


def _stretches(mine: Workspace) -> News:
    """Find what stands out in the last thirteen months, once."""
    kpis = _kpis(mine)
    return session.once(mine, ("stretches", kpis), lambda: _stood_out(mine, kpis))


def _stood_out(mine: Workspace, kpis: Sequence[Kpi]) -> News:
    facts = session.known_facts(mine)
    last = measure.as_of(facts)
    return _with_posts(mine, stretches(facts, kpis, last_months(last, _MONTHS))) if last else News()


def _kpis(mine: Workspace) -> tuple[Kpi, ...]:
    """List the KPIs of the workspace's objectives, each once."""
    known = session.catalogue(mine)
    return tuple(known.kpis[key] for key in dict.fromkeys(key for one in known.objectives.values() for key in one.kpis))


def sittings(rows: Sequence[FileRow]) -> tuple[list[FileRow], list[FileRow]]:
    """Tell the files of the newest sitting, which may be several loads, from those before."""
    newest = max((row.uploaded_at for row in rows), default=None)
    now = [row for row in rows if newest and row.uploaded_at > newest - _SITTING]
    return [row for row in rows if row not in now], now


def _with_posts(mine: Workspace, found: News) -> News:
    """Name the posts that stand out in what was found; they are looked up only where something was."""
    return with_posts(found, outstanding(session.posts(mine))) if found.findings else found
