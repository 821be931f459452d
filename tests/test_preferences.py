"""What a workspace's settings say of how its figures are told."""

import pytest
from babel import Locale

from kpi.errors import KpiError
from kpi.locales import LOCALES, called
from kpi.periods import WeekStart
from kpi.preferences import Preferences, preferences, with_preferences

CHOSEN = Preferences("pt-BR", WeekStart.SUNDAY, "BRL", "Sparkling water")


def test_a_workspace_that_never_chose_is_told_in_english_with_weeks_from_monday_and_no_currency():
    assert preferences({}) == Preferences("en", WeekStart.MONDAY, "", "")


def test_what_was_chosen_is_read_as_it_was_kept_and_leaves_the_other_settings_alone():
    kept = with_preferences({"management_figures": ["impressions"]}, CHOSEN)

    assert kept == {
        "management_figures": ["impressions"],
        "locale": "pt-BR",
        "week_start": "sunday",
        "currency": "BRL",
        "sector": "Sparkling water",
    }
    assert preferences(kept) == CHOSEN


def test_what_is_set_back_is_kept_no_more():
    kept = with_preferences({}, CHOSEN)

    assert with_preferences(kept, Preferences()) == {}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("locale", "xx-YY"),
        ("locale", 7),
        ("locale", ["de-DE"]),
        ("week_start", "friday"),
        ("currency", "euros"),
        ("currency", "eur"),
        ("sector", "a" * 81),
        ("sector", None),
    ],
)
def test_a_kept_setting_that_nothing_can_be_told_in_is_as_if_unchosen_and_spoils_no_other(name, kept):
    settings = {"locale": "de-DE", "week_start": "saturday", "currency": "EUR", "sector": "Tea", name: kept}

    told = preferences(settings)

    assert getattr(told, name) == getattr(Preferences(), name)
    assert [getattr(told, one) == settings[one] for one in settings] == [one != name for one in settings]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"locale": "klingon"}, "“klingon”"),
        ({"week_start": "friday"}, "Monday, Sunday, Saturday"),
        ({"currency": "XYW"}, "no currency"),
        ({"sector": "a" * 81}, "81 characters"),
    ],
)
def test_what_nothing_can_be_told_in_is_refused_in_words(given, says):
    with pytest.raises(KpiError, match=says):
        Preferences(**given)


def test_a_sector_is_one_line():
    assert Preferences(sector="  sparkling\n water ").sector == "sparkling water"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_there_is_to_choose_is_known_by_its_name_and_writes_from_left_to_right(locale):
    known = Locale.parse(locale, sep="-")

    assert known.text_direction == "ltr"
    assert called(locale)


def test_no_two_locales_go_by_the_same_name():
    assert len({called(locale) for locale in LOCALES}) == len(LOCALES)
