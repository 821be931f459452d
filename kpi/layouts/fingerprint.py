"""What a layout is known by: its header's cells, in any order."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from kpi.exports.export import plain

_FEW = 4
_FIGURES = re.compile(r"[\W\d_]+")


def fingerprint(header: Sequence[str], *, titles: Sequence[str] = (), name: str = "") -> str:
    """Give the mark of a header that stays the same from month to month, whatever the order of its columns.

    A column without a name of its own (empty, or one that stands twice) is known by its place. A header of fewer than
    four columns says too little: there the words of the title above it, else those of the file's name, belong to it.

    >>> fingerprint(["Day", "Reach", "Likes", "Saves"]) == fingerprint(["likes ", "Saves", "Day", "Reach", ""])
    True
    """
    parts = sorted(cell_names(header))
    if len(parts) < _FEW:
        parts.append(f"under {_words(titles[-1] if titles else PurePosixPath(name).stem)}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def cell_names(header: Sequence[str]) -> list[str]:
    """Name a header's cells, up to its last filled one: plainly, with their place where they share a name or have none.

    >>> cell_names(["", "Views", "Likes", "Views", ""])
    ['@0', 'views@1', 'likes', 'views@3']
    """
    cells = [plain(cell) for cell in header]
    while cells and not cells[-1]:
        cells.pop()
    seen = Counter(cells)
    return [cell if cell and seen[cell] == 1 else f"{cell}@{at}" for at, cell in enumerate(cells)]


def _words(text: str) -> str:
    """Give the words of a title or a file's name without its figures: those change from month to month."""
    return _FIGURES.sub(" ", plain(text)).strip()
