"""Whose way of writing numbers, money and dates there is to choose from; words stay English in all of them."""

from typing import Final

from babel import Locale

HOUSE: Final = "en"
"""Written as long as nobody chose another: 1,234.5, 3.4 %, €12.4 K, 1 Jun 2026."""
LOCALES: Final = (
    HOUSE, "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-US", "en-ZA",
    "bg-BG", "cs-CZ", "da-DK", "de-AT", "de-CH", "de-DE", "el-GR",
    "es-419", "es-AR", "es-CL", "es-CO", "es-ES", "es-MX", "et-EE", "fi-FI", "fr-BE", "fr-CA", "fr-CH", "fr-FR",
    "hr-HR", "hu-HU", "id-ID", "it-CH", "it-IT", "ja-JP", "ko-KR", "lt-LT", "lv-LV", "nb-NO", "nl-BE", "nl-NL",
    "pl-PL", "pt-BR", "pt-PT", "ro-RO", "sk-SK", "sl-SI", "sv-SE", "tr-TR", "uk-UA", "vi-VN",
)  # fmt: skip
"""By their BCP 47 tags. All of them write from left to right, with the digits 0 to 9."""


def called(locale: str) -> str:
    """Name a locale in English.

    >>> called("de-CH"), called("pt-BR"), called("en")
    ('German (Switzerland)', 'Portuguese (Brazil)', 'English (international)')
    """
    if locale == HOUSE:
        return "English (international)"
    return str(Locale.parse(locale, sep="-").get_display_name("en"))
