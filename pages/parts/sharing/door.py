"""The plain pages that the holder of a link meets before any figure; none of them tells one."""

from kpi.reports.markup import Markup, element, some
from kpi.reports.style import style

GONE = "This link opens nothing, or nothing any more."
WAIT = "Too many tries. Wait a quarter of an hour, then open the link again."
BUSY = "Many passwords are being tried for this link. Wait a quarter of a minute, then try again."
WRONG = "That is not the password."
ASK = "Ask whoever sent it to you for a new one."
_FORM = """
.door { max-width: 26rem; margin: 14vh auto 0; padding: 0 1.25rem; }
.door p, .door form { margin-top: 0.9rem; }
.door label { display: block; font-weight: 650; margin-bottom: 0.3rem; }
.door input, .door button { width: 100%; font: inherit; padding: 0.6rem 0.75rem; border-radius: 0.6rem; }
.door input { border: 1px solid var(--muted); background: var(--ground); color: var(--ink); }
.door button { margin-top: 0.75rem; border: 0; background: #0B6B68; color: #FFFFFF; font-weight: 650; cursor: pointer; }
.door input:focus-visible, .door button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.door [role=alert] { color: var(--worse); font-weight: 650; }
"""


def gone() -> bytes:
    """Say, in the same words whatever the reason, that there is nothing here."""
    return _page(element("h1", GONE), element("p", ASK))


def waiting() -> bytes:
    """Say that somebody tried too often."""
    return _page(element("h1", "Too many tries"), element("p", WAIT))


def preview() -> bytes:
    """Tell a robot that asks for a preview, whatever the token, that there is something to be opened."""
    return _page(element("h1", "A page shared with Goalpost"), element("p", "Open it in a browser to read it."))


def locked(*, wrong: str = "") -> bytes:
    """Ask for the password of a link."""
    field = element(
        "input", id="password", name_="password", type="password", required="required", autocomplete="off",
        autofocus="autofocus", maxlength="200",
    )  # fmt: skip
    return _page(
        element("h1", "This page has a password"),
        element("p", "Whoever sent you the link knows it."),
        some("p", wrong, role="alert"),
        element(
            "form",
            element("label", "Password", for_="password"),
            field,
            element("button", "Open", type="submit"),
            method="post",
        ),
    )


def _page(*inside: Markup) -> bytes:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name_="robots", content="noindex, nofollow"),
        element("title", "Shared with Goalpost"),
        element("style", Markup(style() + _FORM)),
    )
    body = element("body", element("main", *inside, class_="door"))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n".encode()
