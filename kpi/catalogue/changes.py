"""What may become of a workspace's catalogue: a KPI or an objective before it is saved, and what keeps it from that."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.own import MOST, names_in, resolved, resolved_all
from kpi.catalogue.workspace import Catalogue
from kpi.errors import FormulaError

FEW = 7
"""More KPIs than these are too many for one objective."""
TOO_MANY = (
    "More than seven KPIs share your attention until none has it: keep those that somebody owns and would act upon."
)
_LABEL, _MEANING, _QUESTION = 60, 300, 120
_MARKS = frozenset("\\`*_{}[]<>#|~$:!^@")
"""Signs that would be read as markup where a name is shown."""


def with_formula(kpi: Kpi, known: Catalogue) -> Kpi:
    """Give a KPI as it would stand in the catalogue; raise FormulaError, pointing at the place in its formula.

    A KPI of the same key is the one that is being changed: whatever is made of it cannot be named.
    """
    others = [one for one in known.own.kpis if one.key != kpi.key]
    above = _made_of(kpi.key, others)
    refused = dict.fromkeys(known.set_aside, "cannot be worked out itself") | dict.fromkeys(
        above, "is made of this KPI, which would be made of itself"
    )
    refused[kpi.key] = "is this KPI, which would be made of itself"
    own = {one.key: known.kpis[one.key].formula for one in others if one.key not in refused}
    written = resolved(kpi.formula, own, refused=refused)
    lost = resolved_all([*others, kpi])[1].keys() - known.set_aside.keys()
    if lost:
        named = ", ".join(f"“{one.label}”" for one in others if one.key in lost)
        raise FormulaError(f"{named} could not be worked out any more, being made of this KPI.")
    return replace(kpi, formula=written, typed=kpi.formula if written != kpi.formula else "")


def kpi_faults(kpi: Kpi, known: Catalogue) -> tuple[str, ...]:
    """Say, a sentence each, what keeps a KPI from being saved, apart from its formula."""
    return tuple(_about_kpi(kpi, known))


def objective_faults(objective: Objective, known: Catalogue) -> tuple[str, ...]:
    """Say, a sentence each, what keeps an objective from being saved."""
    return tuple(_about_objective(objective, known))


def with_kpi(objective: Objective, key: str) -> Objective:
    """Put a KPI at the end of an objective, where it does not stand in it yet."""
    if key in objective.kpis:
        return objective
    return replace(objective, kpis=(*objective.kpis, key), headline=objective.headline or key)


def with_kpis(objective: Objective, keys: Sequence[str]) -> Objective:
    """Give an objective these KPIs in this order; where its headline is not among them the first takes its place."""
    kept = tuple(dict.fromkeys(keys))
    headline = objective.headline if objective.headline in kept else next(iter(kept), "")
    return replace(objective, kpis=kept, headline=headline)


def moved(objective: Objective, key: str, by: int) -> Objective:
    """Move a KPI of an objective up (-1) or down (1) by one place.

    >>> growth = Objective("growth", "Growth", "?", ("a", "b", "c"), headline="a")
    >>> moved(growth, "c", -1).kpis, moved(growth, "a", -1).kpis
    (('a', 'c', 'b'), ('a', 'b', 'c'))
    """
    kpis = list(objective.kpis)
    place = kpis.index(key)
    kpis.insert(max(0, place + by), kpis.pop(place))
    return replace(objective, kpis=tuple(kpis))


def is_as_shipped(objective: Objective) -> bool:
    """Tell whether an objective has the KPIs and the headline that it is shipped with."""
    shipped = OBJECTIVES.get(objective.key)
    return shipped is not None and (shipped.kpis, shipped.headline) == (objective.kpis, objective.headline)


def _made_of(key: str, others: Collection[Kpi]) -> set[str]:
    """Name the own KPIs that a KPI stands in, directly or through others."""
    found: set[str] = set()
    more = {key}
    while more:
        more = {one.key for one in others if names_in(one.formula) & more} - found
        found |= more
    return found


def _about_kpi(kpi: Kpi, known: Catalogue) -> Iterator[str]:
    label = kpi.label.strip()
    if not label:
        yield "A KPI needs a name: call it what you say in a meeting."
    if len(label) > _LABEL or len(kpi.meaning) > _MEANING:
        yield f"A name may have {_LABEL} characters, a meaning {_MEANING}."
    yield from _about_marks(label)
    alike = [one for one in known.kpis.values() if one.key != kpi.key and one.label.casefold() == label.casefold()]
    if alike:
        kind = "metric" if alike[0].key in known.metrics else "KPI"
        yield f"There is a {kind} “{alike[0].label}” already: choose another name."
    if kpi.key not in {one.key for one in known.own.kpis} and len(known.own.kpis) >= MOST:
        yield f"A workspace may have {MOST} KPIs of its own: delete one that nobody looks at."


def _about_marks(text: str) -> Iterator[str]:
    marks = " ".join(sorted(_MARKS & set(text)))
    if marks or not text.isprintable():
        yield f"Write it without {marks or 'line breaks'}: letters, figures and - & % / ( ) are fine."


def _about_objective(objective: Objective, known: Catalogue) -> Iterator[str]:
    label = objective.label.strip()
    if not label:
        yield "An objective needs a name."
    if not objective.question.strip():
        yield "An objective needs a question that its KPIs answer, such as “Do people talk about us?”."
    if len(label) > _LABEL or len(objective.question) > _QUESTION:
        yield f"A name may have {_LABEL} characters, a question {_QUESTION}."
    yield from _about_marks(label + objective.question)
    others = (one for one in known.objectives.values() if one.key != objective.key)
    if any(one.label.casefold() == label.casefold() for one in others):
        yield f"There is an objective “{label}” already: choose another name."
    if not objective.kpis:
        yield "An objective needs at least one KPI: add the one that answers its question."
