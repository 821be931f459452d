"""What the page for whoever decides says: the verdict on the targets, and each figure in words without jargon."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import Final

from kpi.catalogue.metrics import Unit
from kpi.catalogue.operands import Behaves, behaves
from kpi.cost import Cost
from kpi.formats import (
    change_text,
    count_text,
    day_of_month_in_full,
    day_text,
    exact,
    month_name,
    month_of_year,
    number_word,
    period_text,
    short,
)
from kpi.management.trend import Restart, Trend
from kpi.management.verdict import Call, Verdict
from kpi.measure import Answer
from kpi.periods import Period, whole_months
from kpi.sentences.board import time_text, value_text
from kpi.sentences.board import title_text as board_title
from kpi.sentences.conversion import PER_VISIT
from kpi.targets.chances import word
from kpi.targets.status import Standing, Status

_MOST_NAMED: Final = 4
_RARE: Final = 0.02
_TITLES: Final = {
    "social_sessions": "Visits from social networks",
    "net_followers": "New followers, less those who left",
}
_PLAIN: Final = {
    "share_of_voice": "How much of the talk about you and your competitors is about you.",
    "conversion_rate": "How many visits to your website end in what you want, wherever they come from.",
    "weighted_cost": "What buying these views of your posts as ads would have cost, each network at its own price.",
    "social_sessions": "How often somebody came to your website from a social network, unpaid.",
    "conversions": "How often visitors of your website did what you want, wherever they came from.",
    "net_followers": "How many more people follow you.",
}
_PLAIN_TOO: Final = {
    PER_VISIT: "How many of the actions you want a visit to your website brings, wherever it comes from.",
}
_PLURAL: Final = {
    Call.DECIDE: "need a decision",
    Call.MISSED: "were missed",
    Call.WAITS: "wait for data",
    Call.EARLY: "are too early to judge",
    Call.NOT_HELD: "cannot be judged",
    Call.CLOSED: "were closed early",
}
_ALONE: Final = {Call.ON_TRACK: "is on track", Call.REACHED: "is reached"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a figure's sentence knows besides its answer: whom the brand is compared with, what it would have cost.

    `mixed` are the channels whose files do not tell paid views from unpaid ones, `viewed` those of a cost that count
    views, `published` say whose prices are taken where they are not the workspace's own.
    """

    currency: str = ""
    rivals: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()
    cost: Cost | None = None
    published: tuple[str, ...] = ()


def verdict_sentence(found: Verdict, days: Period, until: date | None = None) -> str:
    """Say how many of the targets of some days are on track, and what is to be said of the others.

    >>> from kpi.periods import month_of
    >>> october = month_of(date(2026, 10, 1))
    >>> verdict_sentence(Verdict({Call.ON_TRACK: 4, Call.DECIDE: 2}), october)
    'October: 4 of 6 targets on track; two need a decision.'
    """
    return f"{days_text(days, until)}: {verdict_text(found)}."


def verdict_text(found: Verdict) -> str:
    """Say the same without its days."""
    if not found.total:
        return "no target is set for it"
    others = [call for call in _PLURAL if found.of(call)]
    if found.total == 1:
        (call,) = (call for call in Call if found.of(call))
        return f"the one target {_ALONE.get(call, call.value)}"
    rest = listed([f"{number_word(found.of(call))} {_said(call, found.of(call))}" for call in others])
    return "; ".join(text for text in (_share(found), rest) if text)


def _share(found: Verdict) -> str:
    on, reached = found.of(Call.ON_TRACK), found.of(Call.REACHED)
    well = "on track or reached" if on and reached else "reached" if reached else "on track"
    if found.good == found.total:
        return f"{'both' if found.total == 2 else f'all {found.total}'} targets {well}"  # noqa: PLR2004
    return f"{found.good or 'none'} of {found.total} targets {well}"


def _said(call: Call, count: int) -> str:
    return call.value if count == 1 else _PLURAL[call]


def days_text(days: Period, until: date | None = None) -> str:
    """Name some days as one says them: a month without its year, and how far it is known.

    >>> from kpi.periods import month_of
    >>> days_text(month_of(date(2026, 10, 1)), date(2026, 10, 24)), days_text(month_of(date(2026, 10, 1)))
    ('October, until 24 October', 'October')
    """
    name = month_name(days.start) if whole_months(days) == 1 else period_text(days.start, days.end)
    return f"{name}, until {day_of_month_in_full(until)}" if until and until < days.end else name


