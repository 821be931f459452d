"""Words on their way to the screen: texts of users and files shown as they are, never as Markdown; lists, numbers."""

import re
from collections.abc import Sequence

from kpi.formats import count_text

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+|~$:!.@-])")
_LINKS = re.compile(r"\bhttps?(?=:)|www(?=\.)|@(?=\w)", re.IGNORECASE)
_MOST_NAMED = 8
_JOINER = "\u2060"  # invisible; addresses are made links even where their signs are escaped


def plain_text(text: str) -> str:
    r"""Escape everything that Streamlit's Markdown would act on.

    >>> plain_text("a *b* :red[c]")
    'a \\*b\\* \\:red\\[c\\]'
    """
    return _MARKS.sub(r"\\\1", _LINKS.sub(rf"\g<0>{_JOINER}", text))


def named(names: Sequence[str], *, most: int = _MOST_NAMED) -> str:
    """Name some files, and say how many more there are.

    >>> named([f"{number}.csv" for number in range(10)])[-11:]
    ' and 2 more'
    """
    more = f" and {count_text(len(names) - most)} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def counted(files: int) -> str:
    """Say a number of files.

    >>> counted(1), counted(12)
    ('1 file', '12 files')
    """
    return f"{count_text(files)} file{'s' * (files != 1)}"
