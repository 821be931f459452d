"""A short fuzz run; `python tests/fuzz.py FOLDER` makes a long one."""

from tests.builders import SAMPLE
from tests.fuzz import found_in, fuzz, mutants

SMALL = [path for path in found_in(SAMPLE.parent) if path.stat().st_size < 50_000][::3]


def test_sixty_mutated_exports_are_read_right_or_refused_and_leave_nothing_behind():
    count = fuzz(SMALL, runs=60)

    assert count.runs == 60
    assert (count.unforeseen, count.other_numbers, count.wordless, count.left_over) == ([], [], [], [])
    assert "Traceback" not in count.said_on_stderr


def test_a_seed_makes_the_same_mutants_again():
    assert list(mutants(SMALL, runs=8, seed=3)) == list(mutants(SMALL, runs=8, seed=3))
