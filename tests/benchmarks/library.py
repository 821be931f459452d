"""The same forecasts by statsmodels: exponential smoothing and a structural model of the logs, both by weekdays."""

from collections.abc import Callable

import numpy as np
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.statespace.structural import UnobservedComponents

from kpi.facts import Numbers
from kpi.targets.course import Course

LEARNT, PATHS, OFFSET = 400, 300, 0.05


def smoothed(course: Course) -> Numbers:
    """Forecast by exponential smoothing with additive errors and weekdays."""
    return _ends(course, lambda logs: ETSModel(logs, error="add", seasonal="add", seasonal_periods=7).fit(disp=False))


def structural(course: Course) -> Numbers:
    """Forecast by a local level with fixed weekdays."""
    return _ends(
        course,
        lambda logs: UnobservedComponents(logs, "llevel", seasonal=7, stochastic_seasonal=False).fit(
            disp=False, maxiter=60
        ),
    )


def _ends(course: Course, fitted: Callable[[Numbers], object]) -> Numbers:
    """Simulate the days ahead on the logs of the last 400, gaps bridged, and add them to what is known."""
    past = course.rows[0, -LEARNT:]
    days, known = np.arange(len(past)), ~np.isnan(past)
    past = np.interp(days, days[known], past[known])
    scale = np.abs(past).mean() + 1e-9
    logs = np.log(np.maximum(past / scale, 0) + OFFSET)
    first = course.place(course.window.start)
    ahead = course.window.days - (len(course.days) - first)
    told = {"anchor": "end", "repetitions": PATHS, "rng": np.random.default_rng(7)}
    simulated = np.asarray(fitted(logs).simulate(ahead, **told)).reshape(ahead, PATHS)
    simulated = np.minimum(simulated, np.abs(logs).max() + 3)  # one leap of the logs shall not be a million days
    days_ahead = np.maximum(np.exp(simulated) - OFFSET, 0) * scale
    return np.asarray(np.nansum(course.rows[0, first:]) + days_ahead.sum(axis=0))


METHODS = {"exponential smoothing": smoothed, "structural model": structural}
