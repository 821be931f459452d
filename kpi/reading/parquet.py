"""Read a table of Parquet that somebody gives us: in the reading process, since a crafted one may end whoever reads it.

A reader for `kpi.reading.drop.read_all`: `READER` names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kpi.errors import UnreadableFile
from kpi.layouts.learnt import Learnt
from kpi.reading.report import Reference

READER = "kpi.reading.parquet:read_table"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the file; its report names the columns, which says that one of no rows was read too."""

    table: pa.Table
    references: Sequence[Reference] = ()

    @property
    def report(self) -> dict[str, Any]:
        """Give what is to be said about the file."""
        return {"columns": self.table.column_names}


def read_table(name: str, path: Path, _learnt: Learnt) -> Table:
    """Read all of a file; raise UnreadableFile where it is no Parquet."""
    try:
        return Table(pq.read_table(path, memory_map=False).replace_schema_metadata(None))
    except (pa.ArrowException, OSError) as broken:
        raise UnreadableFile(f"{name} is no table of Parquet.") from broken
