"""A recipe: how a workspace asks its questions, without its data, so that another one can ask them the same way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.objectives import OBJECTIVES, Objective
from kpi.catalogue.workspace import Own

SETTINGS: Final = ("management_figures", "locale", "week_start", "links")
"""What goes along of the settings: the owner's list of figures, how numbers and weeks are told, how links are made.

Whose numbers these are, in which currency and sector, and what people typed belong to the workspace alone.
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A workspace's own KPIs, its new and changed objectives, and the settings of how it is looked at."""

    kpis: tuple[Kpi, ...] = ()
    objectives: tuple[Objective, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What a workspace keeps anew and takes away; a setting that is None is taken away.

    `stays` names the KPIs that another formula stands for already: they are left as they are, since targets may hang
    on them.
    """

    kpis: tuple[Kpi, ...] = ()
    objectives: tuple[Objective, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    without_kpis: tuple[str, ...] = ()
    without_objectives: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would change."""
        return not (self.kpis or self.objectives or self.settings or self.without_kpis or self.without_objectives)


def recipe_of(own: Own, settings: Mapping[str, Any]) -> Recipe:
    """Take a workspace's recipe.

    >>> recipe_of(Own(), {"locale": "de-DE", "currency": "EUR"})
    Recipe(kpis=(), objectives=(), settings={'locale': 'de-DE'})
    """
    return Recipe(own.kpis, own.objectives, {name: settings[name] for name in SETTINGS if name in settings})


def change_to(recipe: Recipe, own: Own, settings: Mapping[str, Any]) -> Change:
    """Say what has to change in a workspace so that it follows a recipe.

    Its shipped objectives and its look become those of the recipe; what it has besides stays: own KPIs, own objectives.

    >>> change_to(Recipe(settings={"locale": "de-DE"}), Own(), {"locale": "fr-FR", "week_start": "sunday"}).settings
    {'locale': 'de-DE', 'week_start': None}
    """
    mine = {kpi.key: kpi for kpi in own.kpis}
    other = [kpi for kpi in recipe.kpis if kpi.key in mine and mine[kpi.key].formula != kpi.formula]
    reset = {one.key for one in own.objectives} & set(OBJECTIVES) - {one.key for one in recipe.objectives}
    return Change(
        kpis=tuple(kpi for kpi in recipe.kpis if kpi not in other and kpi != mine.get(kpi.key)),
        objectives=tuple(one for one in recipe.objectives if one not in own.objectives),
        settings=_differing(recipe.settings, settings),
        without_objectives=tuple(sorted(reset)),
        stays=tuple(kpi.label for kpi in other),
    )


def taken_back(change: Change, own: Own, settings: Mapping[str, Any]) -> Change:
    """Give the change that undoes one, told by what stood there before it."""
    kpis, objectives = {one.key for one in change.kpis}, {one.key for one in change.objectives}
    return Change(
        kpis=tuple(one for one in own.kpis if one.key in kpis),
        objectives=tuple(one for one in own.objectives if one.key in {*objectives, *change.without_objectives}),
        settings={name: settings.get(name) for name in change.settings},
        without_kpis=tuple(sorted(kpis - {one.key for one in own.kpis})),
        without_objectives=tuple(sorted(objectives - {one.key for one in own.objectives})),
    )


def _differing(wanted: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: wanted.get(name) for name in SETTINGS if wanted.get(name) != settings.get(name)}
