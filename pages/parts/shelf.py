"""What was worked out once: answers by their questions, shared between sessions, the longest unused given up first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from kpi import formats

_T = TypeVar("_T")


def asked_here(*question: Hashable) -> tuple[Hashable, ...]:
    """Tell a question together with the locale in which its answer is written here: the key of all that is kept."""
    return (formats.spoken(), *question)


class Shelf:
    """Answers by their questions; what stands here is never changed, and may be gone at any time.

    A question tells everything that its answer depends on: whose workspace it is, in which version; in which locale
    figures are written joins it here. It is compared as a whole, so that no two are taken for one; looking it up costs
    a tenth of Streamlit's own cache.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def once(self, question: Hashable, answer: Callable[[], _T]) -> _T:
        """Give the answer that stands here, else work it out; two who ask at the same time may both do so."""
        question = asked_here(question)
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return cast("_T", self._kept[question])
        found = answer()
        with self._lock:
            self._kept[question] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found

    def look(self, question: Hashable) -> object | None:
        """Give the answer that stands here; None where none does."""
        with self._lock:
            return self._kept.get(asked_here(question))
