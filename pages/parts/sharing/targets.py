"""The board of targets as a part of a document."""

from kpi.reports import Line, Lines, Part, Still
from kpi.store import Workspace
from pages.parts import session
from pages.parts.sharing.words import word_of
from pages.parts.targets import line
from pages.parts.targets.known import board
from pages.parts.targets.sorted import headline, order

_MOST = 60


def targets(mine: Workspace) -> Part:
    """Give what the board says of every target, what needs a decision first."""
    known = board(mine)
    if not (known.standings or known.waiting):
        return Part("No target is set yet.", [])
    held = sorted(known.standings, key=order("danger"))
    money = session.currency(mine)
    told = [*(line.line_of(mine, one, known, money) for one in held), *map(line.line_of_waiting, known.waiting)]
    more = len(told) - _MOST
    after = [f"{more} more on the board."] if more > 0 else []
    return Part(headline(known), [Lines([_line(one) for one in told[:_MOST]], after=after)])


def _line(one: line.Line) -> Line:
    way = Still(one.way, one.far) if one.way else None
    return Line(word_of(one.status), one.title, one.said, one.was, way, one.value, one.besides)
