import pytest

from kpi.catalogue.channels import CHANNELS, SOCIAL
from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import DERIVED, FILE_METRICS, MADE_FROM, METRICS, Unit
from kpi.catalogue.objectives import OBJECTIVES
from kpi.catalogue.operands import behaves, feeding, written_out
from kpi.catalogue.sources import SITES, Traffic, network_of, traffic_of
from kpi.exports.feeds import exports_feeding, never_together
from kpi.formula import parse


@pytest.mark.parametrize("key", KPIS)
def test_every_kpi_is_written_in_metrics_that_exist_and_some_export_feeds_it(key):
    kpi = KPIS[key]

    assert kpi.key == key
    assert set(written_out(kpi.formula, ("cpm",)).names) <= {*METRICS, *DERIVED, "cpm"}
    assert behaves(kpi)
    assert feeding(kpi) <= set(FILE_METRICS)
    assert exports_feeding(kpi)
    assert not never_together(kpi)


def test_of_exports_that_feed_a_kpi_as_well_the_social_channels_come_before_a_shop_on_the_map():
    channels = [export.channel for export in exports_feeding(KPIS["ctr"])]

    assert channels[0] == "Instagram"
    assert channels.index("LinkedIn") < channels.index("Google")


@pytest.mark.parametrize("key", KPIS)
def test_every_kpi_says_what_it_means_and_where_it_misleads_in_whole_sentences(key):
    for text in (KPIS[key].meaning, KPIS[key].caveat):
        assert text[0].isupper()
        assert text.endswith(".")


@pytest.mark.parametrize("key", OBJECTIVES)
def test_every_objective_asks_a_question_that_one_of_its_kpis_answers(key):
    objective = OBJECTIVES[key]

    assert objective.question.endswith("?")
    assert objective.headline in objective.kpis
    assert set(objective.kpis) | set(objective.besides) <= set(KPIS)
    assert all(words.endswith(".") for words in objective.verdict or ())


@pytest.mark.parametrize("key", DERIVED)
def test_every_form_of_a_derived_metric_is_made_of_metrics(key):
    for form in DERIVED[key].forms:
        assert set(parse(form.formula).names) == set(form.always)
        assert {*form.always, *form.joins} <= set(METRICS)


@pytest.mark.parametrize("key", METRICS)
def test_every_metric_says_what_it_means(key):
    assert METRICS[key].key == key
    assert METRICS[key].meaning.endswith(".")
    assert key in FILE_METRICS or key in MADE_FROM


def test_rates_are_percentages_and_costs_are_money():
    assert {KPIS[key].unit for key in ("ctr", "engagement_rate", "share_of_voice", "conversion_rate")} == {Unit.PERCENT}
    assert {KPIS[key].unit for key in ("cpm", "weighted_cost")} == {Unit.MONEY}


def test_no_paid_metric_feeds_an_organic_kpi():
    paid = {"spend", "ad_impressions", "ad_clicks"}

    assert {key for key, kpi in KPIS.items() if feeding(kpi) & paid} == {"cpm", "weighted_cost"}


def test_meta_ads_serve_both_networks_and_search_ads_none():
    assert {name for name, channel in CHANNELS.items() if channel.ads_network == "Meta"} == {"Instagram", "Facebook"}
    assert not any(CHANNELS[name].ads_network for name in CHANNELS if name not in SOCIAL)


def test_youtube_counts_exposure_by_video_views():
    assert CHANNELS["YouTube"].exposure == "video_views"


SOURCES = {  # what web analytics say: the kind of traffic, and the network where one of our channels is named
    "Organic Social": (Traffic.SOCIAL, ""),
    " organic video ": (Traffic.SOCIAL, ""),
    "Redes sociales orgánicas": (Traffic.SOCIAL, ""),
    "Social orgânico": (Traffic.SOCIAL, ""),
    "Paid Social": (Traffic.PAID_SOCIAL, ""),
    "Paid Video": (Traffic.PAID_SOCIAL, ""),
    "Referral": (Traffic.OTHER, ""),
    "Organic Search": (Traffic.OTHER, ""),
    "AI Assistant": (Traffic.OTHER, ""),
    "": (Traffic.OTHER, ""),
    "l.instagram.com": (Traffic.SOCIAL, "Instagram"),
    "instagram.com / referral": (Traffic.SOCIAL, "Instagram"),
    "l.instagram.com / referral": (Traffic.SOCIAL, "Instagram"),
    "ig / social": (Traffic.SOCIAL, "Instagram"),
    "m.facebook.com": (Traffic.SOCIAL, "Facebook"),
    "lm.facebook.com / referral": (Traffic.SOCIAL, "Facebook"),
    "facebook / cpc": (Traffic.PAID_SOCIAL, "Facebook"),
    "fb / paid": (Traffic.PAID_SOCIAL, "Facebook"),
    "FB / Paid_Social": (Traffic.PAID_SOCIAL, "Facebook"),
    "t.co / referral": (Traffic.SOCIAL, "X"),
    "x.com": (Traffic.SOCIAL, "X"),
    "lnkd.in / referral": (Traffic.SOCIAL, "LinkedIn"),
    "linkedin.com": (Traffic.SOCIAL, "LinkedIn"),
    "youtube.com / referral": (Traffic.SOCIAL, "YouTube"),
    "pinterest.com": (Traffic.SOCIAL, "Pinterest"),
    "pinterest.co.uk / referral": (Traffic.SOCIAL, "Pinterest"),
    "tiktok.com / cpm": (Traffic.PAID_SOCIAL, "TikTok"),
    "threads.net": (Traffic.SOCIAL, "Threads"),
    "l.threads.com / referral": (Traffic.SOCIAL, "Threads"),
    "out.reddit.com / referral": (Traffic.SOCIAL, ""),
    "newsletter / social": (Traffic.SOCIAL, ""),
    "agency / paid-social": (Traffic.PAID_SOCIAL, ""),
    "google / organic": (Traffic.OTHER, ""),
    "google / cpc": (Traffic.OTHER, ""),
    "(direct) / (none)": (Traffic.OTHER, ""),
    "chat.co / referral": (Traffic.OTHER, ""),
    "netflix.com": (Traffic.OTHER, ""),
    "notfacebook.com / referral": (Traffic.OTHER, ""),
}


@pytest.mark.parametrize("source", SOURCES)
def test_one_table_of_sources_tells_social_from_the_rest_and_names_the_network(source):
    assert (traffic_of(source), network_of(source)) == SOURCES[source]


def test_every_site_of_the_table_is_of_a_social_channel():
    assert set(SITES.values()) == set(SOCIAL)


@pytest.mark.parametrize(
    ("formula", "never"),
    [
        ("1000 * spend / saves", True),  # ads and posts are different channels
        ("conversions / spend", True),
        ("comments / posts", False),
        ("interactions / followers", False),
        ("mentions / (mentions + competitor_mentions)", False),
    ],
)
def test_what_no_channel_knows_together_is_told(formula, never):
    assert never_together(Kpi("mine", "Mine", formula, "")) is never
