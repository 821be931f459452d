"""Only somebody who sits at this computer sees the workspaces that it keeps."""

import pytest

from pages.parts.host import comes_from_here


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "127.0.0.1"])
def test_a_request_that_names_this_computer_comes_from_here(host):
    assert comes_from_here({"Host": host})


@pytest.mark.parametrize("host", ["goalpost.example:8501", "192.168.1.4:8501", "localhost.evil.example", ""])
def test_a_request_that_names_another_host_does_not(host):
    assert not comes_from_here({"Host": host})


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "x-forwarded-host"])
def test_a_request_that_passed_a_proxy_does_not(header):
    assert not comes_from_here({"Host": "localhost:8501", header: "203.0.113.9"})
