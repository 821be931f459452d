"""A formula while it is typed: the keys that complete it, and the place of what is wrong with it."""

import re

from kpi.catalogue.metrics import METRICS
from kpi.catalogue.workspace import Catalogue

SIGNS = "+-*/()"
_BEGUN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*$")
_AROUND = 36


def nameable(known: Catalogue, *, without: str = "") -> list[str]:
    """List the keys that a formula can name: all but those that are worked out channel by channel."""
    return [key for key, kpi in known.kpis.items() if not kpi.over and key != without]


def completions(text: str, known: Catalogue, *, without: str = "", most: int = 6) -> list[str]:
    """List the keys that the word at the end of a formula may become, the likeliest first.

    A word is looked for in keys, labels and meanings; one that is a key already needs no completion.
    """
    word = _begun(text)
    if not word or word in known.kpis:
        return []
    ranked = [(rank, key) for key in nameable(known, without=without) if (rank := _rank(word, key, known)) is not None]
    return [key for _, key in sorted(ranked)][:most]


def is_begun(text: str, place: int, known: Catalogue) -> bool:
    """Tell whether what is wrong is only that the last word is not written out yet."""
    word = _begun(text)
    begins = word not in known.kpis and any(key.startswith(word) for key in nameable(known))
    return bool(word) and begins and place == len(text) - len(word)


def with_key(text: str, key: str, known: Catalogue) -> str:
    """Put a key at the end of a formula: in the place of the word begun there, else behind it.

    >>> from kpi.catalogue.workspace import Own, catalogue
    >>> with_key("comments / impr", "impressions", catalogue(Own())), with_key("", "posts", catalogue(Own()))
    ('comments / impressions', 'posts')
    """
    word = _begun(text)
    head = text.rstrip() if word in known.kpis or not word else text[: -len(word)].rstrip()
    return f"{head}{'' if head.endswith('(') or not head else ' '}{key}"


def with_sign(text: str, sign: str) -> str:
    """Put a sign at the end of a formula.

    >>> with_sign("comments", "/"), with_sign("", "("), with_sign("a / ( b", ")")
    ('comments /', '(', 'a / ( b)')
    """
    head = text.rstrip()
    return f"{head}{'' if sign == ')' or not head or head.endswith('(') else ' '}{sign}"


def marked(text: str, place: int) -> str:
    """Write a formula with a caret under a place of it, and no more around the place than a line holds.

    >>> print(marked("comments / likes", 11))
    comments / likes
               ^
    """
    begins = max(0, place - _AROUND)
    shown = "".join(sign if sign.isprintable() else " " for sign in text[begins : place + _AROUND])
    before, after = "…" * (begins > 0), "…" * (place + _AROUND < len(text))
    return f"{before}{shown}{after}\n{' ' * (place - begins + len(before))}^"


def _begun(text: str) -> str:
    found = _BEGUN.search(text)
    return found[0] if found else ""


def _rank(word: str, key: str, known: Catalogue) -> int | None:
    """Say how near a key comes to a word: it begins so, its label has a word that does, it holds it, it is meant."""
    wanted, label = word.casefold(), known.kpis[key].label.casefold()
    if key.startswith(wanted):
        return 0
    if any(part.startswith(wanted) for part in (*key.split("_"), *label.split())):
        return 1
    if wanted in key or wanted in label:
        return 2
    meant = f"{known.kpis[key].meaning} {METRICS[key].meaning if key in METRICS else ''}".casefold()
    return 3 if any(part.startswith(wanted) for part in meant.split()) else None
