"""Where web traffic came from: one table from what web analytics say to unpaid social, paid social, or neither."""

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
    "vídeo orgánico": Traffic.SOCIAL,
    "social orgânico": Traffic.SOCIAL,
    "redes sociais orgânicas": Traffic.SOCIAL,
    "paid social": Traffic.PAID_SOCIAL,
    "paid video": Traffic.PAID_SOCIAL,
}


def traffic_of(source: str) -> Traffic:
    """Tell what kind of source a channel group names.

    >>> traffic_of("Organic Social").value
    'social'
    >>> traffic_of("Referral").value
    'other'
    """
    return _GROUPS.get(source.strip().casefold(), Traffic.OTHER)
