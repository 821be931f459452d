"""How somebody reached this server: a cookie that came by HTTPS never goes by plain HTTP."""

from starlette.requests import Request


def is_https(request: Request) -> bool:
    """Tell whether the browser asked by HTTPS, of this server or of a proxy before it.

    Whoever pretends it harms nobody but themselves: their browser keeps the cookie back.
    """
    return "https" in {request.url.scheme, request.headers.get("x-forwarded-proto", "").split(",")[0].strip()}
