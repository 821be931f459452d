import pytest

from kpi.reading.read import read_file
from tests.reading.test_whose import POSTS, post


def warnings(tmp_path, *keys: int, name="posts_2026-01-01_2026-01-05.csv"):
    """Read posts of these days of January from a file whose name states its period."""
    place = tmp_path / "file"
    place.write_text(POSTS + "".join(post(key, "anker", "11") for key in keys), encoding="utf-8")
    return read_file(name, place).sheets[0].warnings


def test_a_post_dated_after_the_period_that_the_file_states_is_warned_of(tmp_path):
    (warning,) = warnings(tmp_path, 1, 2, 9)

    assert warning.startswith("1 row is dated after 2026-01-05, the last day that the file states.")


@pytest.mark.parametrize("keys", [(1, 2, 5), (1, 6), (8, 9)], ids=["within", "in another zone", "of another period"])
def test_other_dates_are_not(tmp_path, keys):
    assert warnings(tmp_path, *keys) == []


def test_nothing_is_warned_of_where_the_file_states_no_period(tmp_path):
    assert warnings(tmp_path, 1, 9, name="posts.csv") == []
