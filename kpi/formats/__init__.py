"""How figures are written, on cards, in tables, charts and reports: the one place that every one passes through.

In which locale is said once for a run: `with speaking("de-DE"): …`, or `speak("de-DE")` at its start. Words stay
English.
"""

from kpi.formats.days import (
    day_in_full,
    day_of_month,
    day_of_month_in_full,
    day_text,
    month_name,
    month_of_year,
    month_text,
    period_text,
    quarter_text,
    weekday_name,
    weekday_text,
)
from kpi.formats.numbers import (
    NOT_KNOWN,
    change_text,
    count_text,
    decimal_text,
    exact,
    move_in_full,
    move_text,
    number_word,
    percent_text,
    precise_text,
    share_text,
    short,
    ticks,
)
from kpi.formats.spoken import kept_as_spoken, retold, speak, speaking, spoken

__all__ = [
    "NOT_KNOWN", "change_text", "count_text", "day_in_full", "day_of_month", "day_of_month_in_full",
    "day_text", "decimal_text", "exact", "kept_as_spoken", "month_name", "month_of_year", "month_text",
    "move_in_full", "move_text", "number_word", "percent_text", "period_text", "precise_text", "quarter_text",
    "retold", "share_text", "short", "speak", "speaking", "spoken", "ticks", "weekday_name",
    "weekday_text",
]  # fmt: skip
