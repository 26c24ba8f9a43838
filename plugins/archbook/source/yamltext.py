"""YAML with its places kept: plain values, and for each of them the line it stands on.

Plain scalars are resolved by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
so `on`, `no`, `012`, `1:30` and dates stay what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from archbook.source.findings import Finding, Location, Severity

__all__ = ["Path", "YamlText", "read_yaml"]

try:
    _Base: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML built without libyaml: the same, slower
    _Base = yaml.SafeLoader

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a value: `("components", "orders", "uses", 0)`."""

MAX_DEPTH = 100
MAX_VALUES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlText:
    """What a YAML text says.

    Attributes:
        data: Plain values: mappings with text keys, lists, texts, numbers, booleans, None.
        lines: The line of each value by its path; a mapping's entry has the line of its key.
        findings: Syntax errors, duplicate keys, limits passed.
        repeated: Paths of keys that stand more than once; the first value counts.
    """

    data: Any
    lines: Mapping[Path, int]
    findings: tuple[Finding, ...] = ()
    repeated: frozenset[Path] = frozenset()

    def line(self, path: Path) -> int:
        """Return the line of the value at `path`, else of the nearest value that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


_TAG = "tag:yaml.org,2002:"
_FIRST = frozenset(["", *"~nNtTfF-+.0123456789"])
"""With what a plain scalar begins that may be no text."""
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def read_yaml(text: str, *, file: str, first_line: int = 1, rule: str = "yaml") -> YamlText:
    """Read one YAML document.

    Args:
        text: The YAML.
        file: How findings name the file.
        first_line: Line of the file on which `text` begins.
        rule: Id of the rule for syntax errors, such as `unreadable-front-matter`.

    Returns:
        The values with their lines. What cannot be read gives `data=None` and a finding.
    """
    reader = _Reader(file=file, first_line=first_line, rule=rule)
    try:
        loader = _Base(text)
        try:
            data = reader.document(loader)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "cannot be read"
        reader.say(
            (mark.line if mark else 0), f"The YAML cannot be read: {problem}", _hint(error, text)
        )
        data = None
    except (yaml.YAMLError, ValueError) as error:
        reader.say(0, f"The YAML cannot be read: {str(error).splitlines()[0]}", "")
        data = None
    return YamlText(
        data=data,
        lines=reader.lines,
        findings=tuple(reader.findings),
        repeated=frozenset(reader.repeated),
    )


def _refused(event: Any, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


_HINTS = (
    ("mapping values are not allowed", 'Put a text that holds ": " in quotes.'),
    ("nested deeper", "Flatten it."),
    ("larger than", "Use fewer aliases, or split the file."),
    ("alias", "Define the anchor above its use, or quote the text that begins with *."),
    ("second document", "Keep one document in a file."),
)


def _hint(error: yaml.MarkedYAMLError, text: str) -> str:
    problem = error.problem or ""
    mark = error.problem_mark
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return "Indent with spaces; YAML allows no tabs."
    found = (hint for words, hint in _HINTS if words in problem)
    return next(found, "Check indentation, quotes and brackets around this line.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alias:
    """A stretch of kept events that stands here once more."""

    start: int
    end: int
    start_mark: Any


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Turns a parser's events into values, remembering lines and problems.

    Events instead of composed nodes: the composer recurses in C and brings the process down on
    deep nesting, and it takes twice the time.
    """

    file: str
    first_line: int
    rule: str
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    repeated: set[Path] = field(default_factory=set)
    count: int = 0
    events: Any = None
    tape: list[Any] = field(default_factory=list)
    open_anchors: int = 0
    replaying: bool = False
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)

    def say(self, line: int, message: str, mend: str) -> None:
        self.findings.append(
            Finding(
                rule=self.rule,
                severity=Severity.ERROR,
                subject=f"file:{self.file}",
                message=message,
                location=Location(file=self.file, line=self.first_line + line),
                mend=mend,
            )
        )

    def document(self, loader: Any) -> Any:
        """Return the value of the only document of a stream, None where there is none."""
        self.events = iter(loader.get_event, None)
        data = None
        found = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found:
                    raise _refused(event, "a second document begins here")
                found = True
                data = self.value(next(self.events), (), 0)
            elif isinstance(event, yaml.StreamEndEvent):
                break
        return data

    def value(self, event: Any, path: Path, depth: int) -> Any:
        """Return the value that begins with an event, within the limits of depth and size."""
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_VALUES:
            limit = (
                f"nested deeper than {MAX_DEPTH} levels"
                if depth > MAX_DEPTH
                else f"larger than {MAX_VALUES:,} values once its aliases are followed"
            )
            raise _refused(event, f"it is {limit}")
        if isinstance(event, yaml.AliasEvent):
            event = self._anchored(event)
        if isinstance(event, _Alias):
            return self._replayed(event, path, depth)
        if path not in self.lines:
            self.lines[path] = self.first_line + event.start_mark.line
        if event.anchor is None or self.replaying:
            return self._content(event, path, depth)
        return self._recorded(event, path, depth)

    def _content(self, event: Any, path: Path, depth: int) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                items.append(self.value(item, (*path, len(items)), depth + 1))
            return items
        result: dict[str, Any] = {}
        while not isinstance(key_event := self._next(), yaml.MappingEndEvent):
            key = self._key(key_event)
            line = self.first_line + key_event.start_mark.line
            at = (*path, key)
            if key in result:
                self.repeated.add(at)
                self.say(
                    line - self.first_line,
                    f'The key "{key}" stands here a second time, the first is on line '
                    f"{self.lines[at]}",
                    "Keep one of the two.",
                )
                self._skip()
                continue
            self.lines[at] = line
            result[key] = self.value(self._next(), at, depth + 1)
        return result

    def _next(self) -> Any:
        event = next(self.events)
        if self.open_anchors:
            if isinstance(event, yaml.AliasEvent):
                event = self._anchored(event)
            self.tape.append(event)
        return event

    def _skip(self) -> None:
        """Pass over one value."""
        level = 0
        while True:
            event = self._next()
            if isinstance(event, yaml.CollectionStartEvent):
                level += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                level -= 1
            if level == 0:
                return

    def _recorded(self, event: Any, path: Path, depth: int) -> Any:
        """Return an anchored value, keeping its events for its aliases."""
        if not self.open_anchors:
            self.tape.append(event)
        start = len(self.tape) - 1
        self.anchors.pop(event.anchor, None)
        self.open_anchors += 1
        value = self._content(event, path, depth)
        self.open_anchors -= 1
        self.anchors[event.anchor] = (start, len(self.tape))
        return value

    def _replayed(self, alias: _Alias, path: Path, depth: int) -> Any:
        """Return the value that an alias stands for, as if it were written out here."""
        outer = self.events, self.open_anchors, self.replaying
        self.events, self.open_anchors, self.replaying = (
            iter(self.tape[alias.start : alias.end]),
            0,
            True,
        )
        value = self.value(next(self.events), path, depth)
        self.events, self.open_anchors, self.replaying = outer
        return value

    def _anchored(self, event: Any) -> _Alias:
        """Return what an alias stands for at this place: the last such anchor above it."""
        if event.anchor not in self.anchors:
            raise _refused(event, f'the alias "*{event.anchor}" has no anchor above it')
        start, end = self.anchors[event.anchor]
        return _Alias(start=start, end=end, start_mark=event.start_mark)

    def _key(self, event: Any) -> str:
        if isinstance(event, yaml.AliasEvent):
            event = self._anchored(event)
        if isinstance(event, _Alias):
            event = self.tape[event.start]
        elif event.anchor is not None and not self.replaying:
            if not self.open_anchors:
                self.tape.append(event)
            self.anchors[event.anchor] = (len(self.tape) - 1, len(self.tape))
        if not isinstance(event, yaml.ScalarEvent):
            raise _refused(event, "a key must be plain text, not a list or a mapping")
        return str(event.value)


def _scalar(event: Any) -> Any:
    """Return the value of a scalar: by its tag, else by the core schema where it is plain."""
    text: str = event.value
    tag: str | None = event.tag
    if tag is None:
        return _plain(text) if event.implicit[0] and text[:1] in _FIRST else text
    read = _TAGGED.get(tag.removeprefix(_TAG))
    return read(text) if read else text


def _plain(text: str) -> Any:
    """Return the value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return _int(text)
    return _float(text) if _FLOAT.fullmatch(text) else text


def _int(text: str) -> int | str:
    if text[:2] in {"0o", "0x"}:
        return int(text, 0)
    # Python refuses to convert longer texts, and no identifier needs one.
    return int(text) if len(text) < 400 else text  # noqa: PLR2004


def _float(text: str) -> float:
    if text.lower().endswith((".inf", ".nan")):
        return float(text.lower().replace(".", ""))
    return float(text)


_TAGGED: Mapping[str, Callable[[str], Any]] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": _int,
    "float": _float,
}
