"""What two KPIs beside each other show: how often they went the same way, and never why."""

from collections.abc import Sequence

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import DERIVED, METRICS
from kpi.insight.beside import Beside
from kpi.insight.together import LEAST, Told

_HARDLY = (0.4, 0.6)
_MOST_NAMED = 3


def beside_sentence(found: Beside) -> str:
    """Say how two KPIs went from step to step, of how many steps; a pattern only where there is one to see.

    What is made of the same metric, or is part of the other, goes together by itself: of that no pattern is told.
    """
    if not found.known:
        return f"No whole week or month is known of both {_named(found)}."
    step, told = found.step.called, found.moves.told
    both = _named(found)
    if found.shared or found.holding:
        return f"{_start(both)} {_tied(found)}. {_counted(found)}".rstrip()
    if told is Told.TOO_FEW:
        return f"{_start(both)}: {_few(found)}. {_counted(found)}".rstrip()
    if told is Told.TOGETHER:
        return f"{_start(both)} went together from {step} to {step}: {_same(found)}."
    if told is Told.APART:
        return f"{_start(both)} went separate ways from {step} to {step}: {_opposite(found)}."
    low, high = _HARDLY
    more = "" if low < found.moves.same / found.moves.changes < high else ", which chance or a common season brings too"
    return f"No pattern to see in {_steps(found.known, step)}: {_same(found)}{more}."


def beside_remarks(found: Beside) -> list[str]:
    """Say what was compared, and what is left out of it."""
    step = found.step.called
    said = [f"Whole {step}s alone."]
    if found.unknown:
        were = "is" if found.unknown == 1 else "are"
        said.append(f"{_steps(found.unknown, step)} between them {were} left out: not known of both on every day.")
    if found.moves.still:
        said.append(f"In {_steps(found.moves.still, step)} one of them did not move.")
    if found.by_month and found.step.is_week:
        said.append(f"Left out, since told by the month: {_listed(found.by_month)}.")
    if found.moves.told in (Told.TOGETHER, Told.APART):
        said.append("Compared are the changes, so a trend or season of both is no pattern. It does not say why.")
    return said


def _tied(found: Beside) -> str:
    """Say what both are made of, or what of the one is counted within the other."""
    if found.shared:
        of = _listed([_label(key) for key in found.shared])
        return f"are both worked out from {of}, so they are tied to each other anyway"
    of = _listed([f"{_label(part)} are part of {_label(whole)}" for part, whole in found.holding])
    return f"are tied to each other anyway, since {of}"


def _few(found: Beside) -> str:
    """Say that too little moved to see a pattern: too few steps are known, or one of the two stood still in most."""
    known = f"{_steps(found.known, found.step.called)} known of both"
    if found.moves.still + found.moves.changes < LEAST:
        return f"{known}, too few to see a pattern (at least {LEAST} changes of both are needed)"
    return f"{known}, but both moved in {found.moves.changes} of them, too few to see a pattern (it takes {LEAST})"


def _counted(found: Beside) -> str:
    return f"{_start(_same(found))}." if found.moves.changes else ""


def _same(found: Beside) -> str:
    return f"in {found.moves.same} of {_steps(found.moves.changes, found.step.called)} both moved the same way"


def _opposite(found: Beside) -> str:
    steps = _steps(found.moves.changes, found.step.called)
    return f"in {found.moves.opposite} of {steps} one rose while the other fell"


def _steps(count: int, step: str) -> str:
    return f"{count} {step}{'s' * (count != 1)}"


def _named(found: Beside) -> str:
    return " and ".join(_inside(kpi) for kpi in (found.first, found.second))


def _inside(kpi: Kpi) -> str:
    """Write a name as it stands inside a sentence; abbreviations keep their capitals."""
    return kpi.label[:1].lower() + kpi.label[1:] if kpi.label[1:2].islower() else kpi.label


def _label(key: str) -> str:
    return (METRICS.get(key) or DERIVED[key]).label.lower()


def _listed(names: Sequence[str]) -> str:
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
