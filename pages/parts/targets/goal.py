"""The goal of a target: where it starts, what it shall come to, and what would be cautious or a stretch."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import Unit
from kpi.errors import TargetError
from kpi.formats import exact
from kpi.targets.baseline import Baseline, goal_of, relative_text
from kpi.targets.past import Presets
from kpi.targets.smart import Fault, Place
from kpi.targets.target import Relative, Sense, Target, sense_of
from pages.parts.targets.fields import Form, decimals_of, shown
from pages.parts.targets.grounds import baselines, past_of, refusals, relative_to
from pages.parts.words import plain_text

_OWN = "a value of your own"
_NUMBER, _CHANGE = "A number", "A change"
_POINT = 0.01
_PRESETS = {
    "Cautious": ("cautious", "Half"),
    "Realistic": ("realistic", "A quarter"),
    "Stretch": ("stretch", "A tenth"),
}


def start_field(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask where the target starts from, and print it; what was kept stays frozen while scope and dates stay."""
    offered = _offered(form, draft, kpi)
    values = {one.says: one for one in offered}
    first = next((one.says for one in offered if one.value is not None), offered[0].says)
    own = form.key("own-start", kpi)
    asked = form.key(f"start-from-{draft.start}-{draft.end}-{draft.over.name}-{'-'.join(draft.channels)}", kpi)
    picked = st.selectbox(
        "It starts from",
        [*values, _OWN],
        format_func=lambda says: says if says == _OWN else f"{_amount(values[says].value, form, kpi)} · {says}",
        key=form.first(asked, _OWN if st.session_state.get(own) is not None else first),
        help="Frozen when you save: later files do not move it.",
    )
    if picked == _OWN:
        value = form.amount("Start value", kpi, name="own-start")
        return replace(draft, baseline=value, baseline_from="typed by hand" if value is not None else "")
    found = values[picked or first]
    return replace(draft, baseline=found.value, baseline_from=found.says if found.value is not None else "")


def goal_field(form: Form, draft: Target, kpi: Kpi) -> Target:
    """Ask for the goal, as a number or as a change of what was, with presets from the past one click away."""
    before = form.of_kpi(kpi)
    way = st.segmented_control(
        "The goal is",
        [_NUMBER, _CHANGE],
        required=True,
        key=form.first(form.key("goal-as", kpi), _CHANGE if before and before.relative else _NUMBER),
    )
    if way == _CHANGE:
        return _relative(form, draft, kpi)
    first = (before.goal or None) if before and not before.relative else None
    goal = form.amount("From" if _is_between(draft, kpi) else "Goal", kpi, name="goal", first=first)
    _presets(form, draft, kpi)
    return replace(draft, goal=goal or 0.0, relative=None)


def no_goal_yet(form: Form, kpi: Kpi) -> bool:
    """Tell whether nobody has given a goal yet: then nothing is wrong with it either."""
    state = st.session_state
    name = "change" if state.get(form.key("goal-as", kpi)) == _CHANGE else "goal"
    return state.get(form.key(name, kpi)) is None


def _offered(form: Form, draft: Target, kpi: Kpi) -> Sequence[Baseline]:
    """List what can be started from; what was kept stands first while it is about the same days and channels."""
    offered = baselines(form.mine, draft)
    before = form.of_kpi(kpi)
    same = before and (before.channels, before.window, before.over) == (draft.channels, draft.window, draft.over)
    if not before or not same or before.baseline is None:
        return offered
    was = Baseline(before.baseline, draft.window, before.baseline_from or "as it was kept")
    return [was, *(one for one in offered if one.says != was.says)]


