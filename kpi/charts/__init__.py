"""Pictures: every chart is a function from a frame to a drawing that Altair and Streamlit show."""

from kpi.charts.beside import overlay, scatter
from kpi.charts.breakdown import breakdown
from kpi.charts.competitors import MOST as MOST_BRANDS
from kpi.charts.competitors import competitors
from kpi.charts.conversion import calls, funnel
from kpi.charts.cost import COST, cost_rows
from kpi.charts.coverage import coverage_strip
from kpi.charts.drawing import Drawing, filled, on_paper
from kpi.charts.moments import Moment
from kpi.charts.multiples import NARROWEST, Panel, as_multiples, multiples, ranges_differ
from kpi.charts.ranking import ranking
from kpi.charts.target import against_target, target_notes_shown
from kpi.charts.timeline import timeline
from kpi.charts.tornado import MOST_SWINGS, TORNADO, tornado_rows
from kpi.charts.trend import notes_shown, trend
from kpi.charts.waterfall import waterfall

__all__ = [
    "COST",
    "MOST_BRANDS",
    "MOST_SWINGS",
    "NARROWEST",
    "TORNADO",
    "Drawing",
    "Moment",
    "Panel",
    "against_target",
    "as_multiples",
    "breakdown",
    "calls",
    "competitors",
    "cost_rows",
    "coverage_strip",
    "filled",
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
    "tornado_rows",
    "trend",
    "waterfall",
]
