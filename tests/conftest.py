"""What every test needs: Streamlit's look at what is installed, once."""

import functools

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def what_is_installed_stays_so():
    """Let Streamlit look through all installed packages once: else it does so anew for every page that is opened."""
    with pytest.MonkeyPatch.context() as once:
        once.setattr(
            manifest_scanner, "scan_component_manifests", functools.cache(manifest_scanner.scan_component_manifests)
        )
        yield
