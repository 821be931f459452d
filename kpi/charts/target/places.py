"""Where words find room in a plot: beside what they name, clear of curves and of each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

import numpy as np

from kpi.facts import Numbers

Align = Literal["left", "right", "center"]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

LETTER: Final = 6.6
"""How wide a letter of 12 px is, at most on average."""
_HALF_LINE: Final = 8
_EVERY: Final = 5
_OUTSIDE: Final = 1_000
_ON_WORDS: Final = 200
_STARTS: Final = {"left": 0.0, "center": -0.5, "right": -1.0}


class Spot(NamedTuple):
    """A place for words: beside a point of the plot (shares of its width and height), so many pixels away."""

    along: float
    up: float
    dx: float = 0
    dy: float = 0
    align: Align = "left"


@dataclass(slots=True)
class Room:
    """What is taken of a plot so wide and so high: the dots of its curves, and the boxes of its words."""

    width: float
    height: float
    _dots: Numbers = field(default_factory=lambda: np.empty((2, 0)))
    _boxes: list[Box] = field(default_factory=list)

    def draw(self, along: Numbers, up: Numbers) -> None:
        """Take the room of a curve, given in shares of the plot's width and height; over missing places it goes on."""
        known = np.isfinite(up)
        if known.any():
            x, y = along[known] * self.width, (1 - up[known]) * self.height
            at = np.arange(x[0], x[-1] + _EVERY, _EVERY)
            self._dots = np.concatenate([self._dots, [at, np.interp(at, x, y)]], axis=1)

    def stand(self, along: float) -> None:
        """Take the room of an upright rule."""
        y = np.arange(0, self.height, _EVERY)
        self._dots = np.concatenate([self._dots, [np.full(len(y), along * self.width), y]], axis=1)

    def best(self, letters: float, spots: Iterable[Spot]) -> tuple[Spot, float]:
        """Choose the place at which words of so many letters lie on least, the first of equals; and on how much."""
        found = list(spots)
        weights = self._clashes([self._box(letters, spot) for spot in found])
        least = int(weights.argmin())
        return found[least], float(weights[least])

    def take(self, letters: float, spot: Spot) -> None:
        """Take the room of words."""
        self._boxes.append(self._box(letters, spot))

    def _box(self, letters: float, spot: Spot) -> Box:
        wide = letters * LETTER
        left = spot.along * self.width + spot.dx + _STARTS[spot.align] * wide
        middle = (1 - spot.up) * self.height + spot.dy
        return left, middle - _HALF_LINE, left + wide, middle + _HALF_LINE

    def _clashes(self, boxes: Sequence[Box]) -> Numbers:
        left, top, right, bottom = np.array(boxes).T[:, :, np.newaxis]
        x, y = self._dots
        weights: Numbers = ((x >= left) & (x <= right) & (y >= top) & (y <= bottom)).sum(axis=1).astype(float)
        if self._boxes:
            x1, y1, x2, y2 = np.array(self._boxes).T
            weights += _ON_WORDS * ((x1 < right) & (x2 > left) & (y1 < bottom) & (y2 > top)).sum(axis=1)
        outside = (left < 0) | (right > self.width) | (top < 0) | (bottom > self.height)
        weights += _OUTSIDE * outside[:, 0]
        return weights
