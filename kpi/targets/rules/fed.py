"""Whether there are data that a target can be held against."""

from collections.abc import Iterator

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.operands import Behaves, behaves, written_out
from kpi.choice import CARRIED, Part, Scope, choose
from kpi.facts import Facts
from kpi.formats import day_text, period_text
from kpi.measure import as_of
from kpi.periods import Period
from kpi.targets.rules.about import About


def feeds(about: About) -> Iterator[str]:
    """Refuse a KPI that no file tells, in all or on a channel that is named; of guards too."""
    if about.facts is None:
        return
    keys = dict.fromkeys([about.target.kpi, *(guard.kpi for guard in about.target.guards)])
    for kpi in (about.kpis[key] for key in keys if key in about.kpis):
        telling = {part.channel for part in _parts(kpi, about.facts, about.target.scope)}
        without = [channel for channel in about.target.channels if channel not in telling]
        if without or not telling:
            on = f" on {', '.join(without)}" if without else ""
            yield f"Nothing feeds {kpi.label}{on}: no file tells it. Load one that does, or choose another KPI."


def window(about: About) -> Iterator[str]:
    """Refuse a time that is over and of which no file knows a day."""
    target, kpi, facts = about.target, about.kpi, about.facts
    newest = as_of(facts) if facts is not None else None
    if facts is None or kpi is None or newest is None or not target.start <= target.end <= newest:
        return
    parts = _parts(kpi, facts, target.scope)
    first, last = target.window.ends
    first -= CARRIED if behaves(kpi) is Behaves.LEVEL else CARRIED * 0
    if parts and not any(((part.known >= first) & (part.known <= last)).any() for part in parts):
        begin = min(part.known[0].item() for part in parts)
        yield (
            f"No day of {period_text(target.start, target.end)} is known: your files tell {kpi.label} from "
            f"{day_text(begin)} to {day_text(max(part.as_of for part in parts))}."
        )


def _parts(kpi: Kpi, facts: Facts, scope: Scope) -> list[Part]:
    """List what tells a KPI within a scope on any day; a typed CPM needs no file."""
    views = [view for view in facts.views if scope.holds(view)]
    if not views:
        return []
    assumed = ("cpm",) if kpi.over else ()
    names = [name for name in written_out(kpi.formula, assumed).names if name not in assumed]
    ever = Period(min(view.start.min() for view in views).item(), max(view.end.max() for view in views).item())
    chosen = choose(names, facts, scope=scope, ranges=[ever])
    return [*chosen.parts, *chosen.behind]
