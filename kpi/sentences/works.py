"""When and what works, and which posts stand out, in words that claim no cause."""

from collections.abc import Mapping
from datetime import date

from kpi.catalogue.kpis import Better, Kpi
from kpi.formats import count_text, day_of_month, period_text, share_text
from kpi.insight.ages import Ages
from kpi.insight.patterns import LEAST_TO_TELL, Compared, Standout, Works
from kpi.insight.ranking import FEW, LEAST_OF_KIND, LEAST_SEEN, NOTHING, SMALL, UNKNOWN, YOUNG, Ranking
from kpi.measure.breakdown import WEEKDAYS
from kpi.periods import Period

_PLURALS = {"": "posts", "other": "posts", "story": "stories", "text": "text posts"}
_SPACE = "\u00a0"
_LONGEST = 60


def works_sentence(works: Works, kpi: Kpi, days: Period) -> str:
    """Say what stands out among the posts of a channel, or that nothing does, with the number of posts."""
    when = period_text(days.start, days.end)
    if works.times is None and works.types is None:
        return _cannot_tell(works, kpi, when)
    found = [standout_says(one, one.found, kpi) for one in (works.times, works.types) if one and one.found]
    if found:
        said = "; ".join(found)
        return f"On {works.channel}, {said}. All posts: {count_text(works.posts)}, {when}."
    asked = [works.times and "weekday", works.times and works.hours < 24 and "hour", works.types and "content type"]  # noqa: PLR2004
    names = [text for text in asked if text]
    by = ", ".join(names[:-1]) + (" or " if len(names) > 1 else "") + names[-1]
    return f"On {works.channel}, no difference you can act on by {by} ({count_text(works.posts)} posts, {when})."


def standout_says(compared: Compared, found: Standout, kpi: Kpi) -> str:
    """Say what stands out, by how much, beside which posts, and of how many posts that is known."""
    of_times = found.weekday is not None or found.hours is not None
    return (_time_stands_out if of_times else _type_stands_out)(compared, found, kpi)


def standout_name(found: Standout) -> str:
    r"""Name what stands out in a few words.

    >>> standout_name(Standout(24, 1.3, 1, (18, 21), "reel")), standout_name(Standout(24, 1.3, content_type="story"))
    ('reels on Tuesday 18–21\xa0h', 'stories')
    """
    if found.weekday is None and found.hours is None:
        return kinds(found.content_type)
    return f"{kinds(found.content_type)} {cell_text(found.weekday, found.hours)}"


def works_remarks(works: Works, kpi: Kpi, age: Ages | None = None) -> list[str]:
    """Say what was left out, and what the files do not tell."""
    left = f" ({count_text(works.young)} left out)" if works.young else ""
    rule = f"as counted {_age(age)}" if age else "with their newest numbers, from an age of seven days on"
    lines = [f"Posts {rule}{left}."]
    if works.unknown:
        lines.append(
            f"{_posts(works.unknown)} left out that {'do' if works.unknown > 1 else 'does'} not tell of "
            f"{_inside(kpi.label)}."
        )
    if works.types and works.untyped:
        lines.append(f"{_posts(works.untyped)} without a content type {_are(works.untyped)} not among the types.")
    return [*lines, _hours_remark(works)] if works.times else lines


def _hours_remark(works: Works) -> str:
    """Say whose hours these are, or why none are looked at."""
    untimed = works.posts - works.clocked
    if not works.clocked:
        return "The files tell no hours."
    if works.hours == 24:  # noqa: PLR2004
        few = f": the files tell the hour of {count_text(works.clocked)} of {_posts(works.posts)}" if untimed else ""
        return f"Too few posts to look at hours{few}."
    without = f" {_posts(untimed)} without an hour {_are(untimed)} not among them." if untimed else ""
    return f"Hours are those of the files.{without}"


def cell_text(weekday: int | None, hours: tuple[int, int] | None) -> str:
    r"""Name a time of publishing.

    >>> cell_text(1, (18, 21)), cell_text(6, None), cell_text(None, (9, 12))
    ('on Tuesday 18–21\xa0h', 'on Sunday', 'at 9–12\xa0h')
    """
    clock = f"{hours[0]}–{hours[1]}{_SPACE}h" if hours else ""
    if weekday is None:
        return f"at {clock}"
    return f"on {WEEKDAYS[weekday]}" + (f" {clock}" if clock else "")


def kinds(content_type: str) -> str:
    """Name the posts of a content type.

    >>> kinds("reel"), kinds("story"), kinds("")
    ('reels', 'stories', 'posts')
    """
    return _PLURALS.get(content_type, f"{content_type}s")


