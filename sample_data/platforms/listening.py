"""Reviews and mentions: Trustpilot Business and Brandwatch."""

from datetime import date, timedelta

import pandas as pd

from sample_data.containers import Row, columns, csv_text, xlsx
from sample_data.files import SampleFile, Sheet

_REVIEWS_HEADER = columns(
    "Domain Url,Webshop Name,Business Unit Id,Review Id,Review Created (UTC),Review Consumer User Id,Review Username,"
    "Review User Email,Review Title,Review Content,Review Stars,Source Of Review,Reference Id,Company Response,"
    "Company Reply Date (UTC),Review Language"
)
_MENTIONS_HEADER = columns(
    "Query Id,Query Name,Date,Title,Snippet,Url,Domain,Sentiment,Page Type,Language,Country Code,Continent,Author,"
    "Added,Thread Entry Type"
)
_UNIT = "5f3ac1d0e8b94c0001a7724e"


def trustpilot(reviews: pd.DataFrame) -> SampleFile:
    """Write the reviews, newest first, with invented names and addresses that must not be kept."""
    rows = [
        (
            *("velmora.example", "Velmora", _UNIT, review["key"], f"{review['at']:%Y-%m-%d %H:%M:%S}"),
            *(review["consumer"], review["name"], review["email"], review["title"], review["text"], review["stars"]),
            *(review["source"], review["reference"], review["answer"], review["answered"], "en"),
        )
        for review in reviews.iloc[::-1].to_dict("records")
    ]
    first, last = reviews["at"].min().date(), reviews["at"].max().date()
    totals = {"ratings": float(len(reviews)), "rating_points": float(reviews["stars"].sum())}
    return SampleFile(
        "velmora.example_reviews_2025-07-01_2026-10-31.csv",
        csv_text([_REVIEWS_HEADER, *rows]).encode(),
        [Sheet(None, "review", "Trustpilot", len(reviews), first, last, totals)],
        "Names and e-mail addresses stand in it and must go on the way in.",
    )


def brandwatch(mentions: pd.DataFrame, *, own: str, first: date, last: date) -> SampleFile:
    """Write the mentions of all queries; the query's name is the brand."""
    top: list[Row] = [
        ("Report:", "Bulk Mentions Download"),
        ("Brand:", "Velmora and rivals"),
        ("From:", f"{first} 00:00:00"),
        ("To:", f"{last + timedelta(days=1)} 00:00:00"),
        ("Label:", "City e-bikes"),
        (),
    ]
    rows = [
        (
            *(mention["query"], mention["brand"], f"{mention['at']:%Y-%m-%d %H:%M:%S}.0", mention["title"]),
            *(mention["snippet"], mention["url"], mention["domain"], mention["sentiment"], mention["page"], "en"),
            *(
                mention["country"],
                "Europe",
                mention["author"],
                f"{mention['at']:%Y-%m-%d} 23:10:00.0",
                mention["entry"],
            ),
        )
        for mention in mentions.iloc[::-1].to_dict("records")
    ]
    ours = int((mentions["brand"] == own).sum())
    span = (mentions["at"].min().date(), mentions["at"].max().date())
    parted = {"mentions": float(ours), "competitor_mentions": float(len(rows) - ours)}
    return SampleFile(
        f"Velmora_and_rivals_mentions_{first}_{last}.xlsx",
        xlsx({"Mentions": [*top, _MENTIONS_HEADER, *rows]}, last + timedelta(days=2)),
        [Sheet("Mentions", "mention", "Listening", len(rows), *span, parted, [{"mentions": float(len(rows))}])],
        "Six lines above the header; the query's name is the brand. Where no brand is one's own, all are mentions.",
    )
