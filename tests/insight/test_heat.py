"""The pictures of when and what works: painted where posts are enough, hatched where they are not."""

import numpy as np
import pandas as pd

from kpi.catalogue.kpis import KPIS
from kpi.charts.heat import times_heat, types_bars
from kpi.insight.patterns import Compared, Standout
from kpi.palette import SEQUENTIAL
from tests.drawings import HOSTILE, layers_of, texts

RATE = KPIS["engagement_rate"]


def cells(*told: tuple, hours=((6, 12), (12, 18), (18, 24)), found=None):
    """Give a comparison; `told` are (weekday, first hour, posts, times) of the cells that have posts."""
    known = {(day, first): (posts, times) for day, first, posts, times in told}
    rows = [
        {"weekday": day, "first": first, "last": last, "posts": posts, "value": 0.03, "times": times}
        for day in range(7)
        for first, last in hours
        for posts, times in [known.get((day, first), (0, np.nan))]
    ]
    return Compared(pd.DataFrame(rows), 0.5, (), found)


def painted(drawing):
    return [row for layer in layers_of(drawing, "rect") for row in layer["data"]["values"] if "light" in row]


def test_every_cell_with_posts_says_how_many():
    drawn = times_heat(cells((0, 6, 12, 1.2), (2, 18, 3, 5.0)), RATE)

    assert {"12", "3"} <= set(texts(drawn))


def test_a_cell_below_five_posts_is_hatched_and_has_no_shade():
    drawn = times_heat(cells((0, 6, 5, 1.2), (2, 18, 4, 5.0)), RATE)

    assert [row["posts"] for row in painted(drawn)] == ["5"]
    assert {row["posts"] for row in layers_of(drawn, "rule")[0]["data"]["values"]} == {"4"}
    assert "hatched: fewer than 5 posts" in texts(drawn)


def test_without_thin_cells_no_hatching_is_explained():
    assert "hatched: fewer than 5 posts" not in texts(times_heat(cells((0, 6, 5, 1.2)), RATE))


def test_the_usual_has_the_middle_shade_and_a_thin_cell_does_not_stretch_the_scale():
    drawn = times_heat(cells((0, 6, 9, 1.0), (1, 6, 9, 2.0), (2, 6, 9, 0.5), (3, 6, 1, 50.0)), RATE)

    shades = [SEQUENTIAL.index(row["light"]) for row in painted(drawn)]
    assert shades == [4, 9, 0]
    assert [SEQUENTIAL.index(row["dark"]) for row in painted(drawn)] == [5, 0, 9]


def test_hours_before_the_first_and_after_the_last_post_are_left_out():
    drawn = times_heat(cells((0, 12, 9, 1.1)), RATE).to_dict()

    tops = {row["top"] for layer in drawn["layer"] for row in layer["data"]["values"] if row.get("when")}
    assert len(tops) == 1


def test_what_one_can_act_on_is_framed():
    found = Standout(9, 1.4, 1, (6, 12), "reel")
    drawn = times_heat(cells((0, 6, 9, 1.0), (1, 6, 9, 1.4), found=found), RATE)

    framed = [layer for layer in layers_of(drawn, "rect") if layer["mark"].get("strokeWidth") == 2.5]
    assert [row["when"] for row in framed[0]["data"]["values"]] == ["Tuesday 6–12 h"]


def test_weekdays_alone_are_one_row_without_hours():
    drawn = times_heat(cells((0, 0, 9, 1.0), (4, 0, 7, 0.9), hours=((0, 24),)), RATE)

    assert [row["when"] for row in painted(drawn)] == ["Monday", "Friday"]
    assert not any(word[-1:] == "h" and "–" in word for word in texts(drawn))


def test_content_types_stand_with_their_posts_the_highest_first():
    told = pd.DataFrame(
        {
            "content_type": ["photo", "", HOSTILE],
            "posts": [40, 3, 6],
            "value": [0.03, 0.01, 0.05],
            "times": [1.0, 0.9, 1.1],
        }
    )
    words = texts(types_bars(Compared(told, 0.5, (), None), RATE))

    assert "Photos" in words
    assert "Posts" in words
    assert "3.00\xa0% · 40 posts" in words
