"""Text of users and files on its way to the screen: shown as it is, never as Markdown."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#+|~$:!.@-])")
_LINKS = re.compile(r"\bhttps?(?=:)|www(?=\.)|@(?=\w)", re.IGNORECASE)
_JOINER = "\u2060"  # invisible; addresses are made links even where their signs are escaped


def plain_text(text: str) -> str:
    r"""Escape everything that Streamlit's Markdown would act on.

    >>> plain_text("a *b* :red[c]")
    'a \\*b\\* \\:red\\[c\\]'
    """
    return _MARKS.sub(r"\\\1", _LINKS.sub(rf"\g<0>{_JOINER}", text))
