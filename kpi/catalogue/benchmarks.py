"""Published CPMs, offered where nothing better is known and used only once somebody takes one.

None is ours: who published it, for which year and country, stands with each. To add one, add an entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.catalogue.channels import CHANNELS

_UNSTATED = "country not stated"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published range of CPMs for some channels, in `currency`; a single figure has equal ends.

    `year` and `country` are as the source gives them; `sector` says whose ads it is about, `about` what else ('' where
    all).
    """

    channels: tuple[str, ...]
    low: float
    high: float
    year: str
    source: str
    link: str
    country: str = _UNSTATED
    about: str = ""
    currency: str = "USD"
    sector: str = ""

    @property
    def says(self) -> str:
        """Say who published it, for which year and country.

        >>> Benchmark(("X",), 5.76, 5.76, "2026", "A page", "", sector="shops").says
        'A page, 2026, country not stated, shops'
        """
        return ", ".join(part for part in (self.source, self.year, self.country, self.sector, self.about) if part)


_META = ("Instagram", "Facebook")
_PROOFLYTICS = "https://tag.prooflytics.io/blog/cpm-benchmarks-by-platform"
_CALCULATOR = "https://cpm-calculator.app/cpm-benchmarks"
_UNANSWERED = "https://unanswered.io/guide/what-is-a-good-cpm-rate"
_ADSCALCULATOR = "https://adscalculator.xyz/blog/cpm-benchmarks-2025"
_WIFITALENTS = "https://wifitalents.com/cpm-statistics"
_SUPERADS = "https://www.superads.ai/facebook-ads-costs/cpm-cost-per-mille/media"
_GUPTA = (
    "https://www.prweb.com/releases/new-data-twitterxs-ad-rates-have-plunged-75-in-the-elon-musk-era-301966850.html"
)

BENCHMARKS: tuple[Benchmark, ...] = (
    Benchmark(("Facebook",), 7.31, 19.23, "Oct 2024 – Oct 2025", "Superads", _SUPERADS, sector="media companies"),
    Benchmark(_META, 6, 15, "2025–26", "Prooflytics", _PROOFLYTICS),
    Benchmark(("Facebook",), 5, 15, "Jan 2026", "cpm-calculator.app", _CALCULATOR),
    Benchmark(("Instagram",), 7, 8, "Jan 2026", "cpm-calculator.app", _CALCULATOR),
    Benchmark(_META, 9.8, 9.8, "2024", "adscalculator.xyz", _ADSCALCULATOR, "US", sector="technology"),
    Benchmark(_META, 6.7, 6.7, "2024", "adscalculator.xyz", _ADSCALCULATOR, "US", sector="finance"),
    Benchmark(("LinkedIn",), 30, 60, "2025–26", "Prooflytics", _PROOFLYTICS),
    Benchmark(
        ("LinkedIn",), 35.4, 35.4, "2024", "adscalculator.xyz", _ADSCALCULATOR, "US", sector="business to business"
    ),
    Benchmark(("LinkedIn",), 6.05, 6.05, "2026 or older", "unanswered.io", _UNANSWERED),
    Benchmark(("LinkedIn",), 6.59, 6.59, "year not stated", "wifitalents.com", _WIFITALENTS),
    Benchmark(("TikTok",), 10, 20, "2025–26", "Prooflytics", _PROOFLYTICS),
    Benchmark(("TikTok",), 9.16, 12, "Jan 2026", "cpm-calculator.app", _CALCULATOR),
    Benchmark(("TikTok",), 4.2, 4.2, "2024", "adscalculator.xyz", _ADSCALCULATOR, "Asia", sector="travel"),
    Benchmark(("YouTube",), 5, 15, "2025–26", "Prooflytics", _PROOFLYTICS, about="in-stream ads"),
    Benchmark(("YouTube",), 3.5, 15, "Jan 2026", "cpm-calculator.app", _CALCULATOR),
    Benchmark(("X",), 5.76, 5.76, "2026 or older", "unanswered.io", _UNANSWERED),
    Benchmark(("X",), 0.61, 0.61, "Aug 2023", "Gupta Media", _GUPTA, about="its low after a fall of 75 %"),
)

SECTORS: tuple[str, ...] = tuple(sorted({one.sector for one in BENCHMARKS} - {""}))
"""The sectors of which anybody published a CPM."""
_BY_CHANNEL: Mapping[str, tuple[Benchmark, ...]] = {
    name: tuple(one for one in BENCHMARKS if name in one.channels) for name in CHANNELS
}


def benchmarks_of(channel: str) -> tuple[Benchmark, ...]:
    """List what was published for a channel."""
    return _BY_CHANNEL.get(channel, ())


def published_span(channel: str) -> tuple[float, float] | None:
    """Give the least and the greatest CPM that anybody published for a channel.

    >>> published_span("LinkedIn"), published_span("Threads")
    ((6.05, 60), None)
    """
    known = benchmarks_of(channel)
    return (min(one.low for one in known), max(one.high for one in known)) if known else None
