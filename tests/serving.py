"""Start the real server, as `make run` does, for as long as a test needs it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
LOOPBACK = ("--server.address=127.0.0.1", "--server.allowedHosts=localhost", "--server.allowedHosts=127.0.0.1")
PATIENCE = 60


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return when the server is up; say what it printed where it ends or stays silent."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urlopen(f"{url}/_stcore/health", timeout=5).close()
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server did not come up:\n{log.read_text()}")


@contextmanager
def serving(
    data: Path, *, options: tuple[str, ...] = LOOPBACK, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve the app on a free port with its workspaces in a folder, and give its address."""
    with process(data, options=options, environment=environment) as (url, _):
        yield url


@contextmanager
def process(
    data: Path,
    *,
    script: str = "app.py",
    options: tuple[str, ...] = LOOPBACK,
    environment: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[tuple[str, int]]:
    """Serve a script as `serving` does the app, and give the address with the number of the server's process."""
    port = port or free_port()
    url, log = f"http://127.0.0.1:{port}", data / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true", f"--server.port={port}"]
    around = (
        os.environ | {"PYTHONPATH": str(ROOT), "GOALPOST_DATA": str(data), "DATABASE_URL": ""} | (environment or {})
    )
    with (
        log.open("wb") as said,
        subprocess.Popen(
            [*command, "--server.fileWatcherType=none", *options], cwd=ROOT, env=around, stdout=said, stderr=said
        ) as server,
    ):
        try:
            wait_until_it_answers(server, url, log)
            yield url, server.pid
        finally:
            server.kill()
