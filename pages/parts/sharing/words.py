"""What the pages say, put into the plain sections of a document."""

from collections.abc import Sequence

from kpi.formats import count_text, exact, period_text
from kpi.reports import Card, Receipts, Still, Word, Worked
from kpi.store import Workspace
from kpi.targets.status import Standing, Status
from pages.parts import session
from pages.parts.management.asked import Figure
from pages.parts.receipt import places
from pages.parts.scope import View
from pages.parts.statuses import VERDICTS

_NOT_HELD = Word("not held", "no_data")


def word_of(status: Status | None) -> Word:
    """Give a status as a word in the colour of its verdict; of a target that is not held there is none."""
    return Word(status.value, VERDICTS.get(status, "no_data")) if status else _NOT_HELD


def card_of(figure: Figure, targets: Sequence[Standing] = ()) -> Card:
    """Put a figure on a card, with how the targets stand that are set on it."""
    return Card(
        title=figure.title,
        value=figure.value,
        plain=figure.plain,
        change=figure.change,
        better=figure.better,
        against=figure.against,
        sentence=figure.sentence,
        badges=figure.badges,
        words=tuple(dict.fromkeys(word_of(one.status) for one in targets)),
        trend=Still(figure.picture, figure.trend),
        asides=figure.asides,
    )


def receipts_of(mine: Workspace, figures: Sequence[Figure], view: View, *, files: bool) -> list[Receipts]:
    """Say how some figures are worked out, and where `files` may be told from which they come."""
    worked = [_worked(mine, one, view, files=files) for one in figures]
    return [Receipts(worked)] if worked else []


def _worked(mine: Workspace, figure: Figure, view: View, *, files: bool) -> Worked:
    question = session.question_of(mine, figure.answer.kpi.key, view)
    found = session.receipt(mine, question)
    value = exact(found.value, question.kpi.unit, session.currency(mine))
    days = period_text(found.period.start, found.period.end)
    rows = zip(places(found.files["file"], found.files["sheet"]), found.files["rows"], strict=True)
    told = [f"{place}: {count_text(count)} rows" for place, count in rows] if files else []
    return Worked(figure.title, f"{value} in {days} = {found.formula}", found.worked, (*told, question.kpi.caveat))
