"""The YAML block at the head of a Markdown file, told apart from the text below it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archbook.source.findings import Finding, Location, Severity
from archbook.source.yamltext import read_yaml

__all__ = ["FrontMatter", "split_front_matter"]

RULE = "unreadable-front-matter"

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The front matter of one file.

    Attributes:
        data: Keys as written with their plain values; empty where there is none or it is broken.
        lines: The line of each top-level key.
        body_line: The line of the file on which the body begins, from 1.
        present: Whether the file has a front matter block at all, readable or not.
        raw: The text between the fences, so that an unreadable block can still be shown.
        findings: Why it could not be read.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    body_line: int = 1
    present: bool = False
    raw: str = ""
    findings: tuple[Finding, ...] = ()


def split_front_matter(text: str, *, file: str) -> tuple[FrontMatter, str]:
    """Split a Markdown text into its front matter and its body.

    A block that is not closed, or that holds no mapping, is not front matter: the whole text is
    the body then, so that nothing is hidden, and a finding says why. A thematic break at the head
    of a plain Markdown file is left alone.

    Args:
        text: The whole file, each line end a line feed.
        file: How findings name it.

    Returns:
        The front matter, and the body.
    """
    start = len(text) - len(text.lstrip("\n"))
    opened = _FENCE.match(text, start)
    if not opened:
        return FrontMatter(), text
    first = text.count("\n", 0, opened.end()) + 1
    closed = _CLOSE.search(text, opened.end())
    if not closed:
        if not re.match(r"[\w-]+[ \t]*:", text[opened.end() :]):
            return FrontMatter(), text
        return _broken(
            text, file, first - 1, "The front matter is not closed", 'Close it with a line "---".'
        )
    raw = text[opened.end() : closed.start()]
    yaml = read_yaml(raw, file=file, first_line=first, rule=RULE)
    body_line = text.count("\n", 0, closed.end()) + 2
    body = text[closed.end() + 1 :]
    if isinstance(yaml.data, dict):
        return (
            FrontMatter(
                data=yaml.data,
                lines={str(path[0]): line for path, line in yaml.lines.items() if len(path) == 1},
                body_line=body_line,
                present=True,
                raw=raw,
                findings=yaml.findings,
            ),
            body,
        )
    if yaml.findings or yaml.data is None:
        return (
            FrontMatter(body_line=body_line, present=True, raw=raw, findings=yaml.findings),
            body,
        )
    return _broken(
        text,
        file,
        first - 1,
        f"The front matter is a {type(yaml.data).__name__}, not a mapping",
        'Write lines of the form "key: value" between the two "---".',
    )


def _broken(text: str, file: str, line: int, message: str, mend: str) -> tuple[FrontMatter, str]:
    finding = Finding(
        rule=RULE,
        severity=Severity.ERROR,
        subject=f"file:{file}",
        message=message,
        location=Location(file=file, line=line),
        mend=mend,
    )
    return FrontMatter(present=True, findings=(finding,)), text
