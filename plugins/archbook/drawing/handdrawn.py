"""Hand-drawn diagrams: scripts of the `diagrams` library, run apart and finished like the rest.

A script is code. It runs only where that was switched on, in a process of its own with a time
limit, in an empty folder, with the source folder left untouched. The library's own rendering is
replaced (`handdrawn_child`): a script leaves graphs behind, no files, and our engine draws them.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archbook.drawing import handdrawn_child
from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine, EngineError
from archbook.drawing.finish import Picture
from archbook.drawing.foreign import ForeignError, adopt
from archbook.source.findings import Finding, Location, Severity

__all__ = ["HandDrawn", "draw_script"]

# Of an image that is not there, the engine says nothing and draws nothing.
_IMAGE = re.compile(r'\bimage="?([^"\s\],]+)')
_VERSION = "1"
_SECONDS = 20.0
_SHOWN = 12  # lines of a script's own words that are quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class HandDrawn:
    """What a script gave.

    Attributes:
        script: The script, as findings show it.
        pictures: Its pictures, in the order in which it drew them; none where it failed.
        findings: What went wrong.
    """

    script: str
    pictures: tuple[Picture, ...]
    findings: tuple[Finding, ...]


class _ScriptError(RuntimeError):
    """A script that failed, with its own words."""


def draw_script(
    path: Path, *, shown: str, engine: Engine, cache: Cache, seconds: float = _SECONDS
) -> HandDrawn:
    """Run a script and finish its pictures.

    Args:
        path: The script.
        shown: How findings name it.
        engine: Graphviz.
        cache: Where pictures are kept.
        seconds: How long the script may run.
    """
    location = Location(file=shown)
    try:
        source = path.read_bytes()
        key = cache.key("script", _VERSION, engine.version, str(path.name), source)
        kept = cache.get(key)
        if kept is None:
            drawn = _drawn(_run(path, seconds), path, engine)
            if not _reads_others(source):
                cache.put(key, json.dumps([json.loads(each.dump()) for each in drawn]).encode())
        else:
            drawn = [Picture.load(json.dumps(each).encode()) for each in json.loads(kept)]
    except (OSError, _ScriptError, EngineError, ForeignError) as error:
        failed = Finding(
            rule="script-failed",
            severity=Severity.ERROR,
            subject=f"file:{shown}",
            message=f"The diagram script failed: {error}",
            location=location,
            mend="Run it by hand with `python`, and mend what it says.",
        )
        return HandDrawn(script=shown, pictures=(), findings=(failed,))
    findings: Sequence[Finding] = ()
    if not drawn:
        findings = [
            Finding(
                rule="script-draws-nothing",
                severity=Severity.ERROR,
                subject=f"file:{shown}",
                message="The diagram script ended without drawing a diagram",
                location=location,
                mend="Write `with Diagram(...)` at its top level, or move it out of the folder.",
            )
        ]
    return HandDrawn(script=shown, pictures=tuple(drawn), findings=tuple(findings))


def _reads_others(source: bytes) -> bool:
    """Say whether a script may depend on other files, so that its digest is not all that counts."""
    return any(
        word in source for word in (b"open(", b"Custom", b"Path(", b"environ", b"import_module")
    )


def _drawn(graphs: Sequence[dict[str, str]], path: Path, engine: Engine) -> list[Picture]:
    """Return the finished pictures of a script's graphs."""
    stem = path.stem
    for graph in graphs:
        for image in _IMAGE.findall(graph["dot"]):
            if not Path(image).is_file():
                raise _ScriptError(f'its image "{Path(image).name}" does not exist')
    return [
        adopt(
            # The library's default font is one the engine has no widths of.
            engine.run(
                graph["dot"].replace('"Sans-Serif"', '"Arial"').replace("=Sans-Serif", "=Arial"),
                form="svg",
            ).text,
            name=stem if len(graphs) == 1 else f"{stem}-{index}",
            title=graph["title"] or stem.replace("_", " ").replace("-", " ").capitalize(),
            folder=path.parent,
        )
        for index, graph in enumerate(graphs, start=1)
    ]


def _run(path: Path, seconds: float) -> list[dict[str, str]]:
    """Run a script in its own process and return the graphs it drew."""
    with tempfile.TemporaryDirectory(prefix="archbook-script-") as folder:
        left = Path(folder) / "graphs.json"
        inside = Path(folder) / "empty"
        inside.mkdir()
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        said = Path(folder) / "said.txt"
        with said.open("wb") as stream:
            process = subprocess.Popen(  # noqa: S603 - switched on by the handbook's settings
                [sys.executable, handdrawn_child.__file__, str(path.resolve()), str(left)],
                cwd=inside,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                code = process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                raise _ScriptError(
                    f"it still ran after {seconds:g} s and was stopped. {_tail(said)}"
                ) from None
            finally:
                _end(process)
        if code:
            raise _ScriptError(f"it ended with {code}. {_tail(said)}")
        if not left.exists():
            raise _ScriptError(f"it left before its end. {_tail(said)}")
        graphs: list[dict[str, str]] = json.loads(left.read_text("utf-8"))
        return graphs


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a script and everything it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _tail(said: Path) -> str:
    """Return the last lines a script printed."""
    with said.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        stream.seek(max(0, stream.tell() - 8192))
        text = stream.read().decode(errors="replace")
    lines = [line for line in text.splitlines() if line.strip()][-_SHOWN:]
    return "It said:\n" + "\n".join(lines) if lines else "It said nothing."
