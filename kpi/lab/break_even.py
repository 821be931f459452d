"""Where a weighted cost breaks even with the team's effort, and what money and impressions come to in each other."""

from dataclasses import dataclass

from kpi.lab.estimate import PER, Estimate, Part, Range, cost_of


@dataclass(frozen=True, slots=True)
class ChannelBreakEven:
    """The CPM of one channel at which the whole equals the effort while the others stay.

    None where no CPM of this channel does it: the others cost more already, or it has no impressions.
    """

    channel: str
    now: float
    cpm: float | None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where a weighted cost equals what the team's effort over the same days costs.

    `factor` scales all CPMs alike (2 is twice each); `cpm` is then what a thousand of the impressions cost on average,
    and `now` what they cost as it is tried.
    """

    effort: float
    factor: float
    cpm: float
    now: float
    by_channel: tuple[ChannelBreakEven, ...]


@dataclass(frozen=True, slots=True)
class Bought:
    """The impressions that an amount buys; `low` at the high CPM, `high` at the low one (None where that is zero)."""

    channel: str
    low: float | None
    base: float | None
    high: float | None


def break_even(answer: Estimate, effort: float) -> BreakEven | None:
    """Say at which CPMs an estimate equals the effort; None where nothing has a price yet."""
    if answer.cost is None or not answer.cost.base:
        return None
    base = answer.cost.base
    now = base / answer.impressions * PER
    factor = effort / base
    alone = tuple(ChannelBreakEven(part.channel, part.cpm.base, _alone(part, base, effort)) for part in answer.parts)
    return BreakEven(effort, factor, now * factor, now, alone)


def impressions_needed(answer: Estimate, amount: float) -> tuple[Bought, ...]:
    """Say how many impressions each channel needs for the whole to reach an amount, at the present mix of channels.

    The low end of the CPMs asks for the most impressions. Add up the channels for the whole.
    """
    if answer.cost is None:
        return ()
    low, base, high = (_share(amount, whole) for whole in (answer.cost.high, answer.cost.base, answer.cost.low))
    return tuple(
        Bought(part.channel, *(None if times is None else part.impressions * times for times in (low, base, high)))
        for part in answer.parts
    )


def bought(answer: Estimate, budget: float) -> tuple[Bought, ...]:
    """Say how many impressions a budget buys on each channel, were all of it spent there."""
    return tuple(
        Bought(part.channel, *(_times(budget, price) for price in (part.cpm.high, part.cpm.base, part.cpm.low)))
        for part in answer.parts
    )


def priced(answer: Estimate, impressions: float) -> dict[str, Range]:
    """Say what so many impressions cost on each channel, were all of them bought there."""
    return {part.channel: cost_of(impressions, part.cpm) for part in answer.parts}


def _alone(part: Part, base: float, effort: float) -> float | None:
    """Solve rest + impressions × cpm / 1000 = effort for the CPM of one channel."""
    if not part.impressions:
        return None
    cpm = (effort - (base - part.cost.base)) / part.impressions * PER
    return cpm if cpm >= 0 else None


def _times(amount: float, price: float) -> float | None:
    return amount / price * PER if price else None


def _share(amount: float, whole: float) -> float | None:
    return amount / whole if whole else None
