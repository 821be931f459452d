"""The names of the months in the languages that platforms speak."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

_ENGLISH = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
_OTHERS = (
    *("es", "pt", "pt_PT", "de", "de_AT", "fr", "it", "nl", "pl", "tr", "ru", "uk", "id", "vi", "sv", "da", "nb", "fi"),
    *(
        "cs",
        "ro",
        "hu",
        "el",
        "he",
        "ar",
        "hi",
        "bn",
        "th",
        "ms",
        "fil",
        "bg",
        "hr",
        "sk",
        "sl",
        "sr",
        "lt",
        "lv",
        "et",
    ),
    *("ca", "km", "my"),
)
LANGUAGES = ("en", *_OTHERS)
_NUMBERED = re.compile(
    r"(?:(?P<year>\d{4})\s*[年년]\s*)?(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
    r"|(?P<day2>\d{1,2})\s+(?:tháng|thg)\s+(?P<month2>\d{1,2})(?:,?\s+(?P<year2>\d{4}))?"
)
_OLDEST, _LAST_DAY = 1900, 31


@lru_cache(maxsize=64)
def months(language: str) -> Mapping[str, int]:
    """Give the month that each word of a language names."""
    if language == "en":
        return {word: number for number, words in enumerate(_ENGLISH, 1) for word in words.split()}
    return {word: number for number, words in enumerate(_written()[language], 1) for word in words}


@lru_cache(maxsize=1)
def _written() -> Mapping[str, list[list[str]]]:
    """Read the table of months: a line a language, its twelve months, the words for each."""
    lines = Path(__file__).with_name("months.txt").read_text(encoding="utf-8").splitlines()
    named = (line.split(": ", maxsplit=1) for line in lines)
    return {language: [words.split(", ") for words in months.split(" | ")] for language, months in named}


@lru_cache(maxsize=64)
def _names(language: str) -> re.Pattern[str]:
    longest_first = sorted((name for name in months(language) if not name.isdigit()), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])")


def may_be(texts: str, languages: Iterable[str]) -> list[str]:
    """List the languages in which a month may be named in texts: far quicker told than what is named.

    >>> may_be("Saturday, 8 de marzo de 2026", ("es", "de", "fi"))
    ['es']
    """
    written = texts.casefold()
    if _NUMBERED.search(texts):
        return list(languages)
    return [to for to in languages if any(not name.isdigit() and name in written for name in months(to))]


def spoken(text: str, language: str) -> tuple[int | None, int, int] | None:
    """Read a date that names its month: its year (None where it says none), month and day.

    >>> spoken("8 de marzo", "es"), spoken("Sat, Aug 15, 2026", "en"), spoken("3月8日", "en")
    ((None, 3, 8), (2026, 8, 15), (None, 3, 8))
    """
    numbered = _NUMBERED.search(text)
    if numbered:
        year = numbered["year"] or numbered["year2"]
        return (
            int(year) if year else None,
            int(numbered["month"] or numbered["month2"]),
            int(numbered["day"] or numbered["day2"]),
        )
    written = text.casefold()
    named = [(found.start(), months(language)[found[0]]) for found in _names(language).finditer(written)]
    figures = [(found.start(), found[0]) for found in re.finditer(r"\d+", written)]
    if len({month for _, month in named}) != 1 or not 1 <= len(figures) <= 2:  # noqa: PLR2004 (a day, and a year)
        return None
    return _year_and_day(figures, named[0])


def _year_and_day(figures: list[tuple[int, str]], named: tuple[int, int]) -> tuple[int | None, int, int] | None:
    """Tell the year from the day: by its four figures, else it is the one behind the month."""
    years = [int(word) for _, word in figures if len(word) == len("2026")]
    days = [int(word) for _, word in figures if len(word) <= len("31")]
    year = years[0] if years else None
    if len(days) == 2 and figures[0][0] < named[0] < figures[1][0]:  # noqa: PLR2004 (5-Jan-26)
        year = 2000 + days.pop()
    if len(days) != 1 or len(years) > 1 or not 1 <= days[0] <= _LAST_DAY or (year is not None and year < _OLDEST):
        return None
    return year, named[1], days[0]
