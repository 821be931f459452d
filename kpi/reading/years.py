"""Years for dates that stand without one, by the moment at which a post was made."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_APART = timedelta(days=60)
_NOTHING = np.datetime64("NaT", "ms")


def made_by_ids(links: pa.LargeStringArray, pattern: str) -> np.ndarray | None:
    r"""Tell when each post was made by the id in its link, or None where not every link holds one.

    The upper half of such an id counts the seconds since 1970.

    >>> made_by_ids(pa.array(["/video/7400000000000000000"]), r"/video/(?P<id>\d{19})")
    array(['2024-08-06T12:19:23.000'], dtype='datetime64[ms]')
    """
    ids = pc.struct_field(pc.extract_regex(links, pattern), "id")
    if not len(ids) or ids.null_count:
        return None
    made: np.ndarray = (pc.cast(ids, pa.int64()).to_numpy() >> 32).astype("datetime64[s]").astype("datetime64[ms]")
    return made


def years_by(days: Sequence[tuple[int, int] | None], made: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Date months and days in the year that brings each nearest to its moment; far from it, it is missing.

    >>> years_by([(12, 31), (1, 1), (7, 1)], np.full(3, "2025-01-01T02:00", "datetime64[ms]"))[0].astype("M8[D]")
    array(['2024-12-31', '2025-01-01',        'NaT'], dtype='datetime64[D]')
    """
    moments = made.astype("datetime64[D]").tolist()
    found = [_nearest(*day, moment) if day else None for day, moment in zip(days, moments, strict=True)]
    note = "The dates have no year: the link of each post tells in which it was made."
    return np.array([_NOTHING if day is None else np.datetime64(day, "ms") for day in found]), (note,)


def _nearest(month: int, day: int, moment: date) -> date | None:
    near = [found for year in (-1, 0, 1) if (found := _real(moment.year + year, month, day))]
    best = min(near, key=lambda found: abs(found - moment), default=None)
    return best if best and abs(best - moment) <= _APART else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
