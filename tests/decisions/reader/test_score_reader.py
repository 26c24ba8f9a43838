"""The measurement of the reader against labels."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[3] / "tools" / "score_reader.py"
TEXT = "# 7. Use queues\n\nDate: 2024-05-06\n\n## Status\n\nSuperseded by ADR-9\n\n## Context\n"
LABEL = {
    "path": "log/0007-use-queues.md",
    "kind": "adr",
    "number": 7,
    "title": "Use queues",
    "status": "superseded",
    "date": "2024-05-06",
    "superseded_by": [9],
    "sure": True,
}


def measure(folder: Path, *labels: dict[str, object]) -> tuple[int, str]:
    log = folder / "log"
    log.mkdir(exist_ok=True)
    (log / "0007-use-queues.md").write_text(TEXT, "utf-8")
    path = folder / "labels.jsonl"
    path.write_text("\n".join(json.dumps(label) for label in labels), "utf-8")
    done = subprocess.run(
        [sys.executable, str(TOOL), str(folder), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_log_read_as_labelled_passes(tmp_path: Path) -> None:
    code, printed = measure(tmp_path, LABEL)
    assert code == 0
    assert "100.0%" in printed
    assert "below the promise" not in printed


def test_a_miss_is_printed_and_fails(tmp_path: Path) -> None:
    code, printed = measure(tmp_path, LABEL | {"status": "accepted", "superseded_by": [8]})
    assert code == 1
    assert "log/0007-use-queues.md: status 'superseded', not 'accepted'" in printed
    assert "superseded_by ['9'], not ['8']" in printed
    assert "below the promise: status" in printed


def test_rows_that_are_not_sure_are_left_out(tmp_path: Path) -> None:
    wrong = LABEL | {"status": "draft", "sure": False}
    code, printed = measure(tmp_path, wrong)
    assert "0007" not in printed
    assert code == 1