def times_text(times: float) -> str:
    r"""Write a multiple.

    >>> times_text(1.82), times_text(14.6), times_text(0.04)
    ('1.8\xa0×', '15\xa0×', '0.04\xa0×')
    """
    digits = 0 if times >= 9.95 else 1 if times >= 0.1 else 2  # noqa: PLR2004
    return f"{times:.{digits}f}{_SPACE}×"


def ranking_sentence(ranking: Ranking, best: str, weakest: str, period: Period) -> str:
    """Name the best and the weakest of the ranked posts, as `post_text` puts them."""
    days = period_text(period.start, period.end)
    if not len(ranking.rows):
        return f"No posts in {days}."
    if not ranking.ranked:
        return f"{_posts(len(ranking.rows)).capitalize()} in {days}, none of which can be ranked."
    said = f"Best of {_posts(ranking.ranked)} in {days}: {best}"
    return f"{said}. Weakest: {weakest}." if ranking.ranked > 1 else f"{said}."


def post_text(title: str, *, channel: str, content_type: str, day: date, times: float) -> str:
    """Name a post with what it got: “Tuesday reel” (Instagram, 13 Oct), 3.2 × the usual reel."""
    short = " ".join(title.split())
    named = f"“{short if len(short) <= _LONGEST else short[: _LONGEST - 1] + '…'}” " if short else ""
    kind = content_type if content_type not in ("", "other") else "post"
    return f"{named}({channel}, {day_of_month(day)}), {times_text(times)} the usual {kind}"


def ranking_remarks(ranking: Ranking, kpi: Kpi, ages: Mapping[str, Ages]) -> list[str]:
    """Say what a multiple is of, and why some posts have none."""
    usual = period_text(ranking.usual_days.start, ranking.usual_days.end)
    counts = ranking.rows["why"].value_counts()
    reasons = {
        YOUNG: f"younger than seven days when last counted{' or not counted at that age' if ages else ''}",
        UNKNOWN: f"not telling of {_inside(kpi.label)}",
        SMALL: f"seen less than {share_text(LEAST_SEEN)} as often as usual, where luck decides a rate",
        FEW: f"of a kind with fewer than {LEAST_OF_KIND} posts",
        NOTHING: "of a kind whose usual is zero",
    }
    lines = [f"The usual is the median of the posts of the same channel and content type, {usual}."]
    lines += [f"{channel}: all posts as counted {_age(age)}." for channel, age in ages.items()]
    apart = [f"{count_text(counts[why])} {words}" for why, words in reasons.items() if counts.get(why, 0)]
    return [*lines, f"Without a multiple: {'; '.join(apart)}."] if apart else lines


def _time_stands_out(compared: Compared, found: Standout, kpi: Kpi) -> str:
    alike = _alike(compared, found)
    who = f"{kinds(found.content_type)} published {cell_text(found.weekday, found.hours)}"
    return f"{who} {_got(found, kpi)} other {alike} ({_posts(found.posts)})"


def _type_stands_out(compared: Compared, found: Standout, kpi: Kpi) -> str:
    where = " ".join(_SAME[name] for name in compared.held if name in _SAME)
    alike = f"other posts{f' {where}' if where else ''}"
    return f"{kinds(found.content_type)} {_got(found, kpi)} {alike} ({_posts(found.posts)})"


_SAME = {
    "quarter": "of the same quarter",
    "weekday": "on the same weekdays",
    "weekday and hour": "on the same weekdays and hours",
}


def _alike(compared: Compared, found: Standout) -> str:
    """Say with which posts a time was compared: what was held fixed."""
    of_type = "content type" in compared.held
    who = kinds(found.content_type) if of_type else "posts"
    same = [
        *(["content type"] if of_type and not found.content_type else []),
        *(name for name in compared.held if name == "quarter"),
    ]
    return f"{who} of the same {' and '.join(same)}" if same else who


def _got(found: Standout, kpi: Kpi) -> str:
    low = " only" if found.times < 1 and kpi.better is not Better.LOWER else ""
    return f"got{low} {times_text(found.times)} the {_inside(kpi.label)} of"


def _cannot_tell(works: Works, kpi: Kpi, when: str) -> str:
    if works.posts < LEAST_TO_TELL:
        told = f"{_posts(works.posts) if works.posts else 'no post'} in {when} tell{'s' * (works.posts < 2)}"  # noqa: PLR2004
        return f"On {works.channel}, {told} of {_inside(kpi.label)}; it takes {LEAST_TO_TELL} to compare them."
    return f"{kpi.label} is not made so that single posts can be compared by it."


def _age(age: Ages) -> str:
    return f"{age[0]} to {age[1]} days after publishing"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _posts(count: int) -> str:
    return f"{count_text(count)} post{'s' * (count != 1)}"


def _inside(label: str) -> str:
    return label[0].lower() + label[1:] if label[1:2].islower() else label
