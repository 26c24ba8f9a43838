"""YAML as MkDocs' settings are written: files that inherit others, and environment variables.

Tags other than `!ENV` are passed over: what they stand on stays the plain text it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from archbook.source.files import shown_path
from archbook.source.findings import Finding, Location, Severity
from archbook.source.yamltext import Path as YamlPath
from archbook.source.yamltext import read_yaml

__all__ = ["LayeredYaml", "read_layered"]

MAX_PARENTS = 20


@dataclass(slots=True, kw_only=True)
class LayeredYaml:
    """A YAML mapping laid over those it inherits.

    Attributes:
        data: Its plain values.
        places: File and line of each value by its path.
        findings: What could not be read.
    """

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[YamlPath, Location] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_layered(
    path: Path, *, root: Path, rule: str, environment: Mapping[str, str] = os.environ
) -> LayeredYaml:
    """Read a YAML file, the files that `INHERIT` names below it, and the variables of `!ENV`.

    Args:
        path: The file.
        root: The folder that findings show files relative to.
        rule: Id of the rule for what is wrong.
        environment: The variables.

    Returns:
        The merged mapping; empty with a finding where the file cannot be read.
    """
    return _read(path, root, rule, environment, 0)


def _read(
    path: Path, root: Path, rule: str, environment: Mapping[str, str], depth: int
) -> LayeredYaml:
    shown = shown_path(path, root)
    layered = LayeredYaml()

    def say(message: str, mend: str, line: int = 0) -> LayeredYaml:
        layered.findings.append(
            Finding(
                rule=rule,
                severity=Severity.ERROR,
                subject=f"file:{shown}",
                message=message,
                location=Location(file=shown, line=line),
                mend=mend,
            )
        )
        return layered

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "they are not UTF-8"
        return say(f"The settings cannot be read: {reason}", "Check the file and its name.")
    read = read_yaml(text, file=shown, rule=rule)
    layered.findings += read.findings
    layered.places = {at: Location(file=shown, line=line) for at, line in read.lines.items()}
    if not isinstance(read.data, dict):
        empty = read.data is None
        return layered if empty else say("The settings are no mapping", 'Write "key: value".', 1)
    layered.data = read.data
    if "!ENV" in text:
        _put_variables(layered.data, text, environment)
    parent = layered.data.pop("INHERIT", None)
    if parent is None:
        return layered
    if depth >= MAX_PARENTS:
        return say("The settings inherit each other in a circle", "Break it.", 1)
    below = _read(path.parent / str(parent), root, rule, environment, depth + 1)
    return LayeredYaml(
        data=_merged(below.data, layered.data),
        places={**below.places, **layered.places},
        findings=[*below.findings, *layered.findings],
    )


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay mappings over each other; anything else replaces what is below it, as MkDocs does."""
    result = dict(below)
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = _merged(result[key], value)
        else:
            result[key] = value
    return result


def _put_variables(data: dict[str, Any], text: str, environment: Mapping[str, str]) -> None:
    """Put the variables in place of `!ENV NAME` and `!ENV [NAME, OTHER, default]`.

    Source: https://github.com/waylan/pyyaml-env-tag, which MkDocs uses.
    """
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    for holder, key, node in list(_tagged(tree, data)):
        holder[key] = _variable(node, environment)


def _tagged(node: Any, value: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the places of `!ENV` values: the mapping or list, the key in it, and the node."""
    if isinstance(node, yaml.MappingNode) and isinstance(value, dict):
        pairs = [(key.value, below) for key, below in node.value]
    elif isinstance(node, yaml.SequenceNode) and isinstance(value, list):
        pairs = list(enumerate(node.value))
    else:
        return
    for key, below in pairs:
        if below.tag == "!ENV":
            yield value, key, below
        elif isinstance(value, list) or key in value:
            yield from _tagged(below, value[key])


def _variable(node: Any, environment: Mapping[str, str]) -> Any:
    """Return the first variable that is set, read as a YAML scalar, else the default."""
    names, default = [node.value], None
    if isinstance(node, yaml.SequenceNode):
        names = [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
        if len(names) > 1:
            default = _scalar(names.pop())
    return next((_scalar(environment[name]) for name in names if name in environment), default)


def _scalar(text: str) -> Any:
    value = read_yaml(text, file="").data
    return text if isinstance(value, dict | list) else value
