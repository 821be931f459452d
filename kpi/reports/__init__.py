"""Reports: what is handed out of the app, made of plain sections that others have already worded."""

from kpi.reports.document import (
    Card,
    Cards,
    Chart,
    Document,
    Line,
    Lines,
    Part,
    Picture,
    Receipts,
    Remarks,
    Section,
    Still,
    Table,
    Word,
    Worked,
)
from kpi.reports.page import LARGEST, page

__all__ = [
    "LARGEST",
    "Card",
    "Cards",
    "Chart",
    "Document",
    "Line",
    "Lines",
    "Part",
    "Picture",
    "Receipts",
    "Remarks",
    "Section",
    "Still",
    "Table",
    "Word",
    "Worked",
    "page",
]
