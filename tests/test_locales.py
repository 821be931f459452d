"""Figures in the ways of other places: values worked out by hand, and every locale read back by Babel."""

import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from babel import Locale
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.metrics import Unit
from kpi.errors import KpiError
from kpi.formats import (
    change_text,
    count_text,
    day_text,
    decimal_text,
    exact,
    kept_as_spoken,
    move_in_full,
    move_text,
    period_text,
    quarter_text,
    retold,
    share_text,
    short,
    speak,
    speaking,
    spoken,
    ticks,
)
from kpi.locales import LOCALES

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
NBSP, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


def told(locale):
    """Write the same seven figures in a locale."""
    with speaking(locale):
        return [
            short(1_896_000, Unit.COUNT),
            exact(1_234_567, Unit.COUNT),
            exact(0.03417, Unit.PERCENT),
            short(-12_400, Unit.MONEY, "EUR"),
            exact(1_234.5, Unit.MONEY, "USD"),
            change_text(-0.034, "percent"),
            change_text(0.0024, "points"),
        ]


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("en", ["1.90~M", "1,234,567", "3.417~%", "−€12.4~K", "$1,234.50", "−3.4~%", "+0.2~points"]),
        ("en-GB", ["1.90~M", "1,234,567", "3.417%", "−€12.4~K", "US$1,234.50", "−3.4%", "+0.2~points"]),
        ("en-IN", ["1.90~M", "12,34,567", "3.417%", "−€12.4~K", "$1,234.50", "−3.4%", "+0.2~points"]),
        ("de-DE", ["1,90~M", "1.234.567", "3,417~%", "−12,4~K~€", "1.234,50~$", "−3,4~%", "+0,2~points"]),
        ("de-CH", ["1.90~M", "1’234’567", "3.417%", "−EUR~12.4~K", "$~1’234.50", "−3.4%", "+0.2~points"]),
        ("fr-FR", ["1,90~M", "1_234_567", "3,417~%", "−12,4~K~€", "1_234,50~$US", "−3,4~%", "+0,2~points"]),
        ("es-ES", ["1,90~M", "1.234.567", "3,417~%", "−12,4~K~€", "1.234,50~US$", "−3,4~%", "+0,2~points"]),
        ("pt-BR", ["1,90~M", "1.234.567", "3,417%", "−€~12,4~K", "US$~1.234,50", "−3,4%", "+0,2~points"]),
        ("tr-TR", ["1,90~M", "1.234.567", "%3,417", "−€12,4~K", "$1.234,50", "−%3,4", "+0,2~points"]),
    ],
)
def test_figures_are_written_as_their_locale_writes_them(locale, texts):
    assert told(locale) == [text.replace("~", NBSP).replace("_", NARROW) for text in texts]


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("en", ["1 Jun 2026", "October 2026", "1–29 Oct 2026", "28 Dec 2025 – 3 Jan 2026", "Q3 2026", "2026"]),
        ("en-US", ["Jun 1, 2026", "October 2026", "Oct 1 – 29, 2026", "Dec 28, 2025 – Jan 3, 2026", "Q3 2026", "2026"]),
        ("en-GB", ["1 Jun 2026", "October 2026", "1–29 Oct 2026", "28 Dec 2025 – 3 Jan 2026", "Q3 2026", "2026"]),
        (
            "de-DE",
            ["1. Juni 2026", "Oktober 2026", "1.–29. Okt. 2026", "28. Dez. 2025 – 3. Jan. 2026", "Q3 2026", "2026"],
        ),
        ("fr-FR", ["1 juin 2026", "octobre 2026", "1–29 oct. 2026", "28 déc. 2025 – 3 janv. 2026", "T3 2026", "2026"]),
        ("es-ES", ["1 jun 2026", "octubre de 2026", "1–29 oct 2026", "28 dic 2025 – 3 ene 2026", "T3 2026", "2026"]),
        (
            "pt-BR",
            [
                "1 de jun. de 2026",
                "outubro de 2026",
                "1 – 29 de out. de 2026",
                "28 de dez. de 2025 – 3 de jan. de 2026",
                "T3 de 2026",
                "2026",
            ],
        ),
    ],
)
def test_days_and_ranges_are_written_as_their_locale_writes_them(locale, texts):
    with speaking(locale):
        found = [
            day_text(date(2026, 6, 1)),
            period_text(*OCTOBER),
            period_text(date(2026, 10, 1), date(2026, 10, 29)),
            period_text(date(2025, 12, 28), date(2026, 1, 3)),
            period_text(date(2026, 7, 1), date(2026, 9, 30)),
            period_text(date(2026, 1, 1), date(2026, 12, 31)),
        ]

    assert [text.replace("\u2009", " ") for text in found] == texts


def test_an_axis_has_as_many_decimals_as_its_neighbours_in_every_locale():
    with speaking("de-DE"):
        assert ticks((0, 500_000, 1_500_000), Unit.COUNT) == ["0", f"500{NBSP}K", f"1,5{NBSP}M"]
        assert ticks((0, 0.5, 1, -1.5), Unit.MONEY, "EUR") == [f"0{NBSP}€", f"0,5{NBSP}€", f"1,0{NBSP}€", "−1,5\u00a0€"]


