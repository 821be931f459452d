"""The owner's password: told once, kept as a signed cookie, guessed in vain, taken back by changing it."""

import re
from http.client import HTTPConnection
from urllib.parse import quote, urlencode, urlsplit

import pytest

from pages.parts.paths import own_path, to_sign_in
from tests.serving import LOOPBACK, serving

PASSWORD = "lantern walnut quiet harbour"  # noqa: S105


def secrets(folder, password=PASSWORD):
    """Write the secrets of a server with a password, and give the options that serve with them."""
    file = folder / "secrets.toml"
    file.write_text(f'[owner]\npassword = "{password}"\n')
    return (*LOOPBACK, f"--secrets.files={file}")


@pytest.fixture(scope="module")
def owned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("owned")
    with serving(folder, options=secrets(folder)) as url:
        yield url


def ask(url, path, *, form=None, **headers: str):
    """Ask as a browser does; of the answer `.body` and `.cookie` are what it says and keeps."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
    body = urlencode(form) if form is not None else None
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST" if form is not None else "GET", path, body, {**kind, **named})
    answer = connection.getresponse()
    answer.body = answer.read().decode()
    answer.cookie = answer.headers.get("Set-Cookie", "")
    connection.close()
    return answer


def told(url, password=PASSWORD, wanted="/", **headers: str):
    return ask(url, "/sign-in", form={"password": password, "next": wanted}, **headers)


def signed_in(url):
    """Sign in; give the cookie as a browser sends it back."""
    return told(url).cookie.partition(";")[0]


def test_whoever_has_not_signed_in_is_sent_to_the_form_and_comes_back_where_they_wanted(owned):
    sent = ask(owned, "/targets?channel=X&from=2026-01-01")

    assert sent.status == 303
    form = ask(owned, sent.headers["Location"])
    wanted = re.search(r'name="next" value="([^"]+)"', form.body).group(1).replace("&amp;", "&")
    assert wanted == "/targets?channel=X&from=2026-01-01"
    assert told(owned, wanted=wanted).headers["Location"] == wanted


def test_the_right_password_opens_the_pages(owned):
    cookie = signed_in(owned)

    assert cookie.startswith("goalpost_owner=")
    assert ask(owned, "/targets", Cookie=cookie).status == 200
    assert ask(owned, "/sign-in?next=/targets", Cookie=cookie).headers["Location"] == "/targets"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_of_plain_http_behind_https(owned):
    here, behind = told(owned).cookie, told(owned, X_Forwarded_Proto="https").cookie

    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(here.split("; "))
    assert "Secure" not in here.split("; ")
    assert "Secure" in behind.split("; ")


@pytest.mark.parametrize("forged", ["x", "", "1764000000.0.abc", "99999999999999999999.0a.{proof}", "{told}0.{proof}"])
def test_a_cookie_that_was_not_given_opens_nothing(owned, forged):
    told_, _, proof = signed_in(owned).partition("=")[2].rpartition(".")

    sent = ask(owned, "/targets", Cookie=f"goalpost_owner={forged.format(told=told_, proof=proof)}")

    assert sent.status == 303


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "//[", "https://[x"]
)
def test_nobody_is_led_to_another_site_by_signing_in(owned, wanted):
    assert told(owned, wanted=wanted).headers["Location"] == "/"
    assert 'value="/"' in ask(owned, f"/sign-in?next={quote(wanted)}").body


def test_a_form_of_another_site_signs_nobody_in(owned):
    assert told(owned, Sec_Fetch_Site="cross-site").status == 403


def test_a_form_without_end_is_refused(owned):
    assert told(owned, password="a" * 10_000).status == 403


def test_the_form_works_without_a_script_and_is_kept_nowhere(owned):
    form = ask(owned, "/sign-in")

    assert "<script" not in form.body
    assert form.headers["Cache-Control"] == "no-store"
    assert "form-action 'self'" in form.headers["Content-Security-Policy"]
    assert "script-src" not in form.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/_stcore/upload_file/any/any"])
def test_nobody_leaves_files_before_they_sign_in(owned, path):
    connection = HTTPConnection(urlsplit(owned).netloc, timeout=60)
    connection.request("PUT", path, b"bytes")
    answer = connection.getresponse()

    assert (answer.status, answer.read()) == (403, b"Sign in first, as somebody who may change something here.")


def test_what_the_server_says_of_itself_leaves_this_computer_for_nobody(owned):
    assert ask(owned, "/_stcore/metrics").status == 200
    assert ask(owned, "/_stcore/metrics", X_Forwarded_For="192.0.2.1").status == 403
    assert ask(owned, "/_stcore/metrics", Cookie=signed_in(owned), X_Forwarded_For="192.0.2.1").status == 403


def test_who_signs_out_is_out_with_that_cookie_and_others_stay(owned):
    mine, other = signed_in(owned), signed_in(owned)

    ask(owned, "/sign-out", form={"where": "here"}, Cookie=mine)

    assert ask(owned, "/targets", Cookie=mine).status == 303
    assert ask(owned, "/targets", Cookie=other).status == 200


def test_who_signs_out_everywhere_is_out_with_every_cookie(owned):
    mine, other = signed_in(owned), signed_in(owned)

    ask(owned, "/sign-out", form={"where": "everywhere"}, Cookie=mine)

    assert [ask(owned, "/targets", Cookie=cookie).status for cookie in (mine, other)] == [303, 303]
    assert ask(owned, "/targets", Cookie=signed_in(owned)).status == 200


def test_another_site_signs_nobody_out(owned):
    mine = signed_in(owned)

    ask(owned, "/sign-out", form={"where": "everywhere"}, Cookie=mine, Sec_Fetch_Site="cross-site")

    assert ask(owned, "/targets", Cookie=mine).status == 200


def test_a_changed_password_signs_everybody_out(tmp_path):
    with serving(tmp_path, options=secrets(tmp_path)) as url:
        cookie = signed_in(url)
        assert ask(url, "/targets", Cookie=cookie).status == 200
    with serving(tmp_path, options=secrets(tmp_path, "meadow copper violin dusk")) as url:
        assert ask(url, "/targets", Cookie=cookie).status == 303
        assert told(url).status == 401


def test_after_five_wrong_passwords_even_the_right_one_is_refused_in_the_same_words(tmp_path):
    with serving(tmp_path, options=secrets(tmp_path)) as url:
        wrong = [told(url, f"guess {number}") for number in range(5)]
        sixth, right = told(url, "guess 6"), told(url)

        assert [one.status for one in (*wrong, sixth, right)] == [401] * 5 + [429] * 2
        assert len({one.body for one in (*wrong, sixth, right)}) == 1
        assert not right.cookie
        assert PASSWORD not in (tmp_path / "server.log").read_text()


def test_another_address_may_still_try(tmp_path):
    with serving(tmp_path, options=secrets(tmp_path)) as url:
        for number in range(6):
            told(url, f"guess {number}", X_Forwarded_For="203.0.113.7")

        assert told(url, X_Forwarded_For="203.0.113.7").status == 429
        assert told(url, X_Forwarded_For="203.0.113.8").status == 303


def test_a_local_server_refuses_whoever_comes_through_a_proxy_and_says_why(tmp_path):
    with serving(tmp_path) as url:
        through = ask(url, "/targets", X_Forwarded_For="203.0.113.7")

        assert through.status == 403
        assert "meant for the computer on which it runs" in through.body
        assert ask(url, "/targets").status == 200
        assert ask(url, "/ready", X_Forwarded_For="203.0.113.7").status == 200
        assert ask(url, "/sign-in").headers["Location"] == "/"


@pytest.mark.parametrize(
    "wanted", ["/sign-in?next=/sign-in", "/sign-out", "/auth/logout", "/oauth2callback", "/a\nb", ""]
)
def test_a_sign_in_leads_to_no_other_sign_in_or_out(wanted):
    assert own_path(wanted) == "/"
    assert to_sign_in(wanted) == "/sign-in?next=/"
