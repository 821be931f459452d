"""What a KPI is for each single post: worked out by the forms that the KPI itself rests on in each channel."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from kpi.choice import Part
from kpi.columns import Grain
from kpi.facts import Facts, Flags, Numbers, Places, Texts
from kpi.formula import Formula, Value, evaluate, parse
from kpi.measure.question import Evidence, Question, evidence_of
from kpi.periods import Period


@dataclass(frozen=True, eq=False)
class Valued:
    """A KPI of single posts.

    `places` are the rows of the frame of posts, `channel` the channel of each, `operands` has a row an operand of the
    question and a column a post; `whole` are the posts of which all operands are known. `evidence` says what it rests
    on and what is left out.
    """

    question: Question
    evidence: Evidence
    places: Places
    channel: Texts
    operands: Numbers

    @cached_property
    def whole(self) -> Flags:
        """Mark the posts of which all operands are known."""
        known: Flags = np.logical_and.reduce(~np.isnan(self.operands))
        return known

    @cached_property
    def value(self) -> Numbers:
        """Give the KPI of each post; missing where something of it is not known."""
        return self._worked_out(self.question.formula)

    @cached_property
    def sides(self) -> tuple[Numbers, Numbers] | None:
        """Give what stands above and below the line of a ratio for each post; None where the formula is no ratio."""
        found = fraction(self.question.formula)
        return None if found is None else (self._worked_out(found[0]), self._worked_out(found[1]))

    def only(self, posts: Flags) -> "Valued":
        """Give some of the posts."""
        return replace(self, places=self.places[posts], channel=self.channel[posts], operands=self.operands[:, posts])

    def _worked_out(self, formula: Formula) -> Numbers:
        columns: dict[str, Value] = dict(zip(self.question.operands, self.operands, strict=True))
        for key, given in self.question.assumptions.items():
            names, places = np.unique(self.channel, return_inverse=True)
            columns[key] = np.array([given.get(str(name), np.nan) for name in names])[places]
        found = np.asarray(evaluate(formula, columns), dtype="float64")
        return np.array(np.broadcast_to(found, len(self.places)))


def values_of(question: Question, facts: Facts, posts: pd.DataFrame, *, days: Period | None = None) -> Valued:
    """Give a KPI of each post that was published in the question's days, or in other `days` by the same forms.

    Each channel and account uses the forms that serve it over the question's days, so that a post's value is what the
    KPI would be if that were the only post. What posts cannot tell (followers, visits) has no values.
    """
    evidence = evidence_of(question, facts, split="content_type")
    parts = [part for part in evidence.parts if part.grain == Grain.POST]
    number = np.full(len(facts.spans) + 1, -1)
    for place, part in enumerate(parts):
        number[part.view.places] = place
    first, last = (days or question.period).ends
    day = posts["day"].to_numpy()
    low = np.searchsorted(day, first.astype(day.dtype))
    high = np.searchsorted(day, last.astype(day.dtype), side="right")
    of_part = number[posts["span"].to_numpy()[low:high]]
    at = np.flatnonzero(of_part >= 0) + low
    of_part = of_part[at - low]
    operands = np.full((len(question.operands), len(at)), np.nan)
    for place, part in enumerate(parts):
        here = np.flatnonzero(of_part == place)
        operands[:, here] = _operands(part, posts, at[here])
    names = np.array([part.channel for part in parts] or [""], dtype="object")
    return Valued(question, evidence, at, names[of_part], operands)


def fraction(formula: Formula) -> tuple[Formula, Formula] | None:
    """Give what stands above and below the line, whatever it is multiplied or divided by besides; else None.

    >>> [side.text for side in fraction(parse("100 * (a + b) / c * 2"))]
    ['(100 * (a + b)) * 2', 'c']
    >>> fraction(parse("a / b - c / d")) is None, fraction(parse("a * 2")) is None
    (True, True)
    """
    sides = _sides(formula.tree)
    return (parse(sides[0]), parse(sides[1])) if sides else None


def _sides(tree: ast.expr) -> tuple[str, str] | None:
    """Write the two sides of a division by something counted; a constant beside it joins the upper one."""
    if not isinstance(tree, ast.BinOp) or not isinstance(tree.op, ast.Div | ast.Mult):
        return None
    divides = isinstance(tree.op, ast.Div)
    if divides and _is_counted(tree.right):
        return ast.unparse(tree.left), ast.unparse(tree.right)
    sign = "/" if divides else "*"
    if not _is_counted(tree.right) and (left := _sides(tree.left)):
        return f"({left[0]}) {sign} {ast.unparse(tree.right)}", left[1]
    if not divides and not _is_counted(tree.left) and (right := _sides(tree.right)):
        return f"{ast.unparse(tree.left)} * ({right[0]})", right[1]
    return None


def _is_counted(tree: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) for node in ast.walk(tree))


def _operands(part: Part, posts: pd.DataFrame, at: Places) -> Numbers:
    """Work out a part's operands for single posts: its forms, and what joins them."""
    rows = []
    for form, added in zip(part.forms, part.added, strict=True):
        metrics: Mapping[str, Numbers] = {key: _column(posts, key)[at] for key in added}
        own = np.asarray(evaluate(parse(form.formula), dict(metrics)))
        rows.append(sum((metrics[key] for key in added if key not in form.always), start=own))
    return np.stack(rows) if rows else np.empty((0, len(at)))


def _column(posts: pd.DataFrame, key: str) -> Numbers:
    return posts[key].to_numpy() if key in posts else np.full(len(posts), np.nan)
