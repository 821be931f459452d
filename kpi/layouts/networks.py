"""How other tools spell the networks: what stands in a column that names the channel of each row."""

from collections.abc import Mapping

from kpi.catalogue.sources import SITES
from kpi.exports.export import plain

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "Instagram": ("instagram", "ig", "insta", "instagram business", "instagram_business", "instagram profile"),
    "Facebook": ("facebook", "fb", "facebook page", "facebook_page", "facebook pages"),
    "LinkedIn": ("linkedin", "linked in", "linkedin page", "linkedin company", "linkedin company page", "li"),
    "X": ("x", "twitter", "x (twitter)", "x/twitter", "twitter/x", "twitter (x)", "x (formerly twitter)", "tw"),
    "TikTok": ("tiktok", "tik tok", "tiktok business", "tt"),
    "YouTube": ("youtube", "you tube", "youtube channel", "yt"),
    "Pinterest": ("pinterest", "pin"),
    "Threads": ("threads", "threads (meta)"),
    "Trustpilot": ("trustpilot",),
    "Google": ("google business profile", "google business", "google my business", "gmb", "gbp"),
    "Google Play": ("google play", "play store"),
    "Web": ("web", "website", "webseite", "sitio web", "site web", "site", "sito web", "ga4", "google analytics"),
}
_CHANNELS: Mapping[str, str] = {word: channel for channel, words in _SPELLINGS.items() for word in words}


def channel_named(cell: str) -> str:
    """Name the channel that a cell means, or ''.

    >>> channel_named(" Facebook_Page"), channel_named("Mastodon")
    ('Facebook', '')
    """
    return _CHANNELS.get(plain(cell), "")


def channel_in(text: str) -> str:
    """Name the one channel that a file's name or a title speaks of, or ''.

    >>> channel_in("Informe Instagram marzo 2026.csv"), channel_in("Instagram and Facebook")
    ('Instagram', '')
    """
    words = plain(text).replace("_", " ").replace("-", " ").replace(".", " ").split()
    found = {_CHANNELS[word] for word in words if len(word) > 3 and word in _CHANNELS}  # noqa: PLR2004 (ig is no name)
    return found.pop() if len(found) == 1 else ""


def channel_linked(link: str) -> str:
    """Name the channel that a link leads to, or ''.

    >>> channel_linked("https://www.instagram.com/p/C1/"), channel_linked("https://brand.example/")
    ('Instagram', '')
    """
    host = plain(link).partition("://")[2].partition("/")[0].partition(":")[0]
    return next((channel for site, channel in SITES.items() if host == site or host.endswith(f".{site}")), "")
