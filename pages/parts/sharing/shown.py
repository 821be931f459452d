"""What a link shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a workspace: any of the management page, one objective by its key, and the targets.

    `kpi` is the one that the objective's chart shows (its headline where none is named), `split` by what it is split.
    What else may be seen is the owner's to say: notes on charts, how the figures are worked out, from which files they
    come, and the texts of posts.
    """

    management: bool = True
    objective: str = ""
    targets: bool = False
    kpi: str = ""
    split: str = ""
    notes: bool = True
    formulas: bool = False
    files: bool = False
    texts: bool = False
