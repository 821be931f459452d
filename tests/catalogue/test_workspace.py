"""A workspace's own KPIs and objectives stand among those that are shipped."""

from dataclasses import replace

import pytest

from kpi.catalogue.kpis import KPIS, Better, Kpi
from kpi.catalogue.metrics import DERIVED, METRICS
from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.operands import written_out
from kpi.catalogue.workspace import Own, catalogue


def own(key, formula):
    return Kpi(key, key.capitalize(), formula, "What it means.")


def with_kpis(*kpis: Kpi):
    return catalogue(Own(kpis=kpis))


def formula(known, key):
    return written_out(known.kpis[key].formula).text


class TestWithoutChanges:
    def test_everything_is_as_shipped(self):
        known = catalogue(Own())

        assert known.objectives == OBJECTIVES
        assert {key: known.kpis[key] for key in KPIS} == KPIS
        assert not known.set_aside

    @pytest.mark.parametrize("key", [*METRICS, *DERIVED])
    def test_every_metric_can_be_charted_by_itself_or_as_the_kpi_that_it_is(self, key):
        known = catalogue(Own())

        (mine,) = {kpi.key for kpi in known.kpis.values() if kpi.formula == key}
        assert (mine in known.metrics) != (mine in KPIS)

    def test_no_way_is_better_for_a_metric_alone(self):
        assert catalogue(Own()).kpis["video_views"].better is Better.NEITHER

    def test_no_two_are_called_alike(self):
        labels = [kpi.label.casefold() for kpi in catalogue(Own()).kpis.values()]

        assert len(labels) == len(set(labels))


class TestAnOwnKpi:
    def test_is_written_out_and_keeps_what_was_typed(self):
        known = with_kpis(own("talk", "reply_rate * 100"), own("reply_rate", "comments / impressions"))

        assert known.kpis["talk"].formula == "(comments / impressions) * 100"
        assert known.kpis["talk"].shown == known.kpis["talk"].typed == "reply_rate * 100"
        assert known.kpis["reply_rate"].typed == ""
        assert known.kpis["reply_rate"].shown == "comments / impressions"
        assert formula(known, "talk") == "comments / impressions * 100"

    def test_can_be_made_of_shipped_kpis_and_derived_metrics(self):
        known = with_kpis(own("a", "engagement_rate - ctr"), own("b", "interactions / posts"))

        assert formula(known, "a") == "interactions / exposures - click_throughs / impressions"
        assert formula(known, "b") == "interactions / posts"

    def test_that_is_made_of_itself_is_set_aside_with_all_that_need_it(self):
        circle = own("a", "b + 1"), own("b", "a + 1")

        known = with_kpis(*circle, own("c", "a"), own("fine", "comments"))

        assert set(known.set_aside) == {"a", "b", "c"}
        assert not {"a", "b", "c"} & set(known.kpis)
        assert "fine" in known.kpis

    def test_whose_metric_is_gone_is_set_aside_with_the_reason(self):
        assert with_kpis(own("a", "likes / posts")).set_aside == {
            "a": "“likes” is neither a metric nor a KPI. Search for it by name."
        }

    def test_never_takes_the_place_of_what_is_shipped(self):
        known = with_kpis(own("ctr", "comments"), own("reach", "comments"))

        assert known.kpis["ctr"] == KPIS["ctr"]
        assert set(known.set_aside) == {"ctr", "reach"}


class TestAnObjective:
    def test_of_the_workspaces_own_comes_last(self):
        mine = Objective("launch", "Launch", "Did it work?", ("video_views", "ctr"), headline="ctr")

        known = catalogue(Own(objectives=(mine,)))

        assert list(known.objectives) == [*OBJECTIVES, "launch"]
        assert known.objectives["launch"] == mine
        assert known.is_own("launch")

    def test_that_was_changed_keeps_its_place_its_words_and_what_was_taken_out_beside_it(self):
        changed = replace(OBJECTIVES["growth"], label="x", kpis=("followers", "new_followers"))

        growth = catalogue(Own(objectives=(changed,))).objectives["growth"]

        assert growth.kpis == ("followers", "new_followers")
        assert growth.besides == ("unfollows", "net_followers", "growth_rate")
        assert (growth.label, growth.verdict) == ("Community growth", OBJECTIVES["growth"].verdict)

    def test_with_another_headline_gives_no_verdict_that_was_written_for_the_former_one(self):
        changed = replace(OBJECTIVES["growth"], headline="followers")

        assert catalogue(Own(objectives=(changed,))).objectives["growth"].verdict is None

    def test_leaves_out_what_is_not_in_the_catalogue(self):
        changed = replace(OBJECTIVES["growth"], kpis=("gone", "followers"), headline="gone")
        lost = Objective("lost", "Lost", "Where?", ("gone",), headline="gone")

        known = catalogue(Own(objectives=(changed, lost)))

        assert (known.objectives["growth"].kpis, known.objectives["growth"].headline) == (("followers",), "followers")
        assert "lost" not in known.objectives


def test_what_uses_a_kpi_is_named():
    mine = Objective("launch", "Launch", "Did it work?", ("a",), headline="a")

    known = catalogue(Own(kpis=(own("a", "comments"), own("b", "a * 2")), objectives=(mine,)))

    assert known.used_by("a") == ("the KPI “B”", "the objective “Launch”")
    assert known.used_by("b") == ()
