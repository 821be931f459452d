"""The chance that a status follows is that of the forecast, on what the track has seen."""

import pytest

from kpi.targets.likely import by_forecast
from kpi.targets.status import Status, stand
from tests.builders import days, facts, span
from tests.targets.builders import target, until


def noisy(last, **more: str):
    """Give days of 100 to 260 since June, 180 on average: 5,580 in October."""
    since_june = enumerate(days(span("2026-06-01", last), impressions=0, **more))
    return [one | {"impressions": 100 + 40 * (n * 7 % 5)} for n, one in since_june]


@pytest.mark.parametrize(
    ("goal", "status"), [(4_500, Status.ON_TRACK), (5_580, Status.AT_RISK), (7_500, Status.OFF_TRACK)]
)
def test_a_target_stands_as_likely_as_its_forecast_says(goal, status):
    assert stand(target("impressions", goal), facts(*noisy("2026-10-15")), chance=by_forecast()).status is status


def test_with_a_short_history_the_pace_speaks():
    standing = stand(target("impressions", 310), facts(*until("2026-10-20", impressions=10)), chance=by_forecast())

    assert (standing.chance, standing.status) == (None, Status.ON_TRACK)


def test_the_forecast_ends_where_the_track_does_and_not_without_the_channel_that_lags():
    rows = [*noisy("2026-10-30"), *noisy("2026-10-12", channel="X")]

    standing = stand(target("impressions", 9_000), facts(*rows), chance=by_forecast())

    assert standing.track.late
    assert standing.status is Status.ON_TRACK  # Instagram alone would never reach it
