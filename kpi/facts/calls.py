"""What a brand asks its visitors to do, each call to action by the names that it has in files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A call to action as the workspace names it, and the events of the website that count as following it."""

    name: str
    events: tuple[str, ...]


def events_of(calls: Iterable[Call]) -> tuple[str, ...]:
    """List the events of some calls, each once.

    >>> events_of([Call("Bought", ("purchase", "order")), Call("Paid", ("order",))])
    ('purchase', 'order')
    """
    return tuple(dict.fromkeys(event for call in calls for event in call.events))


def faults(calls: Sequence[Call]) -> list[str]:
    """Say why some calls cannot be kept: an event of two of them would make two of one action.

    >>> faults([Call("Bought", ("purchase",)), Call("bought", ())])
    ['“bought” stands there twice.', '“bought” names no event: choose those that count as it.']
    """
    names = [call.name.casefold() for call in calls]
    twice = [call.name for at, call in enumerate(calls) if names[at] in names[:at]]
    wrong = [f"“{name}” stands there twice." for name in twice]
    wrong += [f"“{call.name}” names no event: choose those that count as it." for call in calls if not call.events]
    for at, call in enumerate(calls):
        taken = [event for event in call.events if event in events_of(calls[:at])]
        wrong += [f"“{event}” counts as two calls to action: leave it in one." for event in taken]
    return wrong
