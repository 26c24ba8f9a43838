"""Runs one diagram script, in a process of its own: `python handdrawn_child.py SCRIPT RESULT`.

It imports nothing of archbook, so that a script sees an ordinary interpreter. A `Diagram` that
ends well hands its graph over; one whose body raised leaves nothing, where the library itself
would draw the half of it that was built.
"""

from __future__ import annotations

import itertools
import json
import os
import runpy
import sys
import traceback
from pathlib import Path
from typing import Any

__all__ = ["main"]


def _told(error: Exception, script: str) -> str:
    """Return what a script raised, and at which of its own lines, without anything of ours."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == script]
    where = [f"line {frame.lineno}: {frame.line}" for frame in own]
    what = "".join(traceback.format_exception_only(error))
    folder = f"{Path(script).parent}{os.sep}"
    return "\n".join([*where, what]).replace(folder, "")


def main(script: str, result: str) -> None:
    """Run a script and write the graphs it drew as JSON.

    Args:
        script: The script.
        result: The file to write.
    """
    # The folder of this file is no place to import from; the script's own is.
    sys.path[0] = str(Path(script).parent)
    import diagrams  # noqa: PLC0415 - after the path is set as the script expects it

    graphs: list[dict[str, str]] = []

    def leave(diagram: Any, kind: object, *_: object) -> None:
        if kind is None:
            attributes = diagram.dot.graph_attr
            if attributes.get("pad") == "2.0":  # the library's own default: two inches of nothing
                attributes["pad"] = "0.2"
            graphs.append({"title": diagram.name, "dot": str(diagram.dot.source)})
        diagrams.setdiagram(None)

    numbers = itertools.count(1)
    diagrams.Diagram.__exit__ = leave
    diagrams.Diagram.render = lambda _diagram: None
    # Ids are random otherwise, and with them the order of equals in the picture.
    diagrams.Node._rand_id = staticmethod(lambda: f"node{next(numbers)}")  # noqa: SLF001
    sys.argv = [script]
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as stop:
        if stop.code not in (None, 0):
            raise
    except Exception as error:  # noqa: BLE001 - whatever the script raises is told to its author
        sys.exit(_told(error, script))
    Path(result).write_text(json.dumps(graphs), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
