from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from pages.parts.shelf import Shelf


def test_a_question_is_answered_once():
    shelf, asked = Shelf(10), []

    answers = [shelf.once(("a", 1), lambda: asked.append(1) or len(asked)) for _ in range(3)]

    assert (answers, asked) == ([1, 1, 1], [1])


def test_questions_that_differ_in_one_place_are_two():
    shelf = Shelf(10)

    assert [shelf.once(("brand", version, "ctr"), lambda version=version: version) for version in (1, 2, 1)] == [
        1,
        2,
        1,
    ]


def test_frames_that_differ_in_one_cell_of_a_hundred_thousand_stay_apart():
    shelf = Shelf(10)
    frames = {name: pd.DataFrame({"n": range(100_000)}) for name in ("one", "other")}
    frames["other"].loc[77_777, "n"] = -1

    given = {name: shelf.once((name, 1, "facts"), lambda frame=frame: frame) for name, frame in frames.items()}

    assert [int(given[name].loc[77_777, "n"]) for name in ("one", "other")] == [77_777, -1]


def test_the_longest_unused_gives_way():
    shelf, asked = Shelf(2), []

    for question in "abac" + "ab":
        shelf.once(question, lambda question=question: asked.append(question))

    assert asked == ["a", "b", "c", "b"]


def test_an_answer_that_fails_is_not_kept():
    shelf = Shelf(2)

    with pytest.raises(ZeroDivisionError):
        shelf.once("a", lambda: 1 / 0)

    assert shelf.once("a", lambda: 2) == 2


def test_many_may_ask_at_once():
    shelf = Shelf(5)

    with ThreadPoolExecutor(8) as together:
        answers = list(together.map(lambda turn: shelf.once(turn % 20, lambda: turn % 20), range(2_000)))

    assert answers == [turn % 20 for turn in range(2_000)]
