"""YAML with its places kept: plain values, and for each of them the line it stands on.

Plain scalars are resolved by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
so `on`, `no`, `012`, `1:30` and dates stay what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
MAX_VALUES = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlText:
    """What a YAML text says.

    Attributes:
        data: Plain values: mappings with text keys, lists, texts, numbers, booleans, None.
        lines: The line of each value by its path; a mapping's entry has the line of its key.
        findings: Syntax errors, duplicate keys, limits passed.
    """

    data: Any
    lines: Mapping[Path, int]
    findings: tuple[Finding, ...] = ()

    def line(self, path: Path) -> int:
        """Return the line of the value at `path`, else of the nearest value that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


class _CoreLoader(_Base):  # type: ignore[misc]
    """A safe loader whose plain scalars follow the core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own protocol


_TAG = "tag:yaml.org,2002:"
_CORE = (
    ("null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]),
    ("bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")),
    (
        "int",
        re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        list("-+0123456789"),
    ),
    (
        "float",
        re.compile(
            r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
        ),
        list("-+.0123456789"),
    ),
)
for _name, _pattern, _first in _CORE:
    _CoreLoader.add_implicit_resolver(_TAG + _name, _pattern, _first)


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
        loader = _CoreLoader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        data = None if node is None else reader.value(node, (), 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "cannot be read"
        reader.say((mark.line if mark else 0), f"The YAML cannot be read: {problem}", _hint(error))
        data = None
    except (yaml.YAMLError, ValueError) as error:
        reader.say(0, f"The YAML cannot be read: {str(error).splitlines()[0]}", "")
        data = None
    except RecursionError:
        reader.say(0, "The YAML is nested too deeply", "Flatten it.")
        data = None
    return YamlText(data=data, lines=reader.lines, findings=tuple(reader.findings))


def _hint(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "\\t" in problem or "'\t'" in problem:
        return "Indent with spaces; YAML allows no tabs."
    if "mapping values are not allowed" in problem:
        return 'Put a text that holds ": " in quotes.'
    if "alias" in problem:
        return "Define the anchor above its use, or quote the text that begins with *."
    return "Check indentation, quotes and brackets around this line."


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Turns composed nodes into values, remembering lines and problems."""

    file: str
    first_line: int
    rule: str
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    count: int = 0

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

    def value(self, node: Any, path: Path, depth: int) -> Any:
        """Return the plain value of a node; `depth` and a running count bound the work."""
        self.count += 1
        line = node.start_mark.line
        if depth > MAX_DEPTH or self.count > MAX_VALUES:
            limit = (
                f"nested deeper than {MAX_DEPTH} levels"
                if depth > MAX_DEPTH
                else f"larger than {MAX_VALUES:,} values once its aliases are followed"
            )
            raise yaml.MarkedYAMLError(problem=f"it is {limit}", problem_mark=node.start_mark)
        self.lines.setdefault(path, self.first_line + line)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i), depth + 1) for i, item in enumerate(node.value)]
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            at = key_node.start_mark.line
            if key in result:
                first = self.lines[(*path, key)]
                self.say(
                    at,
                    f'The key "{key}" stands here a second time, the first is on line {first}',
                    "Keep one of the two.",
                )
                continue
            self.lines[(*path, key)] = self.first_line + at
            result[key] = self.value(value_node, (*path, key), depth + 1)
        return result

    def _key(self, node: Any) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(
                problem="a key must be plain text, not a list or a mapping",
                problem_mark=node.start_mark,
            )
        return str(node.value)

    @staticmethod
    def _scalar(node: Any) -> Any:  # noqa: PLR0911 - one return for each type of the schema
        text: str = node.value
        match node.tag.removeprefix(_TAG):
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int":
                if text[:2] in {"0o", "0x"}:
                    return int(text, 0)
                # Python refuses to convert longer texts, and no identifier needs one.
                return int(text) if len(text) < 400 else text  # noqa: PLR2004
            case "float":
                if text.lower().endswith((".inf", ".nan")):
                    return float(text.lower().replace(".", ""))
                return float(text)
            case _:
                return text
