"""Pages tried as their readers try them: files written, commands run, from top to bottom."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from click.testing import CliRunner

from archbook.cli import main
from support.samples import Sample
from support.sites import build_there

__all__ = ["ROOT", "commands", "prepare", "try_page"]

ROOT = Path(__file__).parents[2]
"""The repository: the reference handbook."""

_REFERENCE = ("adr", "diagrams", "docs", "mkdocs.yml", "Makefile")
_SAID_ONLY = frozenset(
    {"pip install archbook", "pip install --upgrade archbook", "python -m venv .venv"}
)
"""What fetches packages is shown to readers, and not done by tests."""
_READING = frozenset({"cat", "git", "ls"})
_SCRIPTS = {
    "pip": 'case "$*" in *archbook*) ;; *) exit 9;; esac',
    "make": 'grep -q "^$1:" Makefile',
    "mkdocs": (
        f'case "$1" in build|serve) exec {shlex.quote(sys.executable)} -c '
        '"from mkdocs.config import load_config; load_config()" ;; *) exit 9;; esac'
    ),
}
"""What scripts call instead of what would fetch, build or serve."""
_WHO = {
    "GIT_AUTHOR_NAME": "Ana",
    "GIT_AUTHOR_EMAIL": "ana@shop.example",
    "GIT_COMMITTER_NAME": "Ana",
    "GIT_COMMITTER_EMAIL": "ana@shop.example",
    "GIT_AUTHOR_DATE": "2026-11-01T10:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-01T10:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def prepare(folder: Path, page: Sequence[Sample], *, at_once: bool = False) -> None:
    """Make the handbook that a page speaks of; one without files of its own, the reference's.

    Args:
        folder: Where to.
        page: The page's samples.
        at_once: Whether all its files are there before its first command.
    """
    files = [sample for sample in page if sample.title]
    if not files:
        for name in _REFERENCE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            copy(ROOT / name, folder / name)
    for sample in page if at_once else ():
        if sample.title:
            _write(folder, sample)


def try_page(folder: Path, page: Sequence[Sample], *, tools: Path) -> Iterator[str]:
    """Yield what a page says and what is not so.

    Args:
        folder: The page's handbook.
        page: The page's samples.
        tools: An empty folder.
    """
    for name, script in _SCRIPTS.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    for sample in page:
        if sample.title:
            yield from _file(folder, sample)
        elif sample.language in {"console", "sh"}:
            _commit(folder)
            if sample.language == "sh":
                yield from _script(folder, sample, tools)
            else:
                yield from _console(folder, sample, tools)


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the commands of a console with the lines that each prints.

    Args:
        text: What the console shows; without a prompt, each line is a command.
    """
    if not re.search(r"^\$ ", text, re.MULTILINE):
        for line in text.splitlines():
            command = re.sub(r"\s{2,}# .*", "", line).strip()
            if command:
                yield command, []
        return
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *printed = part.rstrip("\n").split("\n")
        yield command.strip(), printed


def _write(folder: Path, sample: Sample) -> None:
    path = folder / sample.title
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sample.text, encoding="utf-8")


def _file(folder: Path, sample: Sample) -> Iterator[str]:
    """Write a file; one that a command has written is to be what the page shows."""
    path = folder / sample.title
    if sample.replaces or not path.exists():
        _write(folder, sample)
    elif not _alike(sample.text.splitlines(), path.read_text("utf-8").splitlines()):
        yield f"{sample}: {sample.title} holds\n{path.read_text('utf-8')}"


def _commit(folder: Path) -> None:
    """Make the folder a repository as people have one, its main branch known from elsewhere."""
    if any(folder.iterdir()) and not (folder / ".git").exists():
        # Later changes stay uncommitted, as they are while somebody follows a page.
        for arguments in (
            ["init", "--quiet", "--initial-branch=main"],
            ["add", "."],
            ["commit", "--quiet", "--message=What there is"],
            ["update-ref", "refs/remotes/origin/main", "HEAD"],
        ):
            subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **_WHO}, check=True)


def _console(folder: Path, sample: Sample, tools: Path) -> Iterator[str]:
    for command, shown in commands(sample.text):
        printed = _run(command, folder, tools)
        if printed is None:
            yield f"{sample}: `{command}` is no command that can be tried"
        elif shown and not _alike(shown, printed):
            yield f"{sample}: `{command}` prints\n" + "\n".join(printed)


def _run(command: str, folder: Path, tools: Path) -> list[str] | None:
    name, *arguments = shlex.split(command)
    if command in _SAID_ONLY:
        return []
    if name == "archbook" and "$(" not in command:
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code in {0, 1}, f"{command}: {result.output}"
        return [line.rstrip() for line in result.output.rstrip().splitlines()]
    if name == "mkdocs" and arguments[:1] in (["serve"], ["build"]):
        if not (folder / "docs" / "index.md").exists() or (folder / "Makefile").exists():
            return _shell(command, folder, tools)
        site = build_there(folder)
        assert site.errors == (), site.errors
        assert site.warnings == () or "--strict" not in arguments, site.warnings
        return []
    if name in _READING or name in {"archbook", "make"}:
        return _shell(command, folder, tools)
    return None


def _script(folder: Path, sample: Sample, tools: Path) -> Iterator[str]:
    try:
        _shell(sample.text, folder, tools)
    except subprocess.CalledProcessError as error:
        yield f"{sample}: {error.output}"


def _shell(script: str, folder: Path, tools: Path) -> list[str]:
    path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=folder,
        env={**os.environ, **_WHO, "PATH": path},
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return [line.rstrip() for line in done.stdout.rstrip().splitlines()]


def _alike(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Say whether lines are those shown; `...` stands for any lines, or for the rest of one."""
    return re.fullmatch(_pattern(shown), "".join(f"{line}\n" for line in printed)) is not None


def _pattern(shown: Sequence[str]) -> str:
    parts = []
    for line in shown:
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        elif line.endswith("..."):
            parts.append(re.escape(line.removesuffix("...")) + r".*\n")
        else:
            parts.append(re.escape(line) + r"\n")
    return "".join(parts)
