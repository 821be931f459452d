"""How the values of one sentence are written beside each other."""

from collections.abc import Sequence

from kpi.catalogue.kpis import Kpi
from kpi.formats import exact, short


class Writer:
    """Write the values of one sentence: short, but in full where two that differ would look the same."""

    def __init__(self, values: Sequence[float | None], kpi: Kpi, currency: str) -> None:
        known = {value for value in values if value is not None}
        self._kpi, self._currency = kpi, currency
        self._write = short if len({short(value, kpi.unit, currency) for value in known}) == len(known) else exact

    def __call__(self, value: float | None) -> str:
        """Write a value."""
        return self._write(value, self._kpi.unit, self._currency)
