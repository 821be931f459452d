"""What the large chart shows: all that a panel below it may ask about."""

from dataclasses import dataclass

import pandas as pd

from kpi.measure import Answer
from kpi.store import Workspace
from pages.parts.scope import View


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A workspace's KPI in a view, as the chart shows it: `steps` are its values, split by `split` where it names one.

    Money is in `currency` ('' where nobody said which).
    """

    mine: Workspace
    answer: Answer
    view: View
    steps: pd.DataFrame
    split: str
    currency: str
