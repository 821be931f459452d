"""A server that others can reach does not start where it is not safe, and says why in a sentence."""

import subprocess
import sys
from os import environ

import pytest

from tests.serving import LOOPBACK, ROOT, free_port

SECRET = "5f1c0f3b9f2a4c7d8e6b1a2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60"  # noqa: S105
MEMBERS = f"""
[auth]
redirect_uri = "http://localhost/oauth2callback"
client_id = "goalpost"
client_secret = "of-the-provider"
server_metadata_url = "http://localhost/.well-known/openid-configuration"
cookie_secret = "{SECRET}"
"""
OWNER = '[owner]\npassword = "lantern walnut quiet harbour"\n'
HOSTED = ("--server.allowedHosts=goalpost.example",)


def ended(folder, secrets, options, **around: str):
    """Start a server that shall not come up; give what it said at its end."""
    (folder / "secrets.toml").write_text(secrets)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    options = (f"--server.port={free_port()}", f"--secrets.files={folder / 'secrets.toml'}", *options)
    quiet = environ | {"GOALPOST_DATA": str(folder), "DATABASE_URL": "", "PYTHONPATH": str(ROOT)} | around
    done = subprocess.run(
        [*command, *options], cwd=ROOT, env=quiet, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


UNSAFE = {
    "a short cookie secret": (MEMBERS.replace(SECRET, SECRET[:31]), HOSTED, {}, "cookie_secret is shorter"),
    "an example for a cookie secret": (
        *(MEMBERS.replace(SECRET, "change-me-to-something-long-and-random"), HOSTED, {}),
        "cookie_secret is shorter than 32 bytes or an example",
    ),
    "no cookie secret": (MEMBERS.replace("cookie_secret", "cookie"), HOSTED, {}, "cookie_secret is shorter"),
    "a short password": ('[owner]\npassword = "walnut"', HOSTED, {}, "[owner] password is shorter"),
    "a password and a provider": (MEMBERS + OWNER, HOSTED, {}, "choose one of them"),
    "errors with their details": (
        *(OWNER, (*HOSTED, "--client.showErrorDetails=full"), {}),
        "set client.showErrorDetails to none",
    ),
    "errors with their details for visitors": (
        *("", ("--client.showErrorDetails=full",), {}),
        "set client.showErrorDetails to none",
    ),
    "no allowed hosts": (OWNER, (), {}, "set server.allowedHosts"),
    "no allowed hosts for members": (MEMBERS, (), {}, "set server.allowedHosts"),
    "several servers on one file": (OWNER, HOSTED, {"GOALPOST_REPLICAS": "3"}, "set DATABASE_URL to a PostgreSQL"),
    "the agent API": (OWNER, (*HOSTED, "--server.enableAgentApi=true"), {}, "set server.enableAgentApi to false"),
    "no XSRF protection": (
        *(OWNER, (*HOSTED, "--server.enableXsrfProtection=false"), {}),
        "set server.enableXsrfProtection to true",
    ),
    "no CORS protection": (
        *(OWNER, (*HOSTED, "--server.enableXsrfProtection=false", "--server.enableCORS=false"), {}),
        "set server.enableXsrfProtection and server.enableCORS to true",
    ),
    "names out of headers": (
        *(MEMBERS, HOSTED, {"STREAMLIT_SERVER_TRUSTED_USER_HEADERS": '{"X-User": "email"}'}),
        "leave server.trustedUserHeaders empty",
    ),
    "secrets that cannot be read": ("[owner\npassword = 1", LOOPBACK, {}, "The secrets in secrets.toml cannot be read"),
    "an owner without an address": (
        *(MEMBERS + '[owner]\nemails = ["ana"]', HOSTED, {}),
        "“ana” is no e-mail address",
    ),
}


@pytest.mark.parametrize("what", UNSAFE)
def test_a_server_does_not_start_with(what, tmp_path):
    secrets, options, around, reason = UNSAFE[what]

    said = ended(tmp_path, secrets, options, **around)

    assert "Goalpost does not start:" in said
    assert reason in said
    assert "walnut" not in said
    assert SECRET[:31] not in said
