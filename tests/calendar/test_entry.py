import pytest

from kpi.calendar.entry import Stage
from tests.calendar.builders import campaign, entry


@pytest.mark.parametrize("stage", Stage)
def test_a_post_is_a_mark_where_somebody_says_so_until_it_is_dropped(stage):
    assert entry(stage=stage, on_charts=True).is_marked is (stage != "dropped")
    assert not entry(stage=stage).is_marked


def test_a_campaign_is_a_mark_where_somebody_says_so():
    assert campaign(on_charts=True).is_marked
    assert not campaign().is_marked
