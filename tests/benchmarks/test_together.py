"""How often a pattern between two KPIs is told where there is none: the table of docs/together.md."""

import pytest

from tests.insight.pairs import UNRELATED, claimed, related

pytestmark = pytest.mark.bench
STEPS, TIMES = (22, 30, 56, 110), 1_000


def said(kind, shares):
    print(f"| {kind} | " + " | ".join(f"{share:.1%}" for share in shares) + " |")  # noqa: T201


@pytest.mark.parametrize("kind", UNRELATED)
def test_false_patterns_are_told_at_most_one_time_in_twenty(kind):
    shares = [claimed(UNRELATED[kind], steps=steps, times=TIMES) for steps in STEPS]

    said(kind, shares)
    assert max(shares) <= 0.05


def test_real_patterns_are_found():
    shares = [claimed(related, steps=steps, times=TIMES) for steps in STEPS]

    said("mostly the same noise", shares)
    assert shares[-1] >= 0.95
