"""Pictures: every chart is a function from a frame to a drawing that Altair and Streamlit show."""

from kpi.charts.cost import cost_by_channel
from kpi.charts.coverage import coverage_strip
from kpi.charts.drawing import Drawing, on_paper
from kpi.charts.ranking import ranking
from kpi.charts.target import against_target, target_bar
from kpi.charts.timeline import timeline
from kpi.charts.trend import trend

__all__ = [
    "Drawing",
    "against_target",
    "cost_by_channel",
    "coverage_strip",
    "on_paper",
    "ranking",
    "target_bar",
    "timeline",
    "trend",
]
