"""An objective as a part of a document: its answer, its cards, the chart that was chosen, and the chart's numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpi.catalogue.objectives import Objective
from kpi.errors import KpiError
from kpi.formats import count_text
from kpi.measure import Answer
from kpi.reports import Cards, Chart, Part, Picture, Remarks, Section, Table
from kpi.sentences import answer_sentence
from kpi.store import Workspace
from kpi.store.links import Shown
from pages.parts import session
from pages.parts.below.numbers import in_words
from pages.parts.below.posts import listed_posts
from pages.parts.below.shown import Shown as Below
from pages.parts.cards import caveat_lines, left_out_lines, shared_end_line
from pages.parts.management.asked import Figure, figure, is_known
from pages.parts.objective_answer import objective_answer
from pages.parts.scope import View
from pages.parts.sharing.marked import marked
from pages.parts.sharing.words import card_of, receipts_of
from pages.parts.statuses import standing, targets_on
from pages.parts.trend_asked import BY_MONTH, Trend, trend_of

_MOST_ROWS = 400


def objective(mine: Workspace, what: Shown, view: View, *, kpi: str, split: str) -> Part:
    """Give what the objectives page says of one objective in a view; raise KpiError where it is not there any more."""
    chosen = session.catalogue(mine).objectives.get(what.objective)
    if chosen is None:
        raise KpiError("The objective that was to be shown is not there any more: choose another one.")
    money = session.currency(mine)
    answers = {key: session.answer(mine, key, view) for key in chosen.kpis}
    told = [figure(mine, key, view, money) for key in chosen.kpis if is_known(mine, key, view)]
    headline = _headline(chosen, told)
    charted = kpi if kpi in session.catalogue(mine).kpis else headline
    sections: list[Section] = [
        _cards(mine, answers, told, view),
        *(_chart(mine, charted, what, view, split=split) if charted else []),
        *receipts_of(mine, told, view, files=what.texts),
    ]
    return Part(
        chosen.question, sections, objective_answer(mine, chosen, answers, view, headline=headline, currency=money)
    )


def _headline(chosen: Objective, told: Sequence[Figure]) -> str:
    """Name the KPI that answers the question, else the first one of which anything is known."""
    known = [one.answer.kpi.key for one in told]
    return chosen.headline if chosen.headline in known else next(iter(known), "")


def _cards(mine: Workspace, answers: Mapping[str, Answer], told: Sequence[Figure], view: View) -> Cards:
    all_targets, of_all = standing(mine), list(answers.values())
    cards = [card_of(one, targets_on(all_targets, one.answer.kpi.key, view)) for one in told]
    unknown = [answer.title for answer in of_all if answer.value is None]
    lines = [shared_end_line(of_all, view.period), *left_out_lines(of_all), *caveat_lines(of_all)]
    missing = f"Not known for these days: {', '.join(unknown)}." if unknown else ""
    return Cards(cards, after=[missing, " ".join(line for line in lines if line)])


def _chart(mine: Workspace, key: str, what: Shown, view: View, *, split: str) -> list[Section]:
    """Give the chart with its sentence and marks, its numbers, and where their texts may be seen the best posts."""
    answer, money = session.answer(mine, key, view), session.currency(mine)
    trend = trend_of(mine, answer, view, split=split, currency=money)
    trend = replace(trend, notes=marked(mine, what, view))
    sentence = answer_sentence(answer, currency=money)
    if trend.untold:
        return [Chart(answer.title, [], sentence, [trend.untold])]
    after = [BY_MONTH if trend.by_month else "", trend.why_apart if trend.side_by_side else "", *trend.notes_shown]
    below = Below(mine, answer, view, trend.steps, split, money)
    return [
        Chart(answer.title, _pictures(trend), sentence, after),
        _numbers(below),
        *(_posts(below) if what.texts else []),
    ]


def _pictures(trend: Trend) -> list[Picture]:
    if trend.side_by_side:
        return [Picture(one.drawing, one.sentence, one.name) for one in trend.panels()]
    return [Picture(trend.drawing(), trend.words)]


def _numbers(below: Below) -> Table:
    _, words = in_words(below)
    rows = [tuple(map(str, row)) for row in words.head(_MOST_ROWS).itertuples(index=False)]
    more = len(words) - _MOST_ROWS
    after = [f"{count_text(more)} older ones are left out."] if more > 0 else []
    return Table("The numbers", list(words.columns), rows, after)


def _posts(below: Below) -> list[Remarks]:
    listed = listed_posts(below)
    return (
        [Remarks([(below.answer.title, listed.words)], "Best and worst posts", [listed.remarks])]
        if listed.posts
        else []
    )
