"""What the what-if lab says: the cost and its range, what moves it most, and what it takes to break even."""

from collections.abc import Sequence

from kpi.catalogue.metrics import Unit
from kpi.cost import Effort
from kpi.formats import exact, move_text, period_text, precise_text, share_text, short
from kpi.lab import SWING, Beside, Bought, BreakEven, Estimate, Ground, Input, Scenario, Swing

_ONE = 1.0
_JOINER = "\u2060"  # invisible


def cost_says(answer: Estimate, stands_on: Ground) -> str:
    """Say what was worked out, with its range: nothing where no channel has a CPM."""
    if answer.cost is None:
        return ""
    low, high = (short(end, Unit.MONEY, answer.currency) for end in (answer.cost.low, answer.cost.high))
    seen, grown = sum(stands_on.impressions[part.channel] for part in answer.parts), answer.impressions
    days = period_text(stands_on.period.start, stands_on.period.end)
    of = f"the {short(seen, Unit.COUNT)} organic impressions of {days}"
    of += "" if seen == grown else f", as {short(grown, Unit.COUNT)} with the growth that is tried,"
    return f"Between {low} and {high}: what buying {of} would have cost, impressions × CPM / 1,000 channel by channel."


def left_out_says(answer: Estimate) -> str:
    """Name the channels without a CPM, and the share of impressions that the figure covers."""
    if not answer.without_cpm:
        return ""
    named = ", ".join(answer.without_cpm)
    covers = "" if answer.covered is None else f" It covers {share_text(answer.covered)} of the impressions."
    return f"Without a CPM and left out: {named}.{covers}"


def sensitivity_says(swings: Sequence[Swing], answer: Estimate) -> str:
    """Say which input moves the cost most, and what one more of a CPM costs."""
    if not swings or answer.cost is None or not answer.parts:
        return ""
    widest, base, money = swings[0], answer.cost.base, answer.currency
    below, above = (_move(end - base, money) for end in (widest.low, widest.high))
    what = "The CPM" if widest.what is Input.CPM else "The growth"
    most = max(answer.parts, key=lambda part: part.impressions)
    more = exact(most.impressions / 1_000, Unit.MONEY, money)
    first = f"{what} of {widest.channel} moves it most: {below} to {above}." if widest.width else "Nothing moves it."
    return f"{first} One more of the CPM of {most.channel} adds {more}; growth is moved by {SWING * 100:.0f} points."


def break_even_says(found: BreakEven, currency: str, *, of: str) -> str:
    """Say by which one factor all CPMs would have to change for the cost to equal the team's effort."""
    effort, then, now = (exact(one, Unit.MONEY, currency) for one in (found.effort, found.cpm, found.now))
    return (
        f"It equals the team's effort of {effort} ({of}) at a CPM of {then} on average instead of {now}: "
        f"every CPM × {_times(found.factor)}, all scaled alike."
    )


def no_break_even_says(effort: Effort, currency: str) -> str:
    """Say why an effort in another currency is not held against the cost."""
    return (
        f"The team's effort is kept in {effort.currency} and the CPMs are in {currency}: nothing is converted, "
        "so no break-even is told."
    )


def alone_says(found: BreakEven, currency: str) -> list[str]:
    """Say for each channel at which CPM of its own the whole equals the effort, while the others stay."""
    said = [
        f"{one.channel} alone: {exact(one.cpm, Unit.MONEY, currency)} instead of {exact(one.now, Unit.MONEY, currency)}"
        for one in found.by_channel
        if one.cpm is not None
    ]
    without = [one.channel for one in found.by_channel if one.cpm is None]
    return [*said, *([f"{' or '.join(without)} alone: no CPM does it"] if without else [])]


def needed_says(needed: Sequence[Bought], amount: float, answer: Estimate) -> str:
    """Say how many impressions it takes to reach an amount at the present mix of channels."""
    low, base, high = (_all([getattr(one, end) for one in needed]) for end in ("low", "base", "high"))
    asked = exact(amount, Unit.MONEY, answer.currency)
    if not answer.impressions:
        return f"Of no impressions nothing comes to {asked}: the growth that is tried leaves none."
    if base is None:
        return f"No number of impressions comes to {asked} at a CPM of zero."
    ends = f"{short(low, Unit.COUNT)} at the high CPMs, " + (
        f"{short(high, Unit.COUNT)} at the low ones" if high is not None else "no number at the low ones"
    )
    mix = ", ".join(f"{one.channel} {short(one.base, Unit.COUNT)}" for one in needed)
    now = short(answer.impressions, Unit.COUNT)
    said = f"To reach {asked} it takes {short(base, Unit.COUNT)} impressions instead of {now}"
    return f"{said} ({ends}), at the present mix{f': {mix}' if len(needed) > 1 else ''}."


def inputs_say(kept: Scenario) -> str:
    """Say what a scenario tries: each channel's CPM, and its growth where there is any."""
    said = []
    for part in kept.estimate.parts:
        grows = kept.inputs.growth.get(part.channel, 0.0)
        more = f", {'+' if grows > 0 else ''}{exact(grows, Unit.PERCENT)}" if grows else ""
        said.append(f"{part.channel} {exact(part.cpm.base, Unit.MONEY, part.cpm.currency)}{more}")
    return "; ".join(said) or "No CPM."


def difference_says(first: Scenario, second: Scenario, whole: Beside) -> str:
    """Say by how much two scenarios differ, and whether they are of the same days."""
    days = [period_text(one.period.start, one.period.end) for one in (first, second)]
    others = "" if first.period == second.period else f" They are of other days: {days[0]} and {days[1]}."
    if whole.difference is None:
        return f"They cannot be compared: one of them has no CPM.{others}"
    currency = second.estimate.currency or first.estimate.currency
    if not whole.difference:
        return f"Both come to the same.{others}"
    size = short(abs(whole.difference), Unit.MONEY, currency)
    return f"“{second.name}” comes to {size} {'more' if whole.difference > 0 else 'less'} than “{first.name}”.{others}"


def made_on_says(kept: Scenario, now: Ground) -> str:
    """Say on which days a scenario was made, and whether their impressions are others now."""
    said = f"Made on {period_text(kept.period.start, kept.until)}"
    said += f", {' and '.join(kept.channels)} only" if kept.channels else ""
    if not kept.is_on_other_data(now):
        return f"{said}. Its data have not changed since."
    before, after = (short(sum(seen.values()), Unit.COUNT) for seen in (kept.seen, now.impressions))
    changed = f"{before} impressions then, {after} now" if before != after else "the impressions are spread otherwise"
    return f"{said}. The data changed since: {changed}. Its figure is the one it was kept with."


def _move(size: float, currency: str) -> str:
    """Write a step so that its sign never stands alone at the end of a line."""
    said = move_text(size, Unit.MONEY, currency)
    return f"{said[0]}{_JOINER}{said[1:]}" if size else said


def _all(ends: Sequence[float | None]) -> float | None:
    """Add up what is known of all, and of nothing less."""
    return None if any(end is None for end in ends) else sum(end for end in ends if end is not None)


def _times(factor: float) -> str:
    return exact(factor, Unit.COUNT) if factor >= _ONE else precise_text(factor, 3)
