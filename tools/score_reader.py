"""Measure the reader of decisions against hand-made labels.

`python tools/score_reader.py FOLDER LABELS` reads every file that the labels name the way a log is
read, prints a table of the logs, the totals of each field and every miss, and exits 1 where a
total is below what the reader promises.

LABELS is a file of JSON lines, an object a file: `path` relative to FOLDER (the log is its
folder), `kind` (`adr` or `not-adr`), `number`, `title`, `status` (a word of the model, `none`, or
`other:<word>`), `date`, `supersedes`, `superseded_by`, `amends`, `amended_by`, `deciders`, and
`sure`: rows without it are left out, as another careful reader may answer otherwise.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archbook.decisions.model import AMBIGUOUS, Decision, FileKind, RelationKind
from archbook.decisions.reader import read_decision, settle_dates
from archbook.source.files import read_text

FIELDS = ("kind", "status", "date", "title", "number")
LISTS = ("supersedes", "superseded_by", "amends", "amended_by", "deciders")
PROMISED = {"kind": 0.99, "status": 0.98, "date": 0.97, "title": 0.98, "number": 0.99}
WORST_LOG = 0.85
WRONG_STATUS = 0.01
SUPERSESSIONS = 1
LIMIT = 1_000_000


@dataclass
class Score:
    """Rows counted and rows right, by log and field."""

    rows: Counter[str] = field(default_factory=Counter)
    right: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[str] = field(default_factory=list)
    wrong_status: int = 0
    supersessions: int = 0
    lists: Counter[str] = field(default_factory=Counter)


def read_log(folder: Path, names: list[str]) -> dict[str, tuple[Decision, str | None]]:
    """Read the named files of a folder as one log; beside each its date before that decided."""
    decisions = [
        read_decision(
            read_text(folder / name, file=f"{folder.name}/{name}", limit=LIMIT), path=name
        )
        for name in names
    ]
    settled = settle_dates([d for d in decisions if d.kind is FileKind.ADR])
    alone = {d.path: d.date for d in decisions}
    return {d.path: (d, alone[d.path]) for d in (*decisions, *settled)}


def told(decision: Decision) -> dict[str, Any]:
    """Return what the reader says in the terms of the labels."""
    adr = decision.kind is FileKind.ADR
    answer: dict[str, Any] = {
        "kind": "adr" if adr else "not-adr",
        "status": (decision.status_word or "none") if adr else None,
        "date": decision.date if adr else None,
        "title": decision.title if adr else None,
        "number": decision.number if adr else None,
        "deciders": list(decision.decision_makers),
    }
    for name in LISTS[:4]:
        kind = RelationKind(name)
        answer[name] = [r.target for r in decision.relations if r.kind is kind]
    return answer


def same(name: str, told_value: Any, label: Any) -> bool:
    """Say whether two answers are one."""
    if name == "title" and told_value and label:
        return " ".join(str(told_value).split()) == " ".join(str(label).split())
    if name == "number":
        return (told_value is None) == (label is None) and str(told_value) == str(label)
    return bool(told_value == label)


def score_row(
    score: Score, log: str, decision: Decision, alone: str | None, label: dict[str, Any]
) -> None:
    """Compare one file with its label.

    A date that the label calls ambiguous, as it is in the file alone, counts as right where the
    reader found the same and the rest of the log then decided it.
    """
    answer = told(decision)
    score.rows[log] += 1
    for name in FIELDS:
        if name != "kind" and label["kind"] != "adr":
            score.right[log][name] += 1
            continue
        settled = name == "date" and label[name] == alone == AMBIGUOUS
        if settled or same(name, answer[name], label[name]):
            score.right[log][name] += 1
            continue
        score.misses.append(f"{label['path']}: {name} {answer[name]!r}, not {label[name]!r}")
        if name == "status" and answer["status"] not in {"none", None}:
            score.wrong_status += 1
    for name in LISTS:
        ours, theirs = {str(v) for v in answer[name]}, {str(v) for v in label.get(name) or ()}
        if label["kind"] != "adr" or ours == theirs:
            continue
        count = len(ours ^ theirs)
        score.lists[name] += count
        if name in {"supersedes", "superseded_by"}:
            score.supersessions += count
        score.misses.append(f"{label['path']}: {name} {sorted(ours)}, not {sorted(theirs)}")


def table(score: Score) -> Iterator[str]:
    """Yield the lines of the table of logs and of the totals."""
    width = max(map(len, score.rows), default=3)
    yield f"{'log':{width}}  rows  " + "  ".join(f"{name:>6}" for name in FIELDS)
    for log, rows in sorted(score.rows.items()):
        shares = "  ".join(f"{score.right[log][name] / rows:6.1%}" for name in FIELDS)
        yield f"{log:{width}}  {rows:4}  {shares}"
    shares = "  ".join(f"{total(score, name):6.1%}" for name in FIELDS)
    yield f"{'all':{width}}  {score.rows.total():4}  {shares}"
    yield f"wrongly stated statuses: {score.wrong_status}"
    yield "missed or invented: " + ", ".join(f"{name} {score.lists[name]}" for name in LISTS)


def total(score: Score, name: str) -> float:
    """Return the share of rows in which a field is right."""
    return sum(right[name] for right in score.right.values()) / max(1, score.rows.total())


def shortfalls(score: Score) -> Iterator[str]:
    """Yield what is below the promise."""
    for name, least in PROMISED.items():
        if total(score, name) < least:
            yield f"{name}: {total(score, name):.2%}, promised {least:.0%}"
    for log, rows in sorted(score.rows.items()):
        if score.right[log]["status"] / rows < WORST_LOG:
            yield f"status in {log}: below {WORST_LOG:.0%}"
    if score.wrong_status > WRONG_STATUS * score.rows.total():
        yield f"wrongly stated statuses: {score.wrong_status}, promised {WRONG_STATUS:.0%}"
    if score.supersessions > SUPERSESSIONS:
        yield f"supersessions missed or invented: {score.supersessions}, promised {SUPERSESSIONS}"


def main(arguments: list[str] | None = None) -> int:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="folder with one folder for each log")
    parser.add_argument("labels", type=Path, help="the labels, JSON lines")
    parser.add_argument("--all", action="store_true", help="score the unsure rows too")
    options = parser.parse_args(arguments)
    rows = [json.loads(line) for line in options.labels.read_text("utf-8").splitlines() if line]
    logs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        logs[str(Path(row["path"]).parent)].append(row)
    score = Score()
    for log, labelled in sorted(logs.items()):
        decisions = read_log(options.folder / log, [Path(row["path"]).name for row in labelled])
        for row in labelled:
            if options.all or row.get("sure", True):
                score_row(score, log, *decisions[Path(row["path"]).name], row)
    print("\n".join(table(score)))
    print("\n".join(score.misses))
    below = list(shortfalls(score))
    print("\n".join(f"below the promise: {line}" for line in below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
