"""An export under its platform's name is called by the rest of its label."""

import pytest

from kpi.exports.export import Export
from pages.parts.readable import within_platform


@pytest.mark.parametrize(
    ("platform", "label", "called"),
    [
        ("YouTube Studio", "By geography, YouTube Studio", "By geography"),
        ("Google Play Console", "Reviews, Google Play", "Reviews (Google Play)"),
        ("TikTok", "Videos, TikTok Business Suite", "Videos (TikTok Business Suite)"),
        ("LinkedIn", "LinkedIn Page, content by day", "LinkedIn Page, content by day"),
        ("Hootsuite", "Account metrics", "Account metrics"),
    ],
)
def test_what_an_export_is_called_within_its_platform(platform, label, called):
    assert within_platform(Export(key="one", label=label, platform=platform)) == called
