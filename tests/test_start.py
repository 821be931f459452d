"""A server that others can reach does not start where it is not safe, and says why in a sentence."""

import subprocess
import sys
from os import environ

import pytest
import streamlit as st
from streamlit import config

from pages.server.start import refusals
from tests.serving import ROOT, free_port

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
LOCAL = {"server.address": "127.0.0.1", "server.allowedHosts": ["localhost", "127.0.0.1"]}
HOSTED = {"server.allowedHosts": ["goalpost.example"]}


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
        *(OWNER, {**HOSTED, "client.showErrorDetails": "full"}, {}),
        "set client.showErrorDetails to none",
    ),
    "errors with their details for visitors": (
        *("", {"client.showErrorDetails": "full"}, {}),
        "set client.showErrorDetails to none",
    ),
    "no allowed hosts": (OWNER, {}, {}, "set server.allowedHosts"),
    "no allowed hosts for members": (MEMBERS, {}, {}, "set server.allowedHosts"),
    "a path below which people sign in": (
        *(OWNER, {**HOSTED, "server.baseUrlPath": "goalpost"}, {}),
        "give Goalpost a host name of its own",
    ),
    "a path below which links are made": (
        *("", {**LOCAL, "server.baseUrlPath": "/goalpost/"}, {}),
        "served below /goalpost: leave server.baseUrlPath empty",
    ),
    "several servers on one file": (OWNER, HOSTED, {"GOALPOST_REPLICAS": "3"}, "set DATABASE_URL to a PostgreSQL"),
    "the agent API": (OWNER, {**HOSTED, "server.enableAgentApi": True}, {}, "set server.enableAgentApi to false"),
    "no XSRF protection": (
        *(OWNER, {**HOSTED, "server.enableXsrfProtection": False}, {}),
        "set server.enableXsrfProtection to true",
    ),
    "no CORS protection": (
        *(OWNER, {**HOSTED, "server.enableXsrfProtection": False, "server.enableCORS": False}, {}),
        "set server.enableXsrfProtection and server.enableCORS to true",
    ),
    "names out of headers": (
        *(MEMBERS, {**HOSTED, "server.trustedUserHeaders": '{"X-User": "email"}'}, {}),
        "leave server.trustedUserHeaders empty",
    ),
    "secrets that cannot be read": ("[owner\npassword = 1", LOCAL, {}, "The secrets in secrets.toml cannot be read"),
    "an owner without an address": (
        *(MEMBERS + '[owner]\nemails = ["ana"]', HOSTED, {}),
        "“ana” is no e-mail address",
    ),
}


@pytest.fixture
def set_up(tmp_path, monkeypatch):
    """Give what sets this process up as a server is by its secrets, its options and its environment."""

    def so(secrets, options, around) -> None:
        (tmp_path / "secrets.toml").write_text(secrets)
        for name, value in ({"DATABASE_URL": "", "GOALPOST_DATA": str(tmp_path)} | around).items():
            monkeypatch.setenv(name, value)
        given = {"secrets.files": [str(tmp_path / "secrets.toml")], **options}
        config.get_config_options(force_reparse=True, options_from_flags=given)

    yield so
    config.get_config_options(force_reparse=True)
    st.secrets._reset()


@pytest.mark.parametrize("what", UNSAFE)
def test_a_server_is_not_safe_with(what, set_up):
    secrets, options, around, reason = UNSAFE[what]
    set_up(secrets, options, around)

    said = "\n".join(refusals())

    assert reason in said
    assert "walnut" not in said
    assert SECRET[:31] not in said


@pytest.mark.parametrize(("secrets", "options"), [(MEMBERS, HOSTED), (OWNER, HOSTED), ("", {}), ("", LOCAL)])
def test_a_server_is_safe_as_the_readme_sets_it_up(secrets, options, set_up):
    set_up(secrets, options, {})

    assert refusals() == []


def test_a_server_that_is_not_safe_does_not_start_and_says_every_reason(tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(OWNER)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    options = (f"--server.port={free_port()}", f"--secrets.files={secrets}", "--client.showErrorDetails=full")
    quiet = environ | {"GOALPOST_DATA": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    quiet["STREAMLIT_SERVER_ENABLE_AGENT_API"] = "true"

    done = subprocess.run(
        [*command, *options], cwd=ROOT, env=quiet, capture_output=True, text=True, timeout=120, check=False
    )

    assert done.returncode == 1
    assert "Goalpost does not start:" in done.stderr
    assert {UNSAFE[one][-1] for one in ("errors with their details", "no allowed hosts", "the agent API")} <= {
        reason for *_, reason in UNSAFE.values() if reason in done.stderr
    }
    assert "Traceback" not in done.stderr
    assert "walnut" not in done.stderr
