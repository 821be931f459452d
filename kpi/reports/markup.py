"""HTML that cannot be written wrongly: every text is escaped where it joins an element, and nothing else makes one."""

import re
from html import escape
from typing import Final

_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""What HTML cannot hold, and signs that would turn the order of the words after them."""
_EMPTY: Final = frozenset({"meta", "link", "input"})


class Markup(str):
    """Text that is HTML already; made by `element` and `joined` alone."""

    __slots__ = ()


def element(name: str, *inside: str, **attributes: str) -> Markup:
    """Write an element around texts, which are escaped, and around markup, which stands as it is.

    An underscore in an attribute's name is a hyphen, one at its end nothing; an attribute without a value is left out.

    >>> element("p", "a < b", element("b", "c"), class_="said", lang="")
    '<p class="said">a &lt; b<b>c</b></p>'
    """
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value}
    opening = "".join([f"<{name}", *(f' {key}="{_safe(value)}"' for key, value in given.items()), ">"])
    return Markup(opening if name in _EMPTY else f"{opening}{joined(*inside)}</{name}>")


def joined(*inside: str) -> Markup:
    """Put texts and markup behind one another."""
    return Markup("".join(one if isinstance(one, Markup) else _safe(one) for one in inside))


def some(name: str, text: str, **attributes: str) -> Markup:
    """Write an element around a text, and nothing where there is none.

    >>> some("p", ""), some("p", "a")
    ('', '<p>a</p>')
    """
    return element(name, text, **attributes) if text else Markup()


def _safe(text: str) -> str:
    return escape(_NEVER.sub("", text))
