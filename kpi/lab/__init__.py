"""The what-if lab: the weighted cost under tried CPMs and growth, what it takes to break even, what moves it most."""

from kpi.lab.break_even import Bought, BreakEven, ChannelBreakEven, bought, break_even, impressions_needed, priced
from kpi.lab.estimate import Estimate, Ground, Inputs, Part, Range, estimate, ground
from kpi.lab.scenario import Beside, Fields, Scenario, side_by_side
from kpi.lab.sensitivity import SWING, Input, Swing, tornado

__all__ = [
    "SWING",
    "Beside",
    "Bought",
    "BreakEven",
    "ChannelBreakEven",
    "Estimate",
    "Fields",
    "Ground",
    "Input",
    "Inputs",
    "Part",
    "Range",
    "Scenario",
    "Swing",
    "bought",
    "break_even",
    "estimate",
    "ground",
    "impressions_needed",
    "priced",
    "side_by_side",
    "tornado",
]
