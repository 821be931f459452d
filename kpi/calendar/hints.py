"""What published posts say about when and what to plan: what was found, and nothing where nothing was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import numpy as np

from kpi.calendar.kinds import kind_of
from kpi.insight.patterns import Compared, Standout, Works

TOGETHER = 0.05
"""How rarely chance alone may bring any of what is named, of all channels looked at together."""
_WEEK = 7


@dataclass(frozen=True, slots=True, eq=False)
class Hint:
    """A time or a content type that stood out among the posts of a channel; `of` them all were looked at."""

    channel: str
    compared: Compared
    found: Standout
    of: int

    @property
    def at(self) -> time | None:
        """Give the first of its hours, by the clock of the files; None where it is about no hour."""
        return time(self.found.hours[0]) if self.found.hours else None

    @property
    def kind(self) -> str:
        """Name the content type as it is planned; '' where it is about posts of several."""
        return kind_of(self.found.content_type)

    @property
    def is_timed(self) -> bool:
        """Tell whether it is about when posts are published, and not about what they are."""
        return self.found.weekday is not None or self.found.hours is not None

    def day(self, earliest: date) -> date:
        """Give the first day from one on that is of its weekday."""
        weekday = earliest.weekday() if self.found.weekday is None else self.found.weekday
        return earliest + timedelta(days=(weekday - earliest.weekday()) % _WEEK)

    def suits(self, channel: str, content_type: str) -> bool:
        """Tell whether it may help somebody who plans a post, of which '' is not decided yet."""
        of_kind = self.kind in ("", kind_of(content_type)) if self.is_timed and content_type else True
        is_news = self.is_timed or self.kind != kind_of(content_type)
        return channel in ("", self.channel) and of_kind and is_news


def hints(works: Sequence[Works]) -> list[Hint]:
    """List what stands out on some channels, the furthest first.

    Whoever asks many questions at once finds something by chance: each answer here has to be so much rarer.
    """
    asked = [(one, compared) for one in works for compared in (one.times, one.types) if compared]
    found = [
        Hint(one.channel, compared, compared.found, one.posts)
        for one, compared in asked
        if compared.found and compared.chance * len(asked) <= TOGETHER
    ]
    return sorted(found, key=lambda one: -abs(float(np.log(one.found.times))))