def title_text(answer: Answer) -> str:
    """Name a figure: as its answer does where that took another form, else in business words."""
    return _TITLES.get(answer.kpi.key, answer.title) if answer.title == answer.kpi.label else answer.title


def plain_words(answer: Answer) -> str:
    """Say what a figure tells to somebody who never saw one."""
    return _PLAIN_TOO.get(answer.title) or _PLAIN.get(answer.kpi.key, answer.kpi.meaning)


def figure_sentence(answer: Answer, ground: Ground) -> str:
    """Say what a figure is made of."""
    return _SENTENCES.get(answer.kpi.key, _a_day)(answer, ground)


def figure_notes(answer: Answer, ground: Ground) -> str:
    """Say of which days and channels a figure is, where these are not all that were asked, and what is mixed in it."""
    until = f"known until {day_of_month_in_full(answer.period.end)}" if _ends_early(answer) else ""
    priced = listed(ground.cost.without_cpm) if ground.cost else ""
    missing = set(ground.cost.without_cpm) if ground.cost else set()
    without = listed([name for name in _left_out(answer, ground) if name not in missing])
    said = [
        f"without {priced}, of which no ad price is known" if priced else "",
        f"left out: {without}" if without else "",
        until,
        f"known on {answer.days_known} of {answer.period.days} days" if _has_gaps(answer) else "",
        f"views count as impressions on {listed(ground.viewed)}" if ground.viewed else "",
        f"paid views cannot be told from unpaid ones on {listed(ground.mixed)}" if ground.mixed else "",
        *(f"ad price of {text}" for text in ground.published),
    ]
    told = "; ".join(text for text in said if text)
    return f"{title_text(answer)}: {told}." if told else ""


def _left_out(answer: Answer, ground: Ground) -> list[str]:
    """Name the channels that are left out; a brand that is not compared with in these days is none."""
    names = dict.fromkeys(channel for channel, _ in answer.left_out)
    if answer.kpi.key != "share_of_voice":
        return list(names)
    return [name for name in names if any(f"({rival})" in name for rival in ground.rivals)]


def _has_gaps(answer: Answer) -> bool:
    """Tell whether some days before the last known one are not; of what is a level its last value counts."""
    return behaves(answer.kpi) is not Behaves.LEVEL and 0 < answer.days_known < answer.period.days


def _ends_early(answer: Answer) -> bool:
    return answer.asked is not None and answer.period.end < answer.asked.end


def _of_voice(answer: Answer, ground: Ground) -> str:
    sums = dict(answer.sums)
    own = sums["mentions"]
    few = 0 < len(ground.rivals) <= _MOST_NAMED
    whom = listed(["you", *ground.rivals]) if few else f"you and {len(ground.rivals) or 'your'} competitors"
    were = "none was" if not own else f"{exact(own, Unit.COUNT)} {'was' if own == 1 else 'were'}"
    return f"Of {exact(own + sums['competitor_mentions'], Unit.COUNT)} mentions of {whom}, {were} about you."


def _of_conversion(answer: Answer, _: Ground) -> str:
    sums = dict(answer.sums)
    wanted, visits = (exact(sums[name], Unit.COUNT) for name in ("actions", "sessions"))
    if answer.title != answer.kpi.label:
        return f"{wanted} wanted actions in {visits} visits; one visit can hold several."
    of = 1_000 if (answer.value or 0.0) < _RARE else 100
    about = round((answer.value or 0.0) * of)
    return f"{wanted} of {visits} visits" + (f": about {about} of {count_text(of)}." if about else ".")


def _of_cost(answer: Answer, ground: Ground) -> str:
    found = ground.cost
    if found is None:
        return ""
    seen = short(float(found.by_channel["impressions"].sum()), Unit.COUNT)
    ends = [short(end, answer.kpi.unit, found.currency) for end in (found.low, found.high)]
    channels = listed(list(found.by_channel["channel"]))
    return f"{channels} showed your posts {seen} times; as ads that is {ends[0]} to {ends[1]}, at low and high prices."


