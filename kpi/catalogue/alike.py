"""Whether what a formula adds is alike: counts with counts, rates with rates. Else its parts do not add up to it."""

import ast
from collections.abc import Mapping

from kpi.errors import FormulaError
from kpi.formula import Formula


def check(formula: Formula, orders: Mapping[str, int]) -> int:
    """Give a formula's order: 1 for a count, 0 for a rate or a plain number, 2 for a count times a count.

    `orders` gives that of every key. Raises FormulaError, pointing at the place, where unlike things are added.

    >>> from kpi.formula import parse
    >>> check(parse("a / b * 100"), {"a": 1, "b": 1}), check(parse("a - b"), {"a": 1, "b": 1})
    (0, 1)
    """
    return _order(formula.tree, orders)


def _order(node: ast.expr, orders: Mapping[str, int]) -> int:
    match node:
        case ast.Name(id=key):
            return orders[key]
        case ast.UnaryOp(operand=inner):
            return _order(inner, orders)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _order(left, orders) + _order(right, orders)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return _order(left, orders) - _order(right, orders)
        case ast.BinOp(left=left, right=right):
            order = _order(left, orders)
            if order != _order(right, orders):
                raise FormulaError(
                    "What is added or taken off must be alike: a count with a count, a rate with a rate or a plain "
                    "number. Else the parts of the value do not add up to it.",
                    position=right.col_offset,
                )
            return order
    return 0
