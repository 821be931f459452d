"""What qualifies a figure: whom the brand is compared with, where a trend begins anew, what tells paid from unpaid."""

from collections.abc import Sequence

from kpi.facts import Facts
from kpi.management.trend import Restart
from kpi.measure import Question
from kpi.measure.boosted import is_mixed
from kpi.measure.panel import panel, panel_changes
from kpi.measure.question import evidence_of
from kpi.measure.wording import counted_as, of_exposure
from kpi.periods import Period


def rivals_in(facts: Facts, days: Period) -> tuple[str, ...]:
    """Name whom the brand is compared with at the end of some days."""
    return tuple(rival.name for rival in panel(facts) if rival.belongs(days.end))


def panel_restarts(facts: Facts) -> Sequence[Restart]:
    """List the days on which the brand begins to be compared with others than before."""
    return [
        Restart(change.date, f"{change.name} {'joined' if change.joins else 'left'} your competitors")
        for change in panel_changes(facts)
    ]


def mixed_channels(question: Question, facts: Facts) -> tuple[str, ...]:
    """Name the channels of an answer about views whose files do not tell paid ones from unpaid ones."""
    parts = of_exposure(evidence_of(question, facts).parts)
    return tuple(dict.fromkeys(part.channel for part in parts if is_mixed(part, question.period)))


def channels_of_views(question: Question, facts: Facts) -> tuple[str, ...]:
    """Name the channels of a cost whose files count views, or anything else that is no impression."""
    counted = counted_as(evidence_of(question, facts).parts, question.period)
    return tuple(channel for channel, bases in counted.items() if bases - {"impressions"})