def outcome_sentence(outcome: Answer | None, days: Period) -> str:
    """Say what came of being seen, and of which days it is known where these are not those of the cost."""
    if outcome is None or outcome.value is None:
        return "What came of it is not known: neither visits nor conversions are for these days."
    count, known = short(outcome.value, outcome.kpi.unit), outcome.period
    when = "In the same days" if known == days else f"Of {period_text(known.start, known.end)} it is known that"
    if outcome.kpi.key == "social_sessions":
        return f"{when} social networks brought {count} visits to your website."
    return f"{when} visitors of your website did what you want {count} times."


def _a_day(answer: Answer, ground: Ground) -> str:
    """Say what adds up as a number a day, where that is at least one."""
    if behaves(answer.kpi) is not Behaves.FLOW or abs(answer.value or 0.0) < answer.period.days:
        return ""
    return f"About {short((answer.value or 0.0) / answer.period.days, answer.kpi.unit, ground.currency)} a day."


_SENTENCES: Final[Mapping[str, Callable[[Answer, Ground], str]]] = {
    "share_of_voice": _of_voice,
    "conversion_rate": _of_conversion,
    "weighted_cost": _of_cost,
}


def compared_text(answer: Answer, restart: Restart | None = None, *, currency: str = "") -> str:
    """Say how a figure compares, with the days and the value that it is compared with; or why it does not."""
    if answer.against is None:
        return ""
    then, change = _then(answer), change_text(answer.change, answer.change_kind)
    if answer.compared is None or not change:
        begun = restart and answer.against.start < restart.day <= answer.period.end
        return f"not compared with {then}: {restart.says if restart and begun else 'too little is known of it'}"
    was = short(answer.compared, answer.kpi.unit, currency)
    if is_compared_whole(answer):
        return f"against {then} ({was})"
    now, days = short(answer.now, answer.kpi.unit, currency), answer.now_period or answer.period
    return f"as far as both are known: {now} in {period_text(days.start, days.end)} against {was} in {then}"


def is_compared_whole(answer: Answer) -> bool:
    """Tell whether a change is that of the value as it is shown, and not of some of its days or channels alone."""
    now = answer.value if answer.now is None else answer.now
    return answer.now_period in (None, answer.period) and isclose(now or 0.0, answer.value or 0.0)


def _then(answer: Answer) -> str:
    """Name the compared days: a month without its year, where it is not one of a year ago."""
    then = answer.against or answer.period
    recent = whole_months(then) == 1 and (answer.period.start - then.start).days < 300  # noqa: PLR2004
    return month_name(then.start) if recent else period_text(then.start, then.end)


def trend_text(answer: Answer, trend: Trend, *, currency: str = "") -> str:
    """Say what the small picture shows: its months, the highest of them, and where it begins anew."""
    known = [month for month in trend.months if month.value is not None]
    if len(known) < 2:  # noqa: PLR2004
        return "No earlier month is known."
    first, last = (month_of_year(month.start) for month in (known[0], known[-1]))
    said = f"{first} to {last}"
    if (top := trend.highest) and top.value is not None and top.value > 0:
        said += f"; most in {month_of_year(top.start)} ({short(top.value, answer.kpi.unit, currency)})"
    if trend.restart:
        said += f". Begins anew on {day_text(trend.restart.day)}: {trend.restart.says}"
    return f"{said}."


def standing_text(one: Standing, *, currency: str = "") -> str:
    """Say how far a target is, in what, how likely its goal is, and until when, to who does not know the board."""
    chance = "" if one.closed or one.chance is None else word(one.chance)
    likely = {"": "", "about even": "may or may not be reached"}.get(chance, f"{chance} to be reached")
    value = value_text(one, currency=currency).replace(" → ", ", goal ")
    name = one.track.kpi.label
    what = "" if name.casefold() in board_title(one).casefold() else f"{name}: "
    return " · ".join(text for text in (f"{what}{value}", likely, _until(one)) if text)


def _until(one: Standing) -> str:
    """Say when a target ends: days left would be those after the last one known, which differs from one to the next."""
    runs = not one.closed and one.status is not Status.NOT_STARTED and one.track.days_left > 0
    return f"until {day_text(one.target.end)}" if runs else time_text(one)


def listed(names: Sequence[str]) -> str:
    """Name things in a row.

    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(text for text in (", ".join(names[:-1]), *names[-1:]) if text)
