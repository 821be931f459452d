"""What a file would change in the calendar, shown before it is saved, and undone by one button after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from kpi.calendar.entry import Campaign, Entry
from kpi.calendar.incoming import Incoming, changes
from kpi.calendar.sheet_layout import Layout, with_layout
from kpi.errors import ChangedMeanwhile
from kpi.formats import count_text, day_text, period_text
from kpi.store import Workspace
from pages.parts import access
from pages.parts.filled_in import forget
from pages.parts.plan.form import at_text
from pages.parts.words import plain_text

TURN, SLOT = "calendar-turn", "calendar-uploaded"
_DONE = "calendar-brought"
_MOST_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class _Done:
    """What was brought into a workspace last; `found` is None where there is nothing to undo."""

    workspace: str
    said: str
    found: Incoming | None = None


def said(mine: Workspace) -> None:
    """Say what was saved last, and offer to undo it."""
    done: _Done | None = st.session_state.get(_DONE)
    if not done or done.workspace != mine.id:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/check: {plain_text(done.said)}", width="content")
        if done.found:
            args = mine, done.found
            st.button("Undo", icon=":material/undo:", type="tertiary", key="calendar-undo", on_click=_undo, args=args)


def preview(found: Incoming) -> None:
    """Show what is new, changed and wrong; texts of the file stand in tables, which show them as they are."""
    new, changed = len(found.new) + len(found.new_campaigns), len(found.changed) + len(found.changed_campaigns)
    counts = {"new": new, "changed": changed, "unchanged": found.unchanged}
    rows = len({one.cell.rpartition(", column ")[0] for one in found.wrong})
    if found.wrong:
        counts["with something wrong"] = rows
    st.markdown(f"**{' · '.join(f'{count_text(count)} {what}' for what, count in counts.items())}**")
    for note in found.notes:
        st.caption(plain_text(note))
    _table("Wrong: these rows change nothing", [{"Where": one.cell, "What is wrong": one.says} for one in found.wrong])
    _table("Changed", _changed([*found.changed_campaigns, *found.changed]))
    _table("New", [*map(_run, found.new_campaigns), *map(_post, found.new)])


def _table(title: str, rows: list[dict[str, str]]) -> None:
    if rows:
        st.markdown(f"###### {title}")
        st.dataframe(pd.DataFrame(rows[:_MOST_SHOWN]), hide_index=True)
    if len(rows) > _MOST_SHOWN:
        st.caption(f"And {count_text(len(rows) - _MOST_SHOWN)} more.")


def _changed(pairs: Sequence[tuple[Entry, Entry] | tuple[Campaign, Campaign]]) -> list[dict[str, str]]:
    return [
        {"Post or campaign": _called(before), "What": one.header, "Now": one.old, "Then": one.new}
        for before, then in pairs
        for one in changes(before, then)
    ]


def _called(one: Entry | Campaign) -> str:
    return one.called if isinstance(one, Campaign) else f"{day_text(one.day)}: {one.called}"


def _run(one: Campaign) -> dict[str, str]:
    days = period_text(one.start, one.end)
    return {"Day": days, "Time": "", "Channel": "", "What": one.name, "State": "campaign", "Owner": ""}


def _post(one: Entry) -> dict[str, str]:
    told = {"Day": day_text(one.day), "Time": at_text(one.at, one.zone), "Channel": one.channel, "What": one.called}
    return {**told, "State": one.stage.value, "Owner": one.owner}


def save(mine: Workspace, found: Incoming, layout: Layout | None) -> None:
    """Save what is good when asked to, remember the layout by which it was read, and offer to undo the former."""
    count = len(found.entries) + len(found.campaigns)
    label = f"Save {count_text(count)}"
    if not st.button(label, type="primary", icon=":material/check:", disabled=not count, key="calendar-save"):
        return
    access.store().save_entries(mine.id, found.entries)
    access.store().save_campaigns(mine.id, found.campaigns)
    if layout:
        access.store().change_settings(mine.id, with_layout(mine.settings, layout))
    st.session_state[_DONE] = _Done(mine.id, f"Saved: {_counted(found)}.", found)
    st.session_state[TURN] += 1
    forget(SLOT)
    st.rerun()


def _counted(found: Incoming) -> str:
    counts = {"post": len(found.entries), "campaign": len(found.campaigns)}
    return " and ".join(f"{count_text(count)} {what}{'s' * (count != 1)}" for what, count in counts.items() if count)


def _undo(mine: Workspace, found: Incoming) -> None:
    """Bring back what was changed, and take away what was new; what somebody has changed since stays as it is."""
    kept, stays = access.store(), 0
    turns: list[Callable[[], object]] = [
        *(partial(kept.save_entry, mine.id, before, seen=then) for before, then in found.changed),
        *(partial(kept.save_campaign, mine.id, before, seen=then) for before, then in found.changed_campaigns),
        *(partial(kept.delete_entry, mine.id, one.id, seen=one) for one in found.new),
        *(partial(kept.delete_campaign, mine.id, one.id, seen=one) for one in found.new_campaigns),
    ]
    for turn in turns:
        try:
            turn()
        except ChangedMeanwhile:
            stays += 1
    left = f" What was changed since stays as it is: {count_text(stays)}." if stays else ""
    st.session_state[_DONE] = _Done(mine.id, f"Undone.{left}")
