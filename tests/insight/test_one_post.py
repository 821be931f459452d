"""The one post behind a split: named only where it made most of what its channel has."""

import pytest

from kpi.choice import Scope
from kpi.insight.one_post import one_post
from kpi.periods import before
from tests.builders import facts, post, sample_facts, span
from tests.splits import split

BOTH = ("2026-09-01", "2026-10-31")
MAY = span("2026-05-01", "2026-05-31")


def posts(*told: tuple):
    return facts(
        *(post(day, content_type=kind, impressions=seen, key=f"{day} {n}", covers=BOTH)
          for n, (day, kind, seen) in enumerate(told))
    )  # fmt: skip


def found_in(known, scope=None, **more: object):
    return one_post(split("impressions", known, **more), known, scope or Scope())


def test_a_post_with_most_of_what_its_channel_has_is_named_with_its_share():
    known = posts(("2026-10-05", "reel", 600), ("2026-10-06", "photo", 200), ("2026-09-05", "photo", 100))

    found = found_in(known)

    assert (str(found.day), found.content_type, found.share) == ("2026-10-05", "reel", 0.75)


@pytest.mark.parametrize(
    "told",
    [
        [("2026-10-05", "reel", 300), ("2026-10-06", "photo", 301), ("2026-10-07", "link", 302)],
        [("2026-10-05", "reel", 300), ("2026-10-05", "reel", 300)],
        [("2026-10-05", "reel", 60), ("2026-09-05", "reel", 90)],
    ],
    ids=["several share it", "two of one kind on a day", "the channel fell"],
)
def test_else_none_is(told):
    assert found_in(posts(("2026-09-06", "photo", 10), *told)) is None


def test_nothing_compared_names_none():
    assert found_in(posts(("2026-10-05", "reel", 600)), against=None) is None


def test_the_viral_video_of_the_sample_brand_is_found():
    found = one_post(split("engagement_rate", sample_facts(), asked=MAY, against=before(MAY)), sample_facts(), Scope())

    assert str(found.day) == "2026-05-16"
    assert found.share == pytest.approx(1_900_000 / 2_400_000, abs=0.1)
