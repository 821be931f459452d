"""Limit what this process may use, so that a hostile file ends the worker and nothing else.

Windows has no such limits: there only the parent's clock holds.
"""

import contextlib
import sys

MEMORY = 2 << 30
CPU_SECONDS = 30


def confine(*, memory: int = MEMORY) -> None:
    """Limit this process's address space and forbid core dumps."""
    if sys.platform == "win32":
        return
    import resource

    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS does not keep every limit
            resource.setrlimit(limit, (lowest, hard))


def grant_processor_time(seconds: int = CPU_SECONDS) -> None:
    """Allow so many more seconds of processor time from now; past them the system ends this process."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
