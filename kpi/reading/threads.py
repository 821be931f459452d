"""Work on several columns side by side: Arrow and NumPy let go of the interpreter while they work."""

from collections.abc import Callable, Iterable
from typing import TypeVar

MANY_ROWS = 100_000
"""From so many rows on two threads are quicker than one."""
_THREADS = 2
Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(change: Callable[[Given], Made], given: Iterable[Given], *, rows: int) -> list[Made]:
    """Apply a function to each of what is given, in threads where there are many rows; what was given is let go."""
    if rows < MANY_ROWS:
        return list(map(change, given))
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(change, given))
