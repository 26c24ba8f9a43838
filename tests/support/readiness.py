"""Small handbooks with checklists, evaluated."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from archbook.checklists.digest import file_digest, item_digest
from archbook.checklists.loading import read_book
from archbook.handbook import Handbook, load_handbook, with_checklists
from archbook.readiness.evaluating import evaluate
from archbook.readiness.model import ItemResult, Readiness
from archbook.readiness.repository import Repository
from archbook.rules.run import judge

__all__ = [
    "AS_OF",
    "Shop",
    "adr",
    "attestation",
    "item",
    "one",
    "opened",
    "ready",
]

AS_OF = dt.date(2026, 11, 23)

MAP: dict[str, Any] = {
    "owners": {"commerce": {}},
    "components": {
        "shopper": {"kind": "person", "uses": [{"calls": "orders"}]},
        "orders": {"kind": "service", "owner": "commerce"},
    },
}


def item(decided_by: Any, **more: Any) -> dict[str, Any]:
    """Return an item as a file has it."""
    return {
        "ability": "do what is asked",
        "why": "It matters.",
        "how": "Do it.",
        "verify": "Look at it.",
        "decided-by": decided_by,
        **more,
    }


def ready(
    root: Path,
    items: Mapping[str, Any],
    *,
    of: Mapping[str, Any] | None = None,
    checklists: Mapping[str, Any] | None = None,
    attestations: Mapping[str, Mapping[str, Any]] | None = None,
    files: Mapping[str, str] | None = None,
    as_of: dt.date = AS_OF,
    repository: Repository | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Readiness:
    """Write a handbook and evaluate it; its readers must find nothing wrong.

    Args:
        root: Where it is written.
        items: Its items, as `item` gives them.
        of: Its component map.
        checklists: Its checklists; one with all items and the levels `low` and `high` if unstated.
        attestations: Attestations by component, then item.
        files: Further files by path.
        as_of: The date to speak of.
        repository: Where its files are.
        settings: Its settings.
    """
    handbook = opened(
        root,
        items,
        of=of,
        checklists=checklists,
        attestations=attestations,
        files=files,
        as_of=as_of,
        settings=settings,
    )
    return evaluate(handbook, judge(handbook), repository=repository)


def opened(
    root: Path,
    items: Mapping[str, Any],
    *,
    of: Mapping[str, Any] | None = None,
    checklists: Mapping[str, Any] | None = None,
    attestations: Mapping[str, Mapping[str, Any]] | None = None,
    files: Mapping[str, str] | None = None,
    as_of: dt.date = AS_OF,
    settings: Mapping[str, Any] | None = None,
) -> Handbook:
    """Write a handbook and read it; arguments as for `ready`."""
    lists = checklists or {
        "list": {
            "title": "A list",
            "summary": "What is asked.",
            "levels": ["low", "high"],
            "items": list(items),
        }
    }
    stated = {"decisions": {"git": False}, "checklists": {"packs": []}, **(settings or {})}
    texts = {
        "archbook.yml": _yaml(stated),
        "diagrams/map.yaml": _yaml(of or MAP),
        "docs/checklists/list.yaml": _yaml({"items": dict(items), "checklists": dict(lists)}),
        **{
            f"docs/checklists/attestations/{component}.yaml": _yaml({"attestations": dict(said)})
            for component, said in (attestations or {}).items()
        },
        **(files or {}),
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    handbook = with_checklists(load_handbook(root, as_of=as_of))
    assert handbook.components is not None
    assert handbook.components.sound, handbook.components.findings
    assert handbook.checklists is not None
    assert not handbook.checklists.findings, handbook.checklists.findings
    return handbook


def _yaml(data: Any) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def one(readiness: Readiness, name: str = "a", component: str = "orders") -> ItemResult:
    """Return the result of an item for a component."""
    return readiness.results[component][name]


def attestation(root: Path, name: str, stated: Mapping[str, Any], **said: Any) -> dict[str, Any]:
    """Return an attestation with the digest of an item as `item` gives it.

    Args:
        root: The handbook's folder.
        name: Id of the item.
        stated: The item.
        said: What is said instead of a pass by Ana on 2026-11-01 with a link.
    """
    # Levels are those of a checklist, and count for no digest.
    bare = {key: value for key, value in stated.items() if key not in {"levels", "replaces"}}
    book = read_book({"item.yaml": _yaml({"items": {name: bare}})}, root=root)
    base = {"answer": "pass", "by": "ana", "on": "2026-11-01", "statement": "It was done."}
    digest = item_digest(book.items[name])
    evidence = [{"link": "https://x.example/run"}]
    made = {**base, "digest": digest, "evidence": evidence, **said}
    return {key: value for key, value in made.items() if value is not None}


def adr(number: int, front: Mapping[str, Any]) -> dict[str, str]:
    """Return the file of an accepted decision of 2026-06-01, with more in its front matter."""
    name = f"ADR-{number:03}"
    head = {"id": name, "status": "accepted", "date": "2026-06-01", **front}
    return {f"adr/{number:04}-x.md": f"---\n{_yaml(head)}---\n# Something\n"}


class Shop:
    """A handbook in a git repository of its own, whose commits have stated days."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2026-11-01") -> str:
        """Run git as of a day."""
        identity = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (
                ("NAME", "Ada"),
                ("EMAIL", "ada@shop.example"),
                ("DATE", f"{day}T12:00:00+0000"),
            )
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            check=True,
            capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(self.root), **identity},
        )
        return done.stdout.strip()

    def commit(self, files: Mapping[str, str], *, day: str = "2026-11-01") -> str:
        """Write files, commit everything, and return the commit's hash."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Change it", day=day)
        return self.git("rev-parse", "HEAD")


def drill_digest(path: Path) -> str:
    """Return the digest that pins the record of a drill."""
    return file_digest(path)
