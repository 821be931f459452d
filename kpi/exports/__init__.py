"""What each platform's files look like, one module a platform. To add a platform, add its module here."""

from collections.abc import Mapping

from kpi.exports import facebook_insights, google, linkedin, listening, meta, reviews, tiktok, x, youtube
from kpi.exports.export import Export

EXPORTS: tuple[Export, ...] = (
    *meta.EXPORTS,
    *facebook_insights.EXPORTS,
    *x.EXPORTS,
    *linkedin.EXPORTS,
    *tiktok.EXPORTS,
    *youtube.EXPORTS,
    *google.EXPORTS,
    *reviews.EXPORTS,
    *listening.EXPORTS,
)
BY_KEY: Mapping[str, Export] = {export.key: export for export in EXPORTS}
