"""A chance in words: no surer than the forecasts have been measured to be (docs/calibration.md)."""

LEAST, MOST = 0.1, 0.9
"""Beyond these no chance is told: of the goals given less, up to six in a hundred were reached."""
UNKNOWN = "not known"
_WORDS = (
    (0.1, "very unlikely"),
    (0.3, "unlikely"),
    (0.45, "rather unlikely"),
    (0.55, "about even"),
    (0.7, "rather likely"),
    (0.9, "likely"),
)
_SURE = "very likely"
_OF_TEN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def capped(chance: float) -> float:
    """Keep a chance within what may be told.

    >>> [capped(chance) for chance in (0.0, 0.42, 1.0)]
    [0.1, 0.42, 0.9]
    """
    return min(max(chance, LEAST), MOST)


def word(chance: float | None) -> str:
    """Say a chance in a word or two.

    >>> [word(chance) for chance in (0.0, 0.2, 0.5, 0.69, 0.7, 1.0, None)]
    ['very unlikely', 'unlikely', 'about even', 'rather likely', 'likely', 'very likely', 'not known']
    """
    if chance is None:
        return UNKNOWN
    return next((said for below, said in _WORDS if chance < below), _SURE)


def of_ten(chance: float | None) -> str:
    """Say a chance as people count.

    >>> [of_ten(chance) for chance in (0.0, 0.42, 0.88, 0.97)]
    ['less than one in ten', 'about four in ten', 'about nine in ten', 'more than nine in ten']
    """
    if chance is None:
        return UNKNOWN
    if chance < LEAST:
        return "less than one in ten"
    if chance > MOST:
        return "more than nine in ten"
    return f"about {_OF_TEN[round(chance * 10)]} in ten"
