"""Which figures are shown: the owner's list, in which one without data gives way to the next."""

from kpi.catalogue.kpis import KPIS
from kpi.management.figures import DEFAULT, as_settings, listed, shown


def test_nobody_has_chosen_so_the_list_is_the_default():
    assert listed({}, KPIS) == DEFAULT == (
        "share_of_voice", "conversion_rate", "weighted_cost", "social_sessions", "conversions", "net_followers",
    )  # fmt: skip


def test_a_figure_without_data_gives_way_to_the_next():
    known = {"conversion_rate": True, "social_sessions": True, "conversions": True, "share_of_voice": False}
    known["weighted_cost"] = False

    # net_followers is not in it: what is not shown is not worked out
    assert shown(DEFAULT, known.__getitem__) == ("conversion_rate", "social_sessions", "conversions")


def test_fewer_figures_are_shown_where_fewer_are_known():
    assert shown(DEFAULT, lambda key: key == "conversions") == ("conversions",)
    assert shown(DEFAULT, lambda _: False) == ()


def test_a_list_of_ones_own_comes_back_in_its_order():
    kept = as_settings(["impressions", "share_of_voice"])

    assert listed(kept, KPIS) == ("impressions", "share_of_voice")


def test_a_kpi_that_is_gone_leaves_the_list_and_an_empty_one_is_the_default():
    assert listed({"management_figures": ["gone", "comments"]}, KPIS) == ("comments",)
    assert listed({"management_figures": ["gone"]}, KPIS) == DEFAULT
    assert listed({"management_figures": "comments"}, KPIS) == DEFAULT


def test_the_default_is_kept_as_nothing_so_that_a_better_one_reaches_everybody():
    assert as_settings(DEFAULT) == as_settings([]) == {"management_figures": None}
