"""The few errors of Goalpost, each worded for the person who dropped the file or typed the number."""


class KpiError(Exception):
    """Something the user can act on; its text says what we saw, what we expected and what to do."""


class UnreadableFile(KpiError):
    """A file whose bytes give no table."""


class UnknownExport(KpiError):
    """A table that no known export looks like, or more than one does."""


class LayoutError(KpiError):
    """A declared layout that cannot be used."""


class FormulaError(KpiError):
    """A formula that cannot be read or names something unknown; `position` points at the place, from 0."""

    def __init__(self, message: str, *, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class TargetError(KpiError):
    """A target that cannot be held against data as it is written."""


class StoreError(KpiError):
    """The workspace's database cannot be opened or written."""


class ChangedMeanwhile(StoreError):
    """Something was changed since whoever saves it now has read it: `theirs` is what it is, None where it is gone."""

    def __init__(self, what: str, theirs: object) -> None:
        done = "removed" if theirs is None else "changed"
        super().__init__(
            f"Somebody {done} this {what} meanwhile, so yours was not saved. Load the page again to see it."
        )
        self.theirs = theirs
