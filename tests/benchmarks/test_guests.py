"""What a thousand sessions that send whatever they like learn of a workspace that is not their link's: nothing."""

import pytest

from tests.guests import assert_no_other_workspace_is_heard_of, serving_two

pytestmark = pytest.mark.bench
SESSIONS = 1_000


def test_a_thousand_sessions_learn_nothing_of_another_workspace(tmp_path):
    with serving_two(tmp_path) as served:
        assert_no_other_workspace_is_heard_of(served, sessions=SESSIONS, seed=11)

    print(f"\n{SESSIONS} sessions with three strange messages each: no other workspace was named")  # noqa: T201
