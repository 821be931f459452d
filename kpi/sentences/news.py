"""What is new, in a sentence each: what was, what is usual, how unusual that is; no word on why."""

from collections.abc import Sequence

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import DERIVED, METRICS
from kpi.formats import day_text, decimal_text, number_word, percent_text, period_text, share_text, short
from kpi.insight.found import Break, Finding, Mix, News
from kpi.insight.outstanding import Outstanding
from kpi.measure import Question
from kpi.sentences.answers import inside

_WHOLE_FROM, _HARDLY = 10, 0.005
_MOST_KPIS, _MOST_CHANNELS = 3, 3


def news_sentence(found: Finding, *, currency: str = "") -> str:
    """Say what stood out: the channel and days, the KPI and its value, and what is usual for these weekdays."""
    value, usual = (short(number, found.kpi.unit, currency) for number in (found.value, found.usual))
    label, where = inside(found.kpi.label), f"{_where(found)}, {period_text(found.days.start, found.days.end)}"
    if not found.is_rate:
        much = f"{value} {label}" if found.value else f"no {label}"
        return f"{where}: {much}, {_against(found, usual)}."
    low, high = (short(number, found.kpi.unit, currency) for number in (found.low, found.high))
    between = "" if low == high else f" ({low} to {high})"
    return f"{where}: {label} {value}, usually {usual}{between}."


def headline(found: Finding) -> str:
    """Say the same as short as a line has room for: "TikTok, impressions: 40 × the usual, 16–22 May 2026"."""
    days = period_text(found.days.start, found.days.end)
    return f"{_where(found)}, {inside(found.kpi.label)}: {_times(found.times)} the usual, {days}"


def evidence_sentence(found: Finding) -> str:
    """Say how unusual it is, and what else went the same way on these days."""
    far = "high" if found.value > found.usual else "low"
    said = [f"In the {found.weeks} weeks known before, no stretch as long was as {far}."] if found.record else []
    if found.unknown:
        are = "is" if found.unknown == 1 else "are"
        said.append(f"{number_word(found.unknown).capitalize()} of these days {are} not known.")
    if found.post:
        said.append(post_sentence(found.post))
    if found.mix:
        said.append(_mix(found, found.mix))
    if found.also:
        said.append(f"Also {far} on these days: {_also(found)}.")
    return " ".join(said)


def post_sentence(post: Outstanding) -> str:
    """Name the post that stands out, and how far it is from the one in the middle of its channel."""
    kind = post.content_type or "post"
    counted = inside(METRICS[post.metric].label)
    value, usual = (short(number, METRICS[post.metric].unit) for number in (post.value, post.usual))
    half = f"half of the channel's have less than {usual}"
    return f"One {kind} of {day_text(post.day)} alone has {value} {counted} so far; {half}."


def break_sentence(found: Break) -> str:
    """Name what is counted otherwise, and that it is no change."""
    since = day_text(found.day)
    return f"{found.label} from {since} on: before and after are not the same thing, so a difference is no change."


def quiet_sentence(told: News) -> str:
    """Say that nothing is new, of what and from which day on, or why nothing can be said."""
    if told.days is None:
        return "Your last files bring no later days of anything you had before, so there is nothing to judge."
    if not told.judged:
        few = "Too little is known from before to say what is unusual"
        return f"{few}: it takes ten weeks of single days with something in them."
    said = ["Nothing beyond what your weekdays usually bring."]
    if told.since and told.since > told.days.start:
        said.append(f"Judged are the days from {day_text(told.since)} on, at most a fifth of those known.")
    if told.unjudged:
        said.append(
            f"Too little is known from before of {told.unjudged} of {told.judged + told.unjudged} KPIs by channel."
        )
    return " ".join(said)


def _mix(found: Finding, mix: Mix) -> str:
    """Say which channel had another share of what a rate is a share of."""
    base = Question(found.kpi, found.scope, found.days).base
    known = (METRICS.get(base.text) or DERIVED.get(base.text)) if base else None
    of = f"the {inside(known.label)}" if known else "the whole that it is a share of"
    return f"{mix.channel} had {share_text(mix.now)} of {of}, {share_text(mix.before)} in the half year before."


def _where(found: Finding) -> str:
    return found.channel or "All channels"


def _against(found: Finding, usual: str) -> str:
    these = "as many posts" if found.by_posts else "these weekdays"
    if found.times < _HARDLY:
        return f"where {these} usually bring {usual}"
    return f"{_times(found.times)} what {these} usually bring ({usual})"


def _times(times: float) -> str:
    r"""Write a multiple, or a share of the usual.

    >>> _times(39.8), _times(2.37), _times(0.04)
    ('40\xa0×', '2.4\xa0×', '4\xa0% of')
    """
    if times < 1:
        return f"{percent_text(times)} of"
    return f"{decimal_text(times, 0 if times >= _WHOLE_FROM else 1)}\u00a0×"


def _also(found: Finding) -> str:
    """Name the KPIs of its own channel, then the other channels with theirs."""
    by_channel: dict[str, list[Kpi]] = {}
    for kpi, channel in sorted(found.also, key=lambda one: one[1] != found.channel):
        by_channel.setdefault(channel, []).append(kpi)
    said = [f"{_labels(of)} on {channel or 'all channels'}" for channel, of in by_channel.items()]
    more = len(said) - _MOST_CHANNELS
    return "; ".join(said[:_MOST_CHANNELS]) + (f"; and {more} more channels" if more > 0 else "")


def _labels(kpis: Sequence[Kpi]) -> str:
    named = [inside(kpi.label) for kpi in kpis[:_MOST_KPIS]]
    more = len(kpis) - _MOST_KPIS
    return (
        f"{', '.join(named)} and {more} more"
        if more > 0
        else " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    )
