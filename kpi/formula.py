"""The small arithmetic language in which every KPI is written: numbers, keys, + - * / and parentheses."""

import ast
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from kpi.errors import FormulaError

LONGEST = 300
LONGEST_WRITTEN_OUT = 1_000
"""How many characters a formula may have as it is typed, and once the KPIs that it names are written out."""
DEEPEST = 60
"""How many steps a formula may take one inside the other: a sum of 60 terms, or 60 signs before a number."""
Value = float | NDArray[np.float64]
_ALLOWED = (ast.BinOp, ast.UnaryOp, ast.USub, ast.UAdd, ast.Name, ast.Load, ast.Constant)
_SPACES = str.maketrans("\t\r\n\f\v", "     ")


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula: its text, its syntax tree and the keys it names, in order of appearance."""

    text: str
    tree: ast.expr
    names: tuple[str, ...]

    @property
    def is_ratio(self) -> bool:
        """Tell whether the formula divides by something counted."""
        return _is_ratio(self)

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Give every key with its place in the text, from 0, as often as it stands there."""
        found = [(node.id, node.col_offset) for node in ast.walk(self.tree) if isinstance(node, ast.Name)]
        return tuple(sorted(found, key=lambda one: one[1]))

    @property
    def denominator(self) -> "Formula | None":
        """Give what the outermost division divides by, where that is something counted."""
        return _sides(self)[1]

    @property
    def numerator(self) -> "Formula | None":
        """Give what the outermost division divides, where it divides by something counted."""
        return _sides(self)[0]


@lru_cache(maxsize=2_000)
def parse(text: str, longest: int = LONGEST) -> Formula:
    """Read a formula; raise FormulaError, pointing at the place, for anything but the small language.

    >>> parse("interactions / exposures").names
    ('interactions', 'exposures')
    """
    if len(text) > longest:
        raise FormulaError(f"A formula may have {longest} characters; this one has {len(text)}.", position=longest)
    written = text.translate(_SPACES).strip()
    if not written:
        raise FormulaError("The formula is empty: write for example interactions / impressions.")
    begins = len(text) - len(text.translate(_SPACES).lstrip())
    try:
        tree = ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as broken:
        offset = getattr(broken, "offset", None) or 1
        raise FormulaError(
            "The formula cannot be read here: is a sign or a parenthesis missing?", position=begins + offset - 1
        ) from None
    for node in ast.walk(tree):
        _check(node, written, begins)
    _check_depth(tree, begins)
    return Formula(written, tree, _names(tree))


def with_texts(formula: Formula, texts: Mapping[str, str]) -> str:
    """Write formulas in the place of keys, each in parentheses; the formula is in plain letters.

    Raises FormulaError, pointing at the last place that still fitted, where it would be longer than a formula may be.

    >>> with_texts(parse("a / b + 1"), {"a": "x + y"})
    '(x + y) / b + 1'
    """
    written, done = "", 0
    for key, place in formula.places:
        if key in texts:
            written += f"{formula.text[done:place]}({texts[key]})"
            done = place + len(key)
        if len(written) > LONGEST:
            raise FormulaError(
                f"Written out, with the KPIs that it names, the formula has more than {LONGEST} characters.",
                position=place,
            )
    return written + formula.text[done:]


def evaluate(formula: Formula, values: Mapping[str, Value]) -> Value:
    """Work a formula out on numbers or on columns of equal length; x/0 is missing, and so is what is beyond counting.

    >>> evaluate(parse("a / b"), {"a": 1.0, "b": 4.0})
    0.25
    """
    with np.errstate(over="ignore", invalid="ignore"):
        value = _worked_out(formula.tree, values)
    if isinstance(value, np.ndarray):
        return np.where(np.isfinite(value), value, np.nan)
    return value if math.isfinite(value) else math.nan


def _check(node: ast.AST, written: str, begins: int) -> None:
    before = written.encode()[: getattr(node, "col_offset", 0)]
    position = begins + len(before.decode(errors="ignore"))
    if not isinstance(node, (*_ALLOWED, *_OPERATORS)):
        raise FormulaError("Only numbers, keys, + - * / and parentheses can stand in a formula.", position=position)
    if isinstance(node, ast.Constant) and not _is_number(node.value):
        raise FormulaError("Only numbers and keys can stand here.", position=position)


@lru_cache(maxsize=2_000)
def _is_ratio(formula: Formula) -> bool:
    return any(isinstance(node, ast.BinOp) and _divides(node) for node in ast.walk(formula.tree))


@lru_cache(maxsize=2_000)
def _sides(formula: Formula) -> tuple[Formula | None, Formula | None]:
    """Give what stands above and below the outermost division, where it is by something counted."""
    tree = formula.tree
    return (_part(tree.left), _part(tree.right)) if _divides(tree) else (None, None)


def _divides(tree: ast.expr) -> TypeGuard[ast.BinOp]:
    return isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div) and bool(_names(tree.right))


def _part(tree: ast.expr) -> Formula:
    return Formula(ast.unparse(tree), tree, _names(tree))


def _check_depth(tree: ast.expr, begins: int) -> None:
    """Refuse what is nested so deeply that working it out could exhaust the stack; this walk itself goes by levels."""
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [inner for node in level for inner in ast.iter_child_nodes(node) if isinstance(inner, ast.expr)]
        if not level:
            return
    position = begins + min(getattr(node, "col_offset", 0) for node in level)
    raise FormulaError("This is nested too deeply: take it apart into several KPIs.", position=position)


def _is_number(constant: object) -> bool:
    if isinstance(constant, bool) or not isinstance(constant, int | float):
        return False
    return abs(constant) < math.inf and abs(constant) < 10**300


def _names(tree: ast.expr) -> tuple[str, ...]:
    found = sorted((node for node in ast.walk(tree) if isinstance(node, ast.Name)), key=lambda node: node.col_offset)
    return tuple(dict.fromkeys(node.id for node in found))


def _worked_out(node: ast.expr, values: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=key):
            return values[key]
        case ast.UnaryOp(op=sign, operand=inner):
            value = _worked_out(inner, values)
            return -value if isinstance(sign, ast.USub) else value
        case ast.BinOp(left=left, op=operator, right=right):
            return _OPERATORS[type(operator)](_worked_out(left, values), _worked_out(right, values))
    raise FormulaError("Only numbers, keys, + - * / and parentheses can stand in a formula.")


def _divided(above: Value, below: Value) -> Value:
    if isinstance(below, np.ndarray):
        return above / np.where(below == 0, np.nan, below)
    return above / below if below else above * np.nan


_OPERATORS: Mapping[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: _divided,
}
