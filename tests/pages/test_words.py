"""Text of users and files is shown as it is."""

import pytest

from pages.parts.words import plain_text


@pytest.mark.parametrize("text", ["*bold*", ":red[x]", "[a](http://b)", "![i](x)", "$x$", "`c`", "<b>", "~~a~~", "# a"])
def test_no_markup_survives(text):
    shown = plain_text(text)

    assert all(shown[at - 1] == "\\" for at, sign in enumerate(shown) if sign in "*_[]`<>$~#:!")


@pytest.mark.parametrize("text", ["www.example.org", "a HTTPS://b.org", "jo@example.org", "https___www.example.org"])
def test_an_address_in_a_file_name_does_not_become_a_link(text):
    shown = plain_text(text)

    assert "\u2060" in shown
    assert shown.replace("\u2060", "").replace("\\", "") == text
