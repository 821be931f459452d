"""A formula as a sum of its operands, or as one such sum divided by another: what can be split exactly."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi.formula import Formula


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of operands, each times its factor, and a constant."""

    constant: float = 0.0
    factors: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_constant(self) -> bool:
        """Tell whether no operand is in it."""
        return not self.factors

    def plus(self, other: "Linear", times: float = 1.0) -> "Linear":
        """Add another sum, so many times; what cancels out is gone."""
        keys = dict.fromkeys((*self.factors, *other.factors))
        added = {key: self.factors.get(key, 0.0) + times * other.factors.get(key, 0.0) for key in keys}
        return Linear(self.constant + times * other.constant, {key: factor for key, factor in added.items() if factor})

    def times(self, other: "Linear") -> "Linear | None":
        """Multiply by another sum; None where both hold operands, for that is no sum any more."""
        if self.is_constant:
            return Linear().plus(other, self.constant)
        return Linear().plus(self, other.constant) if other.is_constant else None


_ONE = Linear(1.0)


@dataclass(frozen=True, slots=True)
class Fraction:
    """A sum of operands divided by another, which is 1 for what adds up."""

    above: Linear
    below: Linear = _ONE

    @property
    def adds_up(self) -> bool:
        """Tell whether nothing counted stands below the line."""
        return self.below.is_constant


def fraction_of(formula: Formula, given: Mapping[str, float] | None = None) -> Fraction | None:
    """Bring a formula to one sum above and one below the line; None where it is no such thing.

    `given` are values that stand in the place of keys.

    >>> from kpi.formula import parse
    >>> fraction_of(parse("1 - clicks / (2 * views)")).above.factors
    {'views': 2.0, 'clicks': -1.0}
    >>> fraction_of(parse("views * clicks")) is None
    True
    """
    found = _of(formula.tree, given or {})
    if found is None or not found.adds_up:
        return found
    scale = found.below.constant
    return Fraction(Linear().plus(found.above, 1 / scale)) if scale else None


def _of(node: ast.expr, given: Mapping[str, float]) -> Fraction | None:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Fraction(Linear(float(number)))
        case ast.Name(id=key):
            return Fraction(Linear(given[key]) if key in given else Linear(0.0, {key: 1.0}))
        case ast.UnaryOp(op=sign, operand=inner):
            found = _of(inner, given)
            negative = isinstance(sign, ast.USub)
            return found and Fraction(Linear().plus(found.above, -1.0 if negative else 1.0), found.below)
        case ast.BinOp(left=left, op=operator, right=right):
            one, other = _of(left, given), _of(right, given)
            return _joined(one, operator, other) if one and other else None
    return None


def _joined(one: Fraction, operator: ast.operator, other: Fraction) -> Fraction | None:
    if isinstance(operator, ast.Mult):
        return _made(one.above.times(other.above), one.below.times(other.below))
    if isinstance(operator, ast.Div):
        return _divided(one, other)
    sign = -1.0 if isinstance(operator, ast.Sub) else 1.0
    if one.below == other.below:
        return Fraction(one.above.plus(other.above, sign), one.below)
    left, right = one.above.times(other.below), other.above.times(one.below)
    return _made(left.plus(right, sign) if left and right else None, one.below.times(other.below))


def _divided(one: Fraction, other: Fraction) -> Fraction | None:
    if other.above == Linear():
        return None
    if one.below == other.below:
        return Fraction(one.above, other.above)
    return _made(one.above.times(other.below), one.below.times(other.above))


def _made(above: Linear | None, below: Linear | None) -> Fraction | None:
    return Fraction(above, below) if above and below else None
