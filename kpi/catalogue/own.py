"""KPIs of a workspace's own: what their formulas may name, and how one is written out where another names it."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from keyword import iskeyword

from kpi.catalogue import alike
from kpi.catalogue.kpis import KPIS, Kpi
from kpi.catalogue.metrics import BOUNDS, DERIVED, LEVELS, METRICS
from kpi.catalogue.operands import written_out
from kpi.errors import FormulaError
from kpi.formula import LONGEST, Formula, parse, with_texts

MOST = 200
"""How many KPIs of its own a workspace may have."""
_NO_SIGN = re.compile(r"[^A-Za-z0-9_.+\-*/() \t\r\n\f\v]|\*\*|//")
_WRITTEN_OTHERWISE = {
    ",": "write numbers without commas, 1000 or 0.5",
    "%": "write 0.5 for 50 %, and choose the unit percent",
    "=": "write only what stands right of it",
    "**": "write a * a for a square",
    "//": "one / divides",
}
_SIGNS = str.maketrans("×÷−", "*/-")
_ALIKE = 0.75
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
SHIPPED = frozenset({*METRICS, *DERIVED, *KPIS})
"""The keys that no KPI of a workspace's own may take."""


def key_of(label: str, taken: Collection[str]) -> str:
    """Make a key from a label: one that a formula can name and that nothing else bears.

    >>> key_of("Clicks per post", ()), key_of("Reach", ("reach",)), key_of("3 s views", ()), key_of("Ölçü", ())
    ('clicks_per_post', 'reach_2', 'kpi_3_s_views', 'olcu')
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().casefold()
    slug = _NOT_IN_KEYS.sub("_", plain).strip("_")[:40].strip("_") or "kpi"
    slug = f"kpi_{slug}" if slug[0].isdigit() or iskeyword(slug) else slug
    used = {*SHIPPED, *taken}
    return next(key for key in (slug, *(f"{slug}_{number}" for number in range(2, len(used) + 3))) if key not in used)


def plainly(text: str) -> str:
    """Write a typed formula in the signs of the language, place by place.

    >>> plainly("comments × 2 ÷ posts")
    'comments * 2 / posts'
    """
    return text.translate(_SIGNS)


def resolved(typed: str, own: Mapping[str, str], *, refused: Mapping[str, str] | None = None) -> str:
    """Write a formula out down to what is shipped, and check that it can be worked out.

    `own` are the written-out formulas of the workspace's KPIs, `refused` says of those that cannot be named here why.
    Raises FormulaError, pointing at the place.
    """
    text = plainly(typed)
    bare = text.lstrip()
    try:
        return _resolved(bare, own, refused or {})
    except FormulaError as wrong:
        place = len(text) - len(bare) + wrong.position
        raise FormulaError(str(wrong), position=min(place, len(text))) from None


def resolved_all(kpis: Iterable[Kpi]) -> tuple[dict[str, Kpi], dict[str, str]]:
    """Write the formulas of all own KPIs out; those that cannot be are given apart, each with a sentence why."""
    given = list(kpis)
    by_key = {kpi.key: kpi for kpi in given if kpi.key not in SHIPPED}
    found: dict[str, Kpi] = {}
    refused = dict.fromkeys(by_key, "This KPI is made of itself, or of one that is.")
    shadowing = {one.key: f"“{one.key}” is shipped by now: make this KPI anew." for one in given if one.key in SHIPPED}
    unusable = dict.fromkeys(by_key, "cannot be worked out itself")
    for key in _in_turn({key: names_in(kpi.formula) & set(by_key) for key, kpi in by_key.items()}):
        typed = by_key[key].formula
        try:
            written = resolved(typed, {name: of.formula for name, of in found.items()}, refused=unusable)
        except FormulaError as wrong:
            refused[key] = str(wrong)
        else:
            refused.pop(key)
            found[key] = _written(by_key[key], written)
    return {key: found[key] for key in by_key if key in found}, refused | shadowing


def names_in(typed: str) -> frozenset[str]:
    """Name the keys in a formula; none where it cannot be read."""
    try:
        return frozenset(parse(plainly(typed)).names)
    except FormulaError:
        return frozenset()


def _resolved(text: str, own: Mapping[str, str], refused: Mapping[str, str]) -> str:
    _check_signs(text)
    formula = parse(text)
    for name, place in formula.places:
        _check_name(name, own, refused, place)
    written = with_texts(formula, own)
    try:
        whole = written_out(written)
    except FormulaError as wrong:
        raise FormulaError(f"{wrong} So it is with the KPIs that it names written out.") from None
    _check_whole(formula, whole, own)
    return written


def _check_signs(text: str) -> None:
    """Refuse every sign that no formula has, before anything tries to make sense of it."""
    found = _NO_SIGN.search(text[: LONGEST + 1])
    if found:
        why = _WRITTEN_OTHERWISE.get(found[0], "only numbers, keys, + - * / and parentheses can stand in a formula")
        shown = f"“{found[0]}”" if found[0].isprintable() else "This sign"
        raise FormulaError(f"{shown} cannot be read: {why}.", position=found.start())


def _in_turn(needs: Mapping[str, Collection[str]]) -> Iterable[str]:
    """Put keys in the order in which they can be written out; those in a circle, or that need one, are left out."""
    sorter = TopologicalSorter(needs)
    with suppress(CycleError):
        sorter.prepare()
    while ready := sorter.get_ready():
        yield from ready
        sorter.done(*ready)


def _written(kpi: Kpi, written: str) -> Kpi:
    return replace(kpi, formula=written, typed=kpi.formula if written != kpi.formula else "")


def _check_name(name: str, own: Mapping[str, str], refused: Mapping[str, str], position: int) -> None:
    if name in own or name in METRICS or name in DERIVED:
        return
    if name in refused:
        raise FormulaError(f"“{name}” cannot be used here: it {refused[name]}.", position=position)
    if name not in KPIS:
        near = get_close_matches(name[:60], [*SHIPPED, *own], n=1, cutoff=_ALIKE)
        meant = f" Did you mean “{near[0]}”?" if near else " Search for it by name."
        raise FormulaError(f"“{name[:60]}” is neither a metric nor a KPI.{meant}", position=position)
    if KPIS[name].over:
        raise FormulaError(
            f"“{name}” is worked out {KPIS[name].over} by {KPIS[name].over}, so no other formula can hold it.",
            position=position,
        )


def _order(text: str) -> int:
    written = written_out(text)
    return alike.check(written, dict.fromkeys(written.names, 1))


def _check_whole(formula: Formula, written: Formula, own: Mapping[str, str]) -> None:
    """Refuse what would give a number that means nothing: no metric at all, reach added up, a stock added to a flow."""
    if not written.names:
        raise FormulaError("A KPI counts something: name at least one metric.")
    if written.text in METRICS:
        return
    if alike.check(formula, {name: _order(own.get(name, name)) for name in formula.names}) > 1 and not written.is_ratio:
        raise FormulaError("A count multiplied by a count is no count: its days and channels do not add up to it.")
    for name, place in formula.places:
        inside = written_out(own.get(name, name)).names
        for key in inside:
            if key in BOUNDS:
                raise FormulaError(
                    f"{METRICS[key].label} does not add up over days and channels, so no formula can be worked out "
                    "on it. Impressions do.",
                    position=place,
                )
            if key in LEVELS and not written.is_ratio:
                raise FormulaError(
                    f"{METRICS[key].label} is a stock on a day: it can stand alone or in a division, but not be added "
                    "to anything.",
                    position=place,
                )
