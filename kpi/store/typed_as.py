"""Tell whether something is what its dataclass says: what was read from a file of somebody else's may be anything."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

_NUMBERS: Mapping[type, tuple[type, ...]] = {float: (float, int), int: (int,)}


def is_as_declared(value: object) -> bool:
    """Tell whether every field of a dataclass, and of those in it, holds what it declares.

    >>> from datetime import date
    >>> from kpi.targets.target import Milestone
    >>> is_as_declared(Milestone(date(2026, 1, 1), 5)), is_as_declared(Milestone("soon", 5))
    (True, False)
    """
    kind: type[Any] = type(value)
    hints = get_type_hints(kind)
    return all(_is(getattr(value, field.name), hints[field.name]) for field in fields(kind))


def _is(value: object, hint: Any) -> bool:  # noqa: ANN401 (whatever a field declares)
    origin, among = get_origin(hint), get_args(hint)
    if hint is Any or origin in (Union, types.UnionType):
        return hint is Any or any(_is(value, one) for one in among)
    if origin is tuple:
        each = among[:1] * len(value) if among[-1:] == (...,) and isinstance(value, tuple) else among
        return isinstance(value, tuple) and len(value) == len(each) and all(map(_is, value, each))
    if origin and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(_is(k, among[0]) and _is(v, among[1]) for k, v in value.items())
    if hint in (float, int):
        return isinstance(value, _NUMBERS[hint]) and not isinstance(value, bool)
    return isinstance(value, origin or hint) and (not is_dataclass(value) or is_as_declared(value))
