"""Text of users and files on its way to the screen: shown as it is, never as Markdown."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+|~$:!.@-])")


def plain_text(text: str) -> str:
    r"""Escape everything that Streamlit's Markdown would act on.

    >>> plain_text("a *b* :red[c]")
    'a \\*b\\* \\:red\\[c\\]'
    """
    return _MARKS.sub(r"\\\1", text)
