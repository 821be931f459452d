"""Where web traffic came from: one table from what web analytics say to unpaid social, paid social, or neither.

Web analytics name a visit's channel group ("Organic Social"), its source ("l.instagram.com") or its source and medium
("facebook / cpc"). The rules for medium are those of Google Analytics' default channel groups.
"""

import re
from collections.abc import Mapping
from enum import StrEnum


class Traffic(StrEnum):
    """The kind of a traffic source."""

    SOCIAL = "social"
    PAID_SOCIAL = "paid social"
    OTHER = "other"


_GROUPS: Mapping[str, Traffic] = {
    "organic social": Traffic.SOCIAL,
    "organic video": Traffic.SOCIAL,
    "social": Traffic.SOCIAL,
    "redes sociales orgánicas": Traffic.SOCIAL,
    "social orgánico": Traffic.SOCIAL,
    "vídeo orgánico": Traffic.SOCIAL,
    "social orgânico": Traffic.SOCIAL,
    "redes sociais orgânicas": Traffic.SOCIAL,
    "paid social": Traffic.PAID_SOCIAL,
    "paid video": Traffic.PAID_SOCIAL,
    "redes sociales de pago": Traffic.PAID_SOCIAL,
    "social de pago": Traffic.PAID_SOCIAL,
    "vídeo de pago": Traffic.PAID_SOCIAL,
    "social pago": Traffic.PAID_SOCIAL,
    "redes sociais pagas": Traffic.PAID_SOCIAL,
    "vídeo pago": Traffic.PAID_SOCIAL,
}
_PINTEREST_IN = ("com", "de", "fr", "es", "it", "pt", "at", "ch", "ca", "co.uk", "com.au", "com.mx")
SITES: Mapping[str, str] = {
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "fb.me": "Facebook",
    "linkedin.com": "LinkedIn",
    "lnkd.in": "LinkedIn",
    "com.linkedin.android": "LinkedIn",
    "twitter.com": "X",
    "x.com": "X",
    "t.co": "X",
    "tiktok.com": "TikTok",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    **dict.fromkeys(
        (f"pinterest.{end}" for end in ("com", "de", "fr", "es", "it", "pt", "at", "ch", "ca")), "Pinterest"
    ),
    **dict.fromkeys(("pinterest.co.uk", "pinterest.com.au", "pinterest.com.mx", "pin.it"), "Pinterest"),
    "threads.net": "Threads",
    "threads.com": "Threads",
}
"""The sites of our channels; whatever stands before them (`m.`, `l.`, `lm.`, `out.`) is of the same site."""

_SITES_OF_OTHERS = (
    *("reddit.com", "redd.it", "snapchat.com", "quora.com", "tumblr.com", "vk.com", "xing.com", "bsky.app"),
    *("mastodon.social", "vimeo.com", "dailymotion.com", "twitch.tv"),
)
_TAGS: Mapping[str, str] = {
    **dict.fromkeys(("instagram", "ig", "insta"), "Instagram"),
    **dict.fromkeys(("facebook", "fb"), "Facebook"),
    "linkedin": "LinkedIn",
    **dict.fromkeys(("twitter", "x"), "X"),
    "tiktok": "TikTok",
    **dict.fromkeys(("youtube", "yt"), "YouTube"),
    "pinterest": "Pinterest",
    "threads": "Threads",
}
_TAGS_OF_OTHERS = ("reddit", "snapchat", "quora", "tumblr", "vk", "xing", "bluesky", "mastodon", "vimeo", "meta")
_SOCIAL_MEDIUM = ("social", "social-network", "social-media", "sm", "social network", "social media", "organic_social")
_PAID_MEDIUM = re.compile(r".*cp.*|ppc|retargeting|paid.*|ads?|display|banner")
_BETWEEN = " / "


def traffic_of(source: str) -> Traffic:
    """Tell what kind of source a channel group, a source, or a source and medium name.

    >>> traffic_of("Organic Social").value, traffic_of("ig / social").value
    ('social', 'social')
    >>> traffic_of("facebook / cpc").value, traffic_of("google / cpc").value
    ('paid social', 'other')
    """
    named, medium = _parts(source)
    if not medium and named in _GROUPS:
        return _GROUPS[named]
    of_network = (
        bool(network_of(source)) or named in _TAGS_OF_OTHERS or any(_is_at(named, at) for at in _SITES_OF_OTHERS)
    )
    if _PAID_MEDIUM.fullmatch(medium):
        return Traffic.PAID_SOCIAL if of_network or "social" in medium else Traffic.OTHER
    return Traffic.SOCIAL if of_network or medium in _SOCIAL_MEDIUM else Traffic.OTHER


def is_group(source: str) -> bool:
    """Tell whether what is named is a channel group of social networks, of which it names none.

    >>> is_group("Organic Social"), is_group("l.instagram.com / referral"), is_group("reddit.com")
    (True, False, False)
    """
    named, medium = _parts(source)
    return not medium and named in _GROUPS


def network_of(source: str) -> str:
    """Name the channel that a source of web traffic is, or '' where it names none of ours.

    >>> network_of("l.instagram.com / referral"), network_of("facebook / cpc"), network_of("Organic Social")
    ('Instagram', 'Facebook', '')
    """
    named, _ = _parts(source)
    return _TAGS.get(named) or next((channel for site, channel in SITES.items() if _is_at(named, site)), "")


def _parts(source: str) -> tuple[str, str]:
    """Take a source and its medium apart; a channel group and a bare source have no medium."""
    named, _, medium = source.strip().casefold().partition(_BETWEEN)
    return named.strip(), medium.strip()


def _is_at(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")
