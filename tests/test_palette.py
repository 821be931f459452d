import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from kpi import palette
from kpi.catalogue.channels import CHANNELS

THEME = tomllib.loads(Path(__file__).parents[1].joinpath(".streamlit", "config.toml").read_text(encoding="utf-8"))[
    "theme"
]
GROUNDS = ("light", "dark")
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SEEN_BY = {
    "everybody": np.eye(3),
    "protanopes": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopes": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritanopes": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
TO_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])  # fmt: skip


def linear(colour):
    channel = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def luminance(colour):
    return linear(colour) @ (0.2126, 0.7152, 0.0722)


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour, eyes="everybody"):
    """Give the CIE Lab of a colour as somebody sees it."""
    ratio = TO_XYZ @ np.clip(SEEN_BY[eyes] @ linear(colour), 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def hue(a, b):
    return np.degrees(np.arctan2(b, a)) % 360


def mean_hue(one, other):
    middle = (one + other) / 2
    return middle if abs(one - other) <= 180 else (middle + 180) % 360


def apart(one, other):
    """Give CIEDE2000, the distance at which two Lab colours are seen (Sharma, Wu and Dalal, 2005)."""
    chroma = (np.hypot(*one[1:]) + np.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + 25**7))
    (l1, a1, b1), (l2, a2, b2) = one, other
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2, h1, h2 = np.hypot(a1, b1), np.hypot(a2, b2), hue(a1, b1), hue(a2, b2)
    turn = (h2 - h1 + 180) % 360 - 180
    lightness, chroma, middle = (l1 + l2) / 2, (c1 + c2) / 2, mean_hue(h1, h2)
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    swing = 1 + sum(size * np.cos(np.radians(times * middle + shift)) for size, times, shift in waves)
    by_lightness = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * swing)
    blue = np.sin(np.radians(60 * np.exp(-(((middle - 275) / 25) ** 2))))
    turned = -blue * 2 * np.sqrt(chroma**7 / (chroma**7 + 25**7))
    return np.sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + turned * by_chroma * by_hue)


def nearest(colours, others=None, eyes="everybody"):
    pairs = combinations(colours, 2) if others is None else ((one, other) for one in colours for other in others)
    return min(apart(lab(one, eyes), lab(other, eyes)) for one, other in pairs)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_yardstick_agrees_with_its_published_examples(one, other, distance):
    assert apart(np.array(one), np.array(other)) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_the_first_eight_colours_stay_apart_for_every_eye(eyes):
    assert nearest(palette.CATEGORICAL[:8], eyes=eyes) >= 11  # the palette of Okabe and Ito has 10.9


def test_all_channels_differ_at_least_by_shade():
    assert nearest(palette.CATEGORICAL) >= 11
    assert all(nearest(palette.CATEGORICAL, eyes=eyes) >= 5 for eyes in SEEN_BY)


def test_every_channel_has_its_colour():
    assert set(palette.CHANNEL_COLOURS) == set(CHANNELS)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", [*palette.CATEGORICAL, palette.RULE, *palette.MIDDLE.values()])
def test_a_mark_is_seen_on_both_grounds(colour, ground):
    assert contrast(colour, palette.BACKGROUND[ground]) >= 3


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("behind", [palette.BACKGROUND, palette.SECONDARY_BACKGROUND])
def test_text_is_readable(behind, ground):
    words = (palette.TEXT[ground], palette.LINK[ground], *palette.STATUS[ground].values())

    assert min(contrast(word, behind[ground]) for word in words) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_button_in_the_accent_is_readable_and_seen(ground):
    assert contrast("#FFFFFF", palette.ACCENT[ground]) >= 4.5  # Streamlit writes in white on it
    assert contrast(palette.ACCENT[ground], palette.SECONDARY_BACKGROUND[ground]) >= 3


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_status_is_no_channel(ground):
    assert nearest(palette.STATUS[ground].values(), [*palette.CATEGORICAL, palette.RULE]) >= 8


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("ground", GROUNDS)
def test_statuses_stay_apart_for_every_eye(ground, eyes):
    status = palette.STATUS[ground]

    assert nearest([status[key] for key in ("better", "worse", "at_risk", "no_data")], eyes=eyes) >= 7.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_number_is_readable_in_the_sign_of_its_note(ground):
    assert contrast(palette.BACKGROUND[ground], palette.STATUS[ground]["no_data"]) >= 4.5


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_mark_of_a_compared_value_is_seen_across_the_bar_of_every_channel(ground, eyes):
    assert nearest([palette.TEXT[ground]], palette.CATEGORICAL, eyes=eyes) >= 15


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_a_break_without_a_channel_is_taken_for_none_of_the_first_eight(eyes):
    assert nearest([palette.RULE], palette.CATEGORICAL[:8], eyes=eyes) >= 4.5


def test_a_target_line_is_no_channel():
    assert nearest([palette.RULE], palette.CATEGORICAL) >= 8


def test_more_is_darker_step_by_step():
    shades = [luminance(colour) for colour in palette.SEQUENTIAL]

    assert len(shades) == 10
    assert shades == sorted(shades, reverse=True)
    assert all(apart(lab(one), lab(other)) > 4 for one, other in pairwise(palette.SEQUENTIAL))


def test_both_ends_of_a_difference_weigh_the_same():
    weights = [lab(colour)[0] for colour in palette.DIVERGING]

    assert len(weights) == 10
    assert weights == pytest.approx(weights[::-1], abs=3)
    assert all(apart(lab(palette.DIVERGING[0], eyes), lab(palette.DIVERGING[-1], eyes)) > 20 for eyes in SEEN_BY)


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_theme_repeats_the_palette(ground):
    status = palette.STATUS[ground]
    expected = {
        "primaryColor": palette.ACCENT[ground],
        "backgroundColor": palette.BACKGROUND[ground],
        "secondaryBackgroundColor": palette.SECONDARY_BACKGROUND[ground],
        "textColor": palette.TEXT[ground],
        "linkColor": palette.LINK[ground],
        "chartSequentialColors": list(palette.SEQUENTIAL if ground == "light" else palette.SEQUENTIAL[::-1]),
    } | {
        f"{name}{part}": status[key]
        for name, key in {"green": "better", "red": "worse", "orange": "at_risk", "gray": "no_data"}.items()
        for part in ("Color", "TextColor")
    }

    assert {key: THEME[ground].get(key) for key in expected} == expected


def test_charts_take_the_palette_in_both_themes():
    assert THEME["chartCategoricalColors"] == list(palette.CATEGORICAL)
    assert THEME["chartDivergingColors"] == list(palette.DIVERGING)


def test_fonts_come_from_the_reader_s_own_system():
    assert "fontFaces" not in THEME
    assert not [font for key, font in THEME.items() if "font" in key.lower() and "://" in str(font)]