def _relative(form: Form, draft: Target, kpi: Kpi) -> Target:
    before = form.of_kpi(kpi)
    given = before.relative if before else None
    first = None if given is None else given.change / _POINT
    left, right = st.columns([1, 2])
    with left:
        typed = st.number_input(
            f"Change ({'points' if kpi.unit is Unit.PERCENT else '%'})",
            value=None,
            step=0.1 if kpi.unit is Unit.PERCENT else 1.0,
            format="%.10g",
            key=form.first(form.key("change", kpi), None if first is None else float(f"{first:.12g}")),
            placeholder="8",
        )
    with right:
        reference = _reference(form, draft, kpi, given)
    if typed is None or reference is None:
        return replace(draft, goal=0.0, relative=None)
    change = float(f"{typed * _POINT:.14g}")
    try:
        made = _resolved(form, draft, reference, given, change)
    except TargetError as wrong:
        form.unresolved.append(Fault(Place.GOAL, str(wrong)))
        return replace(draft, goal=0.0, relative=None)
    st.caption(plain_text(relative_text(made, kpi, currency=form.money)))
    return replace(draft, goal=goal_of(made, kpi), relative=made)


def _reference(form: Form, draft: Target, kpi: Kpi, given: Relative | None) -> Baseline | Relative | None:
    """Ask what the change is measured against: what was kept, or any days that are known."""
    found: dict[str, Baseline | Relative] = {"what it was when it was saved": given} if given else {}
    found |= {one.says: one for one in baselines(form.mine, draft) if one.value is not None}
    if not found:
        st.caption("Nothing that was is known for these dates and channels: give the goal as a number.")
        return None
    picked = st.selectbox(
        "on", list(found), key=form.key(f"reference-{draft.start}-{draft.end}-{draft.over.name}", kpi)
    )
    return found[picked or next(iter(found))]


def _resolved(
    form: Form, draft: Target, reference: Baseline | Relative, given: Relative | None, change: float
) -> Relative:
    """Work out what a change comes to; what was kept stays on the value it was frozen on."""
    if isinstance(reference, Relative):
        return given if given and given.change == change else replace(reference, change=change)
    return relative_to(form.mine, draft, reference.period, change)


def _presets(form: Form, draft: Target, kpi: Kpi) -> None:
    """Offer goals that the past windows reached more or less often; one that would be to get worse is not offered."""
    if _is_between(draft, kpi):
        return
    past = past_of(form.mine, draft)
    found = past.presets(sense_of(draft, kpi))
    if found is None:
        st.caption(plain_text(f"No goals to propose. {past.why_not}"))
        return
    rounded = found.rounded(past.begins, decimals=decimals_of(kpi))
    with st.container(horizontal=True, gap="small"):
        for word, (name, share) in _PRESETS.items():
            _preset(form, draft, kpi, word=word, goal=_of(rounded, name), share=share)
    st.caption(
        f"From {past.windows} past {past.length}-day windows: half, a quarter and a tenth of them came this far."
    )


def _preset(form: Form, draft: Target, kpi: Kpi, *, word: str, goal: float, share: str) -> None:
    wrong = [fault.sentence for fault in refusals(form.mine, _only(draft, goal)) if fault.at is Place.GOAL]
    st.button(
        plain_text(f"{word} {exact(goal, kpi.unit, form.money)}"),
        key=form.key(f"preset-{word}", kpi),
        help=plain_text(wrong[0] if wrong else f"{share} of the past windows of this length came this far."),
        disabled=bool(wrong),
        on_click=_take,
        args=(form.key("goal", kpi), shown(goal, kpi)),
    )


def _only(draft: Target, goal: float) -> Target:
    """Give the target with another goal, and nothing besides that has to go with it."""
    return replace(draft, goal=goal, relative=None, stretch=None, milestones=(), parts=())


def _take(key: str, goal: float) -> None:
    st.session_state[key] = goal


def _of(presets: Presets, name: str) -> float:
    goal: float = getattr(presets, name)
    return goal


def _is_between(draft: Target, kpi: Kpi) -> bool:
    return sense_of(draft, kpi) is Sense.BETWEEN


def _amount(value: float | None, form: Form, kpi: Kpi) -> str:
    return "Not known" if value is None else exact(value, kpi.unit, form.money)
