"""What only those see who may change something."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from kpi.store import Workspace
from pages.parts import access

_P = ParamSpec("_P")
_T = TypeVar("_T")


def for_editors(show: Callable[Concatenate[Workspace, _P], _T]) -> Callable[Concatenate[Workspace, _P], _T | None]:
    """Show a part of a page, which changes a workspace, to those alone who may; None for all others."""

    @wraps(show)
    def shown(mine: Workspace, /, *args: _P.args, **kwargs: _P.kwargs) -> _T | None:
        return show(mine, *args, **kwargs) if access.may_edit(mine) else None

    return shown
