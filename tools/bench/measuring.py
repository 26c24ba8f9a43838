"""Running a command and telling what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cost", "best_of", "build", "build_in_turn", "least", "run", "size_of"]

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took.

    Attributes:
        wall: Seconds on the clock.
        cpu: Seconds of processor time, children included.
    """

    wall: float
    cpu: float


def run(*command: str, cwd: Path) -> Cost:
    """Run a command of this environment to its end.

    Args:
        *command: The name of a script beside this Python, and its arguments.
        cwd: Where it runs.

    Returns:
        What it took.

    Raises:
        SystemExit: It failed; its messages are shown.
    """
    before = os.times()
    started = time.perf_counter()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    wall = time.perf_counter() - started
    after = os.times()
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed in {cwd}:\n{done.stdout}\n{done.stderr}")
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Cost(wall=wall, cpu=cpu)


def build(site: Path, times: int = 1) -> Cost:
    """Build a site several times; return the least wall and processor time seen.

    Args:
        site: The site's folder.
        times: How often.
    """
    return least([_built(site) for _ in range(times)])


def build_in_turn(sites: Sequence[Path], times: int) -> list[Cost]:
    """Build sites in turn, so that whatever else the machine does falls on all of them alike.

    Args:
        sites: The sites' folders.
        times: How often each is built.

    Returns:
        The least wall and processor time of each.
    """
    rounds = [[_built(site) for site in sites] for _ in range(times)]
    return [least(costs) for costs in zip(*rounds, strict=True)]


def _built(site: Path) -> Cost:
    """Build into a new folder: to delete thousands of files first burdens the file system."""
    out = tempfile.mkdtemp(prefix="out-", dir=site.parent)
    return run("mkdocs", "build", "-q", "-d", out, cwd=site)


def least(costs: Sequence[Cost]) -> Cost:
    """Return the least wall and processor time of several runs."""
    return Cost(wall=min(c.wall for c in costs), cpu=min(c.cpu for c in costs))


def best_of(times: int, *command: str, cwd: Path) -> Cost:
    """Run a command several times; return the least wall and processor time seen."""
    return least([run(*command, cwd=cwd) for _ in range(times)])


def size_of(folder: Path) -> int:
    """Return the size in bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
