"""Whose accounts a workspace's files are about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """An account on a channel: its present name, its id where an export has one, and the names it `also` had."""

    channel: str
    name: str
    id: str = ""
    also: tuple[str, ...] = ()
