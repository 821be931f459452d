"""Pictures: every chart is a function from a frame to a drawing that Altair and Streamlit show."""

from kpi.charts.beside import overlay, scatter
from kpi.charts.breakdown import breakdown
from kpi.charts.competitors import MOST as MOST_BRANDS
from kpi.charts.competitors import competitors
from kpi.charts.conversion import calls, funnel
from kpi.charts.cost import cost_by_channel
from kpi.charts.coverage import coverage_strip
from kpi.charts.drawing import Drawing, on_paper
from kpi.charts.moments import Moment
from kpi.charts.multiples import NARROWEST, Panel, as_multiples, multiples, ranges_differ
from kpi.charts.ranking import ranking
from kpi.charts.target import against_target, target_notes_shown
from kpi.charts.timeline import timeline
from kpi.charts.trend import notes_shown, trend
from kpi.charts.waterfall import waterfall

__all__ = [
    "MOST_BRANDS",
    "NARROWEST",
    "Drawing",
    "Moment",
    "Panel",
    "against_target",
    "as_multiples",
    "breakdown",
    "calls",
    "competitors",
    "cost_by_channel",
    "coverage_strip",
    "funnel",
    "multiples",
    "notes_shown",
    "on_paper",
    "overlay",
    "ranges_differ",
    "ranking",
    "scatter",
    "target_notes_shown",
    "timeline",
    "trend",
    "waterfall",
]
