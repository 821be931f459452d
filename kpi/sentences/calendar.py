"""What the calendar says in words: the week's plan, what a target lacks, and what came after an action."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, time

from kpi.calendar.acting import Around, Due, Todo
from kpi.calendar.entry import Campaign, Entry, shorter
from kpi.calendar.hints import Hint
from kpi.calendar.told import Told
from kpi.calendar.weeks import Asked, Fate, Week
from kpi.catalogue.kpis import Kpi
from kpi.formats import count_text, day_text, exact, period_text
from kpi.periods import Period
from kpi.sentences.works import kinds, standout_says
from kpi.targets.target import Over

_WAITS = {
    Fate.MISSED: "{} not published",
    Fate.DOUBTFUL: "{} in doubt",
    Fate.UNKNOWN: "{} not known",
    Fate.COMING: "{} to come",
}

_FIELDS = {
    "title": "Title",
    "name": "Name",
    "day": "Day",
    "start": "First day",
    "end": "Last day",
    "at": "Time",
    "zone": "Time zone",
    "channel": "Channel",
    "content_type": "Content type",
    "stage": "State",
    "owner": "Owner",
    "text": "Text",
    "note": "Note",
    "link": "Link",
    "on_charts": "Marked on the charts",
}
"""What of a post or campaign is told, and how it is called; all else that may be changed is only counted."""
_LONGEST = 60


def changes_say(seen: Entry | Campaign | None, theirs: Entry | Campaign) -> list[str]:
    """List what somebody changed in a post or campaign, a line each."""
    before, now = asdict(seen) if seen else {}, asdict(theirs)
    return [
        f"{label}: {_value(now[name])}, it was {_value(before[name])}."
        for name, label in _FIELDS.items()
        if name in now and name in before and now[name] != before[name]
    ]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    said = " ".join(str(value or "").split())
    return f"“{shorter(said, _LONGEST)}”" if said else "empty"


def week_says(week: Week) -> str:
    """Say how a week's plan stands."""
    if not week.planned:
        beside = f" {_posts(week.beside)} came out beside it." if week.beside else ""
        return f"Nothing is planned.{beside}"
    waits = ", ".join(
        words.format(count_text(week.fates[fate])) for fate, words in _WAITS.items() if week.fates.get(fate)
    )
    beside = f" {count_text(week.beside)} beside the plan." if week.beside else ""
    if not (week.out or week.fates.get(Fate.MISSED)):
        return f"{_posts(week.planned)} planned ({waits}).{beside}"
    return f"{count_text(week.out)} of {_posts(week.planned)} published{f' ({waits})' if waits else ''}.{beside}"


def kept_says(weeks: Sequence[Week]) -> str:
    """Say how many plans of the weeks that are known were kept."""
    known = [week for week in weeks if week.kept is not None]
    if not known:
        return ""
    kept = count_text(sum(bool(week.kept) for week in known))
    return f"The plan was kept in {kept} of {count_text(len(known))} weeks that are known."


def lacks_says(asked: Asked) -> str:
    """Say what a target for posts lacks in a week or month."""
    step = "week" if asked.target.over is Over.EACH_WEEK else "month"
    days = period_text(asked.days.start, asked.days.end)
    goal = f"{count_text(asked.goal)} posts each {step}"
    lacks = f"{count_text(asked.lacks)} still to plan" if asked.lacks else "enough"
    untold = f" What came out on {_days(asked.untold)} of it is not known yet." if asked.untold and asked.lacks else ""
    return f"{days}: {count_text(asked.planned)} of {goal}, {lacks}.{untold}"


def unknown_says(entry: Entry, told: Told) -> str:
    """Say why it is not known whether a post was published."""
    if entry.channel not in told.channels:
        return f"No file lists posts of {entry.channel}." if entry.channel else "It has no channel."
    if not told.lists(entry.channel, entry.content_type):
        return f"No file of {entry.channel} lists {kinds(entry.content_type)}."
    return f"No file of {entry.channel} tells of all days around it yet."


def hint_says(hint: Hint, kpi: Kpi) -> str:
    """Say what stood out on a channel, with the number of posts."""
    return f"On {hint.channel}, {standout_says(hint.compared, hint.found, kpi)}."


def hints_say(hints: Sequence[Hint], days: Period) -> str:
    """Say of some findings what they were held against, how sure they are, and what they do not tell."""
    clock = (
        " Hours are by the clock of your files, whose time zone they do not say."
        if any(one.at for one in hints)
        else ""
    )
    posts = sum({hint.channel: hint.of for hint in hints}.values())
    return (
        f"Among {_posts(posts)} of {period_text(days.start, days.end)}. Chance alone names anything here for at most "
        f"one brand in twenty. It says what went together, not why.{clock}"
    )


def due_says(todo: Todo) -> str:
    """Say when something is to be done about an action."""
    return f"{count_text(todo.late)} day{'s' * (todo.late != 1)} late" if todo.due is Due.LATE else str(todo.due.value)


def around_says(around: Around, kpi: Kpi, money: str) -> str:
    """Say what came from an action's first day on, beside what its weekdays brought before; never that it caused it."""
    value, usual, low, high = (
        exact(one, kpi.unit, money) for one in (around.value, around.usual, around.low, around.high)
    )
    days = period_text(around.days.start, around.days.end)
    verdict = "outside of what is usual" if around.stands_out else "within what is usual"
    return f"{kpi.label} {days}: {value}. Its weekdays brought {usual} ({low} to {high}) before: {verdict}."


def _days(count: int) -> str:
    return f"{count_text(count)} day{'s' * (count != 1)}"


def _posts(count: int) -> str:
    return f"{count_text(count)} post{'s' * (count != 1)}"