def test_steps_and_shares_are_written_in_the_locale_too():
    with speaking("fr-FR"):
        assert move_text(-290, Unit.MONEY, "EUR") == f"−290{NBSP}€"
        assert move_in_full(-0.0153002, Unit.PERCENT) == f"−1,53{NBSP}points"
        assert move_in_full(1_880_546, Unit.COUNT) == f"+1{NARROW}880{NARROW}546"
        assert share_text(0.004) == f"under 1{NBSP}%"
        assert exact(3_725, Unit.SECONDS) == f"1{NBSP}h 2{NBSP}min 5{NBSP}s"
        assert short(3_725, Unit.SECONDS) == "1:02:05"
        assert count_text(12_400) == f"12{NARROW}400"


def test_an_amount_of_no_currency_has_none_in_any_locale():
    for locale in LOCALES:
        with speaking(locale):
            assert exact(3, Unit.MONEY).replace(",", ".") == "3.00"


NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)


@given(st.sampled_from(LOCALES), NUMBERS)
def test_whatever_the_locale_babel_reads_the_same_number_back(locale, value):
    known = Locale.parse(locale, sep="-")
    with speaking(locale):
        text, whole = decimal_text(value, 2), exact(round(value), Unit.COUNT)

    sign = -1 if text.startswith(MINUS) else 1
    assert sign * float(parse_decimal(text.removeprefix(MINUS), known, strict=True)) == round(value, 2)
    sign = -1 if whole.startswith(MINUS) else 1
    assert sign * int(parse_decimal(whole.removeprefix(MINUS), known, strict=True)) == round(value)


@given(st.sampled_from(LOCALES), st.floats(min_value=0, max_value=10), st.sampled_from(["EUR", "BRL", "CHF", "INR"]))
def test_whatever_the_locale_babel_reads_a_share_and_an_amount_without_their_signs_back(locale, value, currency):
    known = Locale.parse(locale, sep="-")
    with speaking(locale):
        share, amount = exact(value, Unit.PERCENT), exact(value, Unit.MONEY, currency)

    assert share.count("%") == 1
    bare = share.replace("%", "").strip(NBSP + NARROW)
    assert math.isclose(float(parse_decimal(bare, known)), value * 100, rel_tol=6e-3, abs_tol=1e-5)
    digits = "".join(sign for sign in amount if sign.isdigit() or sign in ",.")
    assert math.isclose(float(parse_decimal(digits.rstrip("."), known)), value, abs_tol=0.00501)


@given(st.sampled_from(LOCALES), NUMBERS, st.sampled_from(list(Unit)))
def test_a_figure_is_the_same_but_for_its_signs_in_every_locale(locale, value, unit):
    in_house = short(value, unit)
    with speaking(locale):
        elsewhere = short(value, unit)

    assert [sign for sign in elsewhere if sign.isalnum()] == [sign for sign in in_house if sign.isalnum()]
    assert elsewhere.startswith(MINUS) == in_house.startswith(MINUS)


def test_the_months_of_a_locale_are_its_own_whoever_was_asked_before():
    # Babel looks up what locales share once for all of them: asked first, Japanese would name the months of Dutch
    code = """
from datetime import date
from kpi.formats import month_text, month_of_year, speaking
for locale in ("ja-JP", "nl-NL", "pl-PL", "pt-BR"):
    with speaking(locale):
        print(month_text(date(2026, 3, 1)), month_of_year(date(2026, 10, 1)))
"""
    run = subprocess.run([sys.executable, "-X", "utf8", "-c", code], check=True, capture_output=True, encoding="utf-8")

    assert run.stdout.splitlines() == ["3月 2026年10月", "mrt okt 2026", "mar paź 2026", "mar. out. de 2026"]


def test_a_locale_is_spoken_as_long_as_it_is_said_and_the_former_one_afterwards():
    with speaking("de-DE"):
        with speaking("fr-FR"):
            assert quarter_text(date(2026, 10, 1)) == "T4"
        assert spoken() == "de-DE"
    assert spoken() == "en"


def test_two_runs_at_the_same_time_write_each_in_their_own_locale():
    together = Barrier(2)

    def run(locale: str) -> list[str]:
        speak(locale)
        together.wait(5)
        return [decimal_text(1_234.5, 1) for _ in range(1_000)]

    with ThreadPoolExecutor(2) as pool:
        german, indian = pool.map(run, ("de-DE", "en-IN"))

    assert (set(german), set(indian)) == ({"1.234,5"}, {"1,234.5"})
    assert spoken() == "en"


def test_what_is_kept_of_written_words_is_kept_by_locale():
    asked = []

    @kept_as_spoken(8)
    def written(value: float) -> str:
        asked.append(value)
        return decimal_text(value, 1)

    texts = []
    for locale in ("en", "de-DE", "en", "de-DE"):
        with speaking(locale):
            texts.append(written(1_234.5))

    assert texts == ["1,234.5", "1.234,5", "1,234.5", "1.234,5"]
    assert len(asked) == 2


def test_a_text_kept_in_english_is_shown_with_the_signs_of_the_locale():
    with speaking("de-DE"):
        assert retold(f"€1,234.5{NBSP}K") == f"€1.234,5{NBSP}K"
    assert retold("1,234.5") == "1,234.5"


@pytest.mark.parametrize("locale", ["", "xx-YY", "de_DE", "a" * 99, "../etc"])
def test_a_locale_that_nobody_knows_is_refused_and_changes_nothing(locale):
    with pytest.raises(KpiError, match="nobody knows that locale"):
        speak(locale)
    with pytest.raises(KpiError), speaking(locale):
        pytest.fail("nothing may be written in it")
    assert spoken() == "en"
