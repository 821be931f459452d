"""Channels: where a brand is seen. To add one, add an entry (and its colour in `kpi.palette`)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """A place where people meet the brand; `exposure` is the metric that counts how often it was seen there."""

    name: str
    group: str
    icon: str
    exposure: str = "impressions"
    ads_network: str = ""


_SOCIAL = "Social"
_CHANNELS = (
    Channel("Instagram", _SOCIAL, "photo_camera", ads_network="Meta"),
    Channel("Facebook", _SOCIAL, "thumb_up", ads_network="Meta"),
    Channel("LinkedIn", _SOCIAL, "work", ads_network="LinkedIn Ads"),
    Channel("X", _SOCIAL, "tag", ads_network="X"),
    Channel("TikTok", _SOCIAL, "music_note", ads_network="TikTok Ads"),
    Channel("YouTube", _SOCIAL, "smart_display", exposure="video_views", ads_network="YouTube"),
    Channel("Pinterest", _SOCIAL, "push_pin", ads_network="Pinterest"),
    Channel("Threads", _SOCIAL, "alternate_email"),
    Channel("Meta", "Ads", "campaign"),
    Channel("LinkedIn Ads", "Ads", "campaign"),
    Channel("TikTok Ads", "Ads", "campaign"),
    Channel("Google Ads", "Ads", "campaign"),
    Channel("Web", "Web", "language"),
    Channel("Search", "Search", "search"),
    Channel("Google", "Reviews", "storefront"),
    Channel("Trustpilot", "Reviews", "star"),
    Channel("Google Play", "Reviews", "shop"),
    Channel("Listening", "Listening", "hearing"),
)

CHANNELS: Mapping[str, Channel] = {channel.name: channel for channel in _CHANNELS}
ADS_NETWORKS: Mapping[str, tuple[str, ...]] = {
    name: tuple(channel.name for channel in _CHANNELS if channel.ads_network == name)
    for name in sorted({channel.ads_network for channel in _CHANNELS} - {""})
}
"""The networks whose ads exports tell a price, each with the channels that its ads stand for."""
SOCIAL = tuple(channel.name for channel in _CHANNELS if channel.group == _SOCIAL)
