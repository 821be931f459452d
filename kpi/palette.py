"""Colours for pages, charts and reports. `.streamlit/config.toml` repeats them, and a test holds it to this."""

from collections.abc import Mapping
from typing import Final, Literal

Ground = Literal["light", "dark"]

BACKGROUND: Final[Mapping[Ground, str]] = {"light": "#FAFBFA", "dark": "#0C1110"}
SECONDARY_BACKGROUND: Final[Mapping[Ground, str]] = {"light": "#EFF3F1", "dark": "#161D1C"}
TEXT: Final[Mapping[Ground, str]] = {"light": "#0D1513", "dark": "#E4EBE8"}
LINK: Final[Mapping[Ground, str]] = {"light": "#0B6B68", "dark": "#4FC3B7"}
ACCENT: Final[Mapping[Ground, str]] = {"light": "#0B6B68", "dark": "#12827C"}

# The first eight stay apart for every kind of colour blindness; the others differ from them by shade.
# All are seen on both grounds, so that one drawing serves the light and the dark theme.
CHANNEL_COLOURS: Final[Mapping[str, str]] = {
    "Instagram": "#C46D9F",
    "Facebook": "#466CCE",
    "LinkedIn": "#289AD4",
    "X": "#6F6E78",
    "TikTok": "#658976",
    "YouTube": "#D25A33",
    "Pinterest": "#974D52",
    "Threads": "#7C538C",
    "Web": "#43939B",
    "Search": "#6D6335",
    "Google": "#A187B3",
    "Trustpilot": "#416B53",
    "Google Play": "#A58452",
    "Meta": "#0B6EA0",
    "Listening": "#9A7068",
    "LinkedIn Ads": "#7972B5",
    "TikTok Ads": "#937F89",
    "Google Ads": "#908F75",
}
CATEGORICAL: Final = tuple(CHANNEL_COLOURS.values())

SEQUENTIAL: Final = (
    "#DEF2F0", "#BBDFDB", "#9CCBC7", "#7FB7B2", "#63A39E",
    "#45908B", "#237D77", "#006A65", "#005753", "#004541",
)  # fmt: skip
DIVERGING: Final = (
    "#884006", "#A56737", "#C08E66", "#D9B697", "#F3DFCD",
    "#CBE8E7", "#97C5C4", "#62A4A1", "#238280", "#006260",
)  # fmt: skip

RULE: Final = "#76827F"
"""A target line: a rule drawn in the default black vanishes on the dark ground."""
NEUTRAL: Final = "#8B9794"
"""What stands behind: the earlier period, the path of a forecast, all the rest."""

Verdict = Literal["better", "worse", "on_track", "at_risk", "off_track", "too_early", "no_data"]

STATUS: Final[Mapping[Ground, Mapping[Verdict, str]]] = {
    "light": {
        "better": "#00784F",
        "worse": "#B0103C",
        "on_track": "#00784F",
        "at_risk": "#8A5B00",
        "off_track": "#B0103C",
        "too_early": "#505B58",
        "no_data": "#505B58",
    },
    "dark": {
        "better": "#86E0B4",
        "worse": "#EE6F78",
        "on_track": "#86E0B4",
        "at_risk": "#F0B94B",
        "off_track": "#EE6F78",
        "too_early": "#9FA8A5",
        "no_data": "#9FA8A5",
    },
}

MIDDLE: Final[Mapping[Verdict, str]] = {
    "better": "#128F60",
    "worse": "#D8425C",
    "on_track": "#128F60",
    "at_risk": "#B97D0E",
    "off_track": "#D8425C",
    "too_early": RULE,
    "no_data": RULE,
}
"""Status colours for a picture that does not know its ground: seen on both, but too faint for text."""
