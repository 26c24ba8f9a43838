"""The one module that talks to Graphviz.

`graphviz-pure` (a port of Graphviz in a wheel) comes first: it is there after `pip install`, and
its output is the same on every platform. A `dot` on the PATH comes second. Where neither is
found, `find_engine` returns None and the caller shows the table and the Mermaid text instead.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Engine", "EngineError", "Output", "find_engine"]

_SECONDS = 60
# Said of every label with letters beyond ASCII; labels are measured by us, so nothing is lost.
_HARMLESS = re.compile(
    r"no value for width of (non-)?ASCII character|Unable to load font|"
    r"fontname .* not found|"
    r"Warning: Orthogonal edges do not currently handle edge labels"
)


class EngineError(RuntimeError):
    """The engine could not lay a graph out; its own words are in the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a run of the engine gave.

    Attributes:
        text: Its standard output.
        warnings: Lines of its standard error that mean something.
    """

    text: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A Graphviz that can be run.

    Attributes:
        command: The program.
        version: What it calls itself; part of the cache's keys.
    """

    command: str
    version: str

    def run(
        self, dot: str, *, layout: str = "dot", form: str = "plain", fixed: bool = False
    ) -> Output:
        """Lay one or several graphs out.

        Args:
            dot: The graphs in the DOT language, one after the other.
            layout: Name of the layout program.
            form: Format of the output.
            fixed: Whether positions are given and only lines are wanted (`neato -n2`).

        Raises:
            EngineError: The run failed, took longer than a minute, or gave nothing.
        """
        command = [self.command, f"-K{layout}", f"-T{form}", *(["-n2"] if fixed else [])]
        try:
            done = subprocess.run(  # noqa: S603 - our own engine, no shell
                command, input=dot.encode(), capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"{Path(self.command).name}: {error}") from error
        said = done.stderr.decode(errors="replace")
        if done.returncode or not done.stdout:
            raise EngineError(
                f"{Path(self.command).name} ended with {done.returncode}: "
                f"{said.strip() or 'no output'}"
            )
        lines = tuple(
            line
            for line in map(str.strip, said.splitlines())
            if line and not _HARMLESS.search(line)
        )
        return Output(text=done.stdout.decode(), warnings=lines)


@cache
def find_engine(preferred: str = "") -> Engine | None:
    """Return the engine to draw with, or None where there is none.

    Args:
        preferred: A program to use instead of looking for one.
    """
    beside = (sysconfig.get_path("scripts"), str(Path(sys.executable).parent))
    candidates = (
        [preferred]
        if preferred
        else [
            *(shutil.which("graphviz-pure", path=folder) for folder in beside),
            shutil.which("graphviz-pure"),
            shutil.which("dot"),
        ]
    )
    for command in candidates:
        if command and (version := _version(command)):
            return Engine(command=command, version=version)
    return None


def _version(command: str) -> str:
    """Return what a program says of its version, empty where it cannot be run."""
    try:
        done = subprocess.run(  # noqa: S603 - the engine found above
            [command, "-V"], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    said = (done.stdout + done.stderr).decode(errors="replace").strip()
    return said if done.returncode == 0 else ""
