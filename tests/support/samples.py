"""The samples of a page: what each of them is, and whether it is right.

A sample's language says what it is and so how it is tried. One with a `title` is a file of the
page's own handbook; `console` shows commands with what they print, `sh` is a script. `text` marks
what is no sample.
"""

from __future__ import annotations

import ast
import html.parser
import json
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import click
import jsonschema

from archbook.cli import main
from archbook.decisions.model import FileKind, Status
from archbook.decisions.reader import read_decision
from archbook.rules.registry import rules
from archbook.settings import settings_schema
from archbook.settings_file import read_settings_file
from archbook.source.files import SourceText
from archbook.source.front_matter import split_front_matter
from archbook.source.yamltext import read_yaml
from archbook.starting.parts import read_parts

__all__ = ["CHECKS", "NO_SAMPLE", "Sample", "faults", "samples"]

NO_SAMPLE = "text"
"""The language of what is no sample."""

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n"
    r"(?P<text>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="([^"]+)"')
_SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=https://[^ ]*/([\w.-]+)\n?")
_SCHEMAS = {
    "archbook.components": ("component-map.schema.json",),
    "archbook.checklists": ("checklists.schema.json", "attestations.schema.json"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A fenced block of a page.

    Attributes:
        page: Name of the page.
        line: Line on which it begins.
        language: What its fence says that it is; empty where it says nothing.
        title: Path of the file that it is; empty where it is none.
        replaces: Whether it takes the place of what is there, as words behind the path say
            (`title="map.yaml, filled in"`).
        text: What stands in it.
    """

    page: str
    line: int
    language: str
    title: str
    text: str
    replaces: bool = False

    def __str__(self) -> str:
        return f"{self.page}:{self.line} {self.language}"


def samples(text: str, *, page: str) -> Iterator[Sample]:
    """Yield the samples of a page in order.

    Args:
        text: The page's Markdown.
        page: Its name.
    """
    for found in _FENCE.finditer(text):
        info = found["info"].strip()
        title = _TITLE.search(info)
        path, _, words = (title.group(1) if title else "").partition(", ")
        yield Sample(
            page=page,
            line=text.count("\n", 0, found.start()) + 1,
            language=info.partition(" ")[0],
            title=path,
            replaces=bool(words),
            text=re.sub(rf"^{found['indent']}", "", found["text"], flags=re.MULTILINE),
        )


def faults(sample: Sample, folder: Path) -> list[str]:
    """Return what is wrong with a sample that is looked at, not run.

    Args:
        sample: The sample.
        folder: An empty folder to try it in.
    """
    check = CHECKS.get(sample.language)
    if check is None:
        return [f'"{sample.language}" is no kind of sample; "{NO_SAMPLE}" marks what is none']
    return check(sample, folder)


def _yaml(sample: Sample, folder: Path) -> list[str]:
    """Hold a sample against the format whose keys it has."""
    if line := _SCHEMA_LINE.fullmatch(sample.text):
        published = {name for names in _SCHEMAS.values() for name in names}
        return [] if line.group(1) in published else [f"no schema {line.group(1)}"]
    read = read_yaml(sample.text, file=sample.title or "sample.yaml")
    if read.findings or not isinstance(read.data, dict):
        return [str(finding) for finding in read.findings] or ["it is no mapping"]
    if read.data.keys() & {"site_name", "plugins", "theme", "markdown_extensions"}:
        (folder / "mkdocs.yml").write_text(sample.text, encoding="utf-8")
        return [str(finding) for finding in read_settings_file(folder).findings]
    if "services" in read.data:
        return [] if read_parts(sample.text, file="compose.yaml") else ["it has no services"]
    if _is_pipeline(read.data):
        return [fault for line in sample.text.splitlines() if (fault := wrong_call(line))]
    return _of_a_format(read.data)


def _of_a_format(data: Mapping[str, Any]) -> list[str]:
    problems = {
        name: _against(schema, data)
        for name, schema in _formats().items()
        if data.keys() <= schema["properties"].keys()
    }
    if not problems:
        return [f"{', '.join(data)}: keys of no format"]
    return [] if [] in problems.values() else [f"{name}: {what}" for name, what in problems.items()]


def _formats() -> Mapping[str, Any]:
    found: dict[str, Any] = {"archbook.yml": settings_schema()}
    for package, names in _SCHEMAS.items():
        for name in names:
            text = resources.files(package).joinpath(name).read_text("utf-8")
            found[name] = json.loads(text)
    return found


def _against(schema: Any, data: Any) -> list[str]:
    # Through JSON: dates become the texts that the schema describes.
    plain = json.loads(json.dumps(data, default=str))
    validator = jsonschema.Draft202012Validator(schema)
    found = [error.message for error in validator.iter_errors(plain)]
    if isinstance(data.get("rules"), dict) and schema.get("title") == "Settings":
        found += [f"no rule {name}" for name in data["rules"] if name not in rules()]
    return found


def wrong_call(line: str) -> str:
    """Return what is wrong with the call of `archbook` in a line; empty where nothing is."""
    plain = re.sub(r"\$\{\{.*?\}\}|\$\([^()]*\)", "X", re.sub(r"\$\{\{.*?\}\}", "X", line))
    found = re.search(r"(?:^|[\s/])archbook (.*)", plain.partition(" #")[0])
    if found is None:
        return ""
    command: click.Command = main
    above: click.Context | None = None
    name, arguments = "archbook", shlex.split(found.group(1).partition(" > ")[0])
    try:
        while True:
            above = command.make_context(name, list(arguments), parent=above)
            if not isinstance(command, click.Group):
                return ""
            left = [*above._protected_args, *above.args]
            _, inner, arguments = command.resolve_command(above, left)
            assert inner is not None
            command, name = inner, str(inner.name)
    except click.ClickException as error:
        return f"{line.strip()}: {error.format_message()}"


def _is_pipeline(data: Mapping[str, Any]) -> bool:
    """Say whether it is a pipeline of a code host; its commands are tried like all others."""
    jobs = data.get("jobs", data)
    return isinstance(jobs, dict) and all(
        isinstance(job, dict) and ("steps" in job or "script" in job) for job in jobs.values()
    )


def _markdown(sample: Sample, _: Path) -> list[str]:
    """Read a decision; other Markdown only has to have readable front matter."""
    front, _body = split_front_matter(sample.text, file=sample.title or "sample.md")
    if not front.present:
        return []
    source = SourceText(
        text=sample.text, file="x.md", size=len(sample.text), truncated=False, findings=()
    )
    found = read_decision(source, path="x.md")
    problems = [str(finding) for finding in (*front.findings, *found.findings)]
    if found.kind is FileKind.ADR and found.status is Status.OTHER:
        problems.append(f'the status "{found.other_status}" is not known')
    return problems


def _json(sample: Sample, _: Path) -> list[str]:
    try:
        json.loads(sample.text)
    except ValueError as error:
        return [str(error)]
    return []


def _python(sample: Sample, _: Path) -> list[str]:
    try:
        exec(compile(ast.parse(sample.text), str(sample), "exec"), {})  # noqa: S102 - our own guide
    except Exception as error:  # noqa: BLE001 - whatever it is, the sample is wrong
        return [repr(error)]
    return []


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and not dict(attrs).get("alt"):
            self.wrong.append("an image without words")
        if tag == "iframe" and not dict(attrs).get("title"):
            self.wrong.append("a frame without a title")
        if tag not in {"img", "br", "source"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


def _html(sample: Sample, _: Path) -> list[str]:
    tags = _Tags()
    tags.feed(sample.text)
    return [*tags.wrong, *(f"<{tag}> is not closed" for tag in tags.open)]


def _nothing(_sample: Sample, _folder: Path) -> list[str]:
    return []


CHECKS: Mapping[str, Callable[[Sample, Path], list[str]]] = {
    "yaml": _yaml,
    "markdown": _markdown,
    "md": _markdown,
    "json": _json,
    "python": _python,
    "html": _html,
    # These are run, by `support.guides`.
    "console": _nothing,
    "sh": _nothing,
    NO_SAMPLE: _nothing,
}
"""How each kind of sample is looked at."""
