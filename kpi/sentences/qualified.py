"""What qualifies how a target stands: its volume, its parts, its guards, and what nobody knows."""

from collections.abc import Mapping

from kpi.catalogue.kpis import Kpi
from kpi.catalogue.metrics import DERIVED, METRICS, Unit
from kpi.catalogue.operands import written_out
from kpi.formats import day_text, number_word, short
from kpi.sentences.writer import Writer
from kpi.targets.each import Judged
from kpi.targets.guards import Guarded
from kpi.targets.held import Track
from kpi.targets.status import REACHED, Standing
from kpi.targets.target import EACH, Combine, Sense


def volume_word(kpi: Kpi) -> str:
    """Name what a ratio divides by: "impressions"; "cases" where its formula names nothing."""
    below = written_out(kpi.formula, ("cpm",) if kpi.over else ()).denominator
    names = below.names if below else ()
    labels = [METRICS[name].label if name in METRICS else DERIVED[name].label for name in names]
    return " and ".join(label.lower() for label in labels) or "cases"


def volume_text(track: Track) -> str:
    """Say of a ratio that needs a volume what it rests on, where that is too little."""
    least, of = track.target.min_volume, volume_word(track.kpi)
    if least is None or (track.target.over not in EACH and (track.volume is None or track.volume >= least)):
        return ""
    asked = short(least, Unit.COUNT)
    if track.target.over in EACH:
        period = track.target.over.value.removeprefix("each ")
        return f"A {period} counts from {asked} {of} on."
    verb = "are" if track.days_left > 0 else "were"
    return f"It rests on {short(track.volume, Unit.COUNT)} {of}, and at least {asked} {verb} asked for."


def parts_text(standing: Standing, currency: str) -> str:
    """Say how many parts that must each reach their own goal did, and name those that did not, or do not yet."""
    parts = standing.parts
    if standing.target.combine is not Combine.ALL or not parts:
        return ""
    reached = sum(one.status in REACHED for one in parts)
    rest = [one for one in parts if one.status not in REACHED]
    if not rest:
        return "Every part reached its own goal."
    many = number_word(reached).capitalize() if reached else "None"
    said = "; ".join(
        f"{', '.join(one.target.channels)} {'did not' if one.closed else 'has not yet'}: {_of(one, currency)}"
        for one in rest
    )
    return f"{many} of {number_word(len(parts))} part{'s' * (len(parts) != 1)} reached its own goal; {said}."


def guard_sentence(one: Guarded, kpis: Mapping[str, Kpi], currency: str, *, decided: bool) -> str:
    """Name a guard that is broken or not kept so far, and at the end (`decided`) one that nobody can look at."""
    kpi = kpis.get(one.guard.kpi)
    if kpi is None:
        return ""
    write = Writer((one.value, one.guard.limit), kpi, currency)
    side = "most" if one.guard.sense is Sense.AT_MOST else "least"
    if one.value is None or (decided and one.kept is None):
        known = "Nothing" if one.value is None else "Not all"
        return f"{known} is known of the guard {kpi.label} at {side} {write(one.guard.limit)}." if decided else ""
    if one.kept is not False and one.holds_so_far is not False:
        return ""
    broken = "Guard broken" if one.kept is False else "Guard not kept so far"
    return f"{broken}: {kpi.label} at {write(one.value)}, at {side} {write(one.guard.limit)} was agreed."


def unknown_text(track: Track) -> str:
    """Name what is not known: channels that hold the others up, and days that count neither as zero nor as missed."""
    said = [f"{channel} is known up to {day_text(day)}." for channel, day in track.late]
    said += [f"No file tells it for {', '.join(track.silent)}."] if track.silent else []
    said += [f"{channel}, known since {day_text(day)}, is not counted." for channel, day in track.newcomers]
    if track.unknown:
        are = f"{track.unknown} day{'s are' if track.unknown > 1 else ' is'} unknown"
        said.append(f"{are}{_not_judged(track)}.")
    if track.grows and not track.days_left:
        said.append("The posts of the last seven days still grow.")
    return " ".join(said)


def _not_judged(track: Track) -> str:
    """Say how many weeks or months the unknown days leave open."""
    many = track.each.count(Judged.UNKNOWN) if track.each else 0
    period = track.target.over.value.removeprefix("each ")
    return f", so {number_word(many)} {period}{'s' * (many != 1)} cannot be judged" if many else ""


def _of(part: Standing, currency: str) -> str:
    track = part.track
    write = Writer((track.target.goal, track.value), track.kpi, currency)
    return f"{'unknown' if track.value is None else write(track.value)} of {write(track.target.goal)}"
