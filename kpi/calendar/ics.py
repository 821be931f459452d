"""The words in which the calendar is told to calendar programs (RFC 5545), for its writer and its reader."""

from collections.abc import Mapping

from kpi.calendar.entry import Stage

PRODUCT = "-//Goalpost//Editorial calendar//EN"
OURS = "@goalpost"
"""What stands behind the id of an entry in the UID of one that was made here."""
KIND, CAMPAIGN = "X-GOALPOST-KIND", "CAMPAIGN"
TEXTS: Mapping[str, str] = {
    "channel": "X-GOALPOST-CHANNEL",
    "content_type": "X-GOALPOST-CONTENT-TYPE",
    "objective": "X-GOALPOST-OBJECTIVE",
    "owner": "X-GOALPOST-OWNER",
    "post": "X-GOALPOST-POST",
}
"""The fields of an entry for which calendars have no word of their own; each is written in every entry of ours."""
STAGE = "X-GOALPOST-STATE"
ON_CHARTS = "X-GOALPOST-ON-CHARTS"
STATUS: Mapping[Stage, str] = {
    Stage.IDEA: "TENTATIVE",
    Stage.DRAFT: "TENTATIVE",
    Stage.APPROVED: "CONFIRMED",
    Stage.PLANNED: "CONFIRMED",
    Stage.PUBLISHED: "CONFIRMED",
    Stage.DROPPED: "CANCELLED",
}
STAGES: Mapping[str, Stage] = {"TENTATIVE": Stage.DRAFT, "CONFIRMED": Stage.PLANNED, "CANCELLED": Stage.DROPPED}
"""What an event of another program is, by its status."""
