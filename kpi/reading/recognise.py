"""Which export a table is: by its header and title; exactly one may match, the file's name is only a hint."""

from collections.abc import Sequence
from functools import lru_cache

from kpi.errors import UnknownExport
from kpi.exports import BY_KEY, EXPORTS
from kpi.exports.export import Export, plain, spelt


def recognise(header: Sequence[str], *, titles: Sequence[str] = (), name: str = "") -> Export | None:
    """Name the one export whose marks this header holds, or None; raise UnknownExport where two match."""
    seen = {plain(cell) for cell in header if cell}
    if not seen:
        return None
    above = {plain(title) for title in titles}
    matching = [export for export in EXPORTS if matches(export, seen, above, name)]
    if len(matching) > 1:
        labels = " and ".join(f"\u201c{export.label}\u201d" for export in matching)
        raise UnknownExport(f"The table looks like {labels} at once. Please send us its first lines.")
    return matching[0] if matching else None


def matches(export: Export, seen: set[str], titles: set[str], name: str) -> bool:
    """Tell whether a header (in plain spelling) and the titles above it are this export."""
    if export.titles and not titles & {plain(title) for title in export.titles}:
        return False
    if export.named and not any(plain(hint) in plain(name) for hint in export.named):
        return False
    if export.width and len(seen) != export.width:
        return False
    if not all(_holds(export, mark, seen) for mark in export.marks):
        return False
    if export.any_of and not any(_holds(export, mark, seen) for mark in export.any_of):
        return False
    return not any(_holds(export, mark, seen) for mark in export.never)


def _holds(export: Export, mark: str, seen: set[str]) -> bool:
    """A mark stands in the header in any of its languages."""
    return any(spelling in seen or _with_code(spelling, seen) for spelling in _spellings(export.key, mark))


@lru_cache(maxsize=5_000)
def _spellings(key: str, mark: str) -> frozenset[str]:
    wanted = plain(mark)
    same = [one.names for one in BY_KEY[key].columns if any(plain(known) == wanted for known in one.names)]
    return frozenset({wanted, *(plain(name) for names in same for name in names)})


def _with_code(spelling: str, seen: set[str]) -> bool:
    return spelling.endswith("(*)") and any(spelt(header, spelling) for header in seen)
