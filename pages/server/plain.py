"""Plain pages of HTML that need no script: a sign-in, a sign-out, a reason."""

from starlette.responses import HTMLResponse, Response

from kpi.reports.markup import Markup, element
from kpi.reports.page import POLICY
from kpi.reports.style import style

_FORMS = POLICY.replace("form-action 'none'", "form-action 'self'") + "; frame-ancestors 'none'"
_LOOK = """
.door { max-width: 26rem; margin: 14vh auto 0; padding: 0 1.25rem; }
.door p, .door form { margin-top: 0.9rem; }
.door label { display: block; font-weight: 650; margin-bottom: 0.3rem; }
.door input, .door button, .door a.go { display: block; box-sizing: border-box; width: 100%; font: inherit;
  padding: 0.6rem 0.75rem; border-radius: 0.6rem; text-align: center; }
.door input { border: 1px solid var(--muted); background: var(--ground); color: var(--ink); text-align: start; }
.door button, .door a.go { margin-top: 0.75rem; border: 0; background: #0B6B68; color: #FFFFFF; font-weight: 650;
  cursor: pointer; text-decoration: none; }
.door button.quiet, .door a.quiet { background: none; color: var(--ink); border: 1px solid var(--muted); }
.door input:focus-visible, .door button:focus-visible, .door a:focus-visible { outline: 3px solid var(--accent);
  outline-offset: 2px; }
.door [role=alert] { color: var(--worse); font-weight: 650; }
"""


def plain(title: str, *inside: Markup, status: int = 200, onward: str = "") -> Response:
    """Answer with a page of our own under a heading; `onward` is where the browser goes from there by itself."""
    refresh = [element("meta", http_equiv="refresh", content=f"0;url={onward}")] if onward else []
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", title if "Goalpost" in title else f"{title} · Goalpost"),
        *refresh,
        element("style", Markup(style() + _LOOK)),
    )
    body = element("body", element("main", element("h1", title), *inside, class_="door"))
    text = f"<!doctype html>\n{element('html', head, body, lang='en')}\n"
    return HTMLResponse(text, status, {"Content-Security-Policy": _FORMS, "Cache-Control": "no-store"})


def said(sentence: str) -> Markup:
    """Say a sentence."""
    return element("p", sentence)


def onward(label: str, path: str, *, is_quiet: bool = False) -> Markup:
    """Link to where people go from here; what is quiet is not what most people want."""
    return element("a", label, href=path, class_="go quiet" if is_quiet else "go")
