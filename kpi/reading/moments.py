"""Parts of dates put together: the days and times of a column, each different day looked up once."""

import numpy as np
import pyarrow as pa

from kpi.reading.parts import SIGNS
from kpi.reading.threads import side_by_side

NOTHING = np.datetime64("NaT", "ms")
_OLDEST, _NEWEST = 1990, 2100
_MONTHS = np.arange(f"{_OLDEST}-01", f"{_NEWEST + 1}-02", dtype="datetime64[M]").astype("datetime64[D]").astype("int64")
_FIRSTS, _LENGTHS = _MONTHS[:-1], np.diff(_MONTHS)
_AFTERNOON = SIGNS["half"].index("P")
_ABSENT = np.int32(-1)


def moments(parts: dict[str, np.ndarray], *orders: tuple[str, str, str]) -> list[np.ndarray]:
    """Put days and times together, in each order of year, month and day; what is no day of the calendar is missing."""
    if (parts["y"] < 0).all():
        return [nothing(len(parts["y"]))] * len(orders)
    where, day = _different_days(parts, *orders[0])
    time = _time_of(parts)
    return side_by_side(lambda order: _days(*(day[part] for part in order)).take(where) + time, orders, rows=len(where))


def _different_days(parts: dict[str, np.ndarray], *names: str) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Give the different days of which the parts speak, and where each row finds its own: they are few among many."""
    year, one, other = (parts[name] for name in names)
    is_one = one >= 0
    if "mark2" in parts:
        is_one &= parts["mark"] == parts["mark2"]
    codes = pa.array(np.where(is_one, (year * 100 + one) * 100 + other, 0)).dictionary_encode()
    years, rest = np.divmod(codes.dictionary.to_numpy(), 10_000)
    return codes.indices.to_numpy(), dict(zip(names, (years, *np.divmod(rest, 100)), strict=True))


def _days(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    right = (year >= _OLDEST) & (year <= _NEWEST) & (month >= 1) & (month <= 12) & (day >= 1)  # noqa: PLR2004
    of_month = np.where(right, (year - _OLDEST) * 12 + month - 1, 0)
    right &= day <= _LENGTHS[of_month]
    days = (_FIRSTS[of_month] + day - 1).astype("datetime64[D]").astype("datetime64[ms]")
    return np.where(right, days, NOTHING)


def _time_of(parts: dict[str, np.ndarray]) -> np.ndarray | np.timedelta64:
    """Give the time of day, midnight where none is written."""
    hour, half = parts.get("hour", _ABSENT), parts.get("half", _ABSENT)
    if (hour < 0).all():
        return np.timedelta64(0, "ms")
    if (half >= 0).any():
        hour = np.where(half < 0, hour, hour % 12 + np.where(half >= _AFTERNOON, 12, 0))
    seconds = np.maximum(hour, 0) * 3600
    for key, by in (("minute", 60), ("second", 1)):
        if (parts.get(key, _ABSENT) >= 0).any():
            seconds += np.maximum(parts[key], 0) * by
    return (seconds.astype("int64") * 1000).view("timedelta64[ms]")


def nothing(rows: int) -> np.ndarray:
    """Give a column without a day, which takes no memory."""
    return np.broadcast_to(NOTHING, rows)
