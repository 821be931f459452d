"""Wait for what is asynchronous, wherever the one who waits stands."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def wait_for(asked: Coroutine[None, None, Answer]) -> Answer:
    """Give its result from a thread of its own: after a browser test, the main one has a loop that runs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()
