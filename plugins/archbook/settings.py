"""Settings: frozen dataclasses from which the options, their schema and their reference come.

They stand under the plugin in `mkdocs.yml`, or in an `archbook.yml` beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)
from pydantic.dataclasses import dataclass

from archbook.source.described import DescribedSchema
from archbook.source.findings import Finding, Location, Severity, did_you_mean

__all__ = [
    "DEFAULT_CHECKLIST_FOLDER",
    "DEFAULT_LOG_FOLDERS",
    "DEFAULT_MAP_FOLDER",
    "ChecklistSettings",
    "ComponentSettings",
    "DecisionSettings",
    "Folders",
    "LogFolder",
    "RuleSettings",
    "Settings",
    "read_settings",
    "settings_schema",
]

DEFAULT_LOG_FOLDERS = (
    "adr",
    "docs/adr",
    "docs/adrs",
    "docs/decisions",
    "docs/architecture/decisions",
    "doc/adr",
    "doc/architecture/decisions",
)
"""Where a decision log is looked for when the settings name none: the first that is there."""

DEFAULT_MAP_FOLDER = "diagrams"
"""Where component maps are looked for when the settings name no folder."""

DEFAULT_CHECKLIST_FOLDER = "docs/checklists"
"""Where checklists and attestations are looked for when the settings name no folder."""

_CONFIG = ConfigDict(
    extra="forbid",
    validate_by_name=True,
    validate_by_alias=True,
    alias_generator=lambda name: name.replace("_", "-"),
)


def _listed(value: Any) -> Any:
    """Take a single value for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


def _as_log_folder(value: Any) -> Any:
    """Take a plain text for a log folder with nothing else stated."""
    return {"path": value} if isinstance(value, str) else value


def _address(value: str) -> str:
    """Return an address within the site without slashes at its ends.

    Raises:
        ValueError: It would lead out of the site, or is no plain path.
    """
    address = value.strip().strip("/")
    parts = address.split("/") if address else []
    if not address.isprintable() or any(letter in _NOT_IN_ADDRESSES for letter in address):
        raise ValueError("an address is made of letters, digits, hyphens and slashes")
    if any(part in {"", ".", ".."} or part != part.strip() for part in parts):
        raise ValueError('each part of an address is a name, none is empty, "." or ".."')
    return address


_NOT_IN_ADDRESSES = frozenset('\\:?#%*|"<>')
_Address = Annotated[str, AfterValidator(_address)]


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class LogFolder:
    """One decision log."""

    path: str
    """The folder, relative to the handbook's root."""
    at: _Address = ""
    """Address of the log in the site, such as `decisions/payments`. Default: `decisions`, or
    `decisions/<name>` where there are several logs. A log inside `docs/` keeps its own address."""
    name: str = ""
    """Name that tells several logs apart. Default: made of the path."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Folders:
    """Where the sources lie, relative to the handbook's root."""

    decisions: Annotated[
        tuple[Annotated[LogFolder, BeforeValidator(_as_log_folder)], ...],
        BeforeValidator(_listed),
    ] = ()
    """The decision log's folder, or a list of folders. Default: the first of `adr`, `docs/adr`,
    `docs/adrs`, `docs/decisions`, `docs/architecture/decisions`, `doc/adr` and
    `doc/architecture/decisions` that is there."""
    components: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    """Files and folders of component maps (`*.yaml`, `*.yml`). Default: `diagrams`."""
    checklists: str = ""
    """The folder of checklists (`*.yaml`, `*.yml`), with attestations in its folder
    `attestations`. Default: `docs/checklists`."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class DecisionSettings:
    """The decision log."""

    enabled: bool = True
    """Whether the site has this chapter."""
    statuses: Mapping[
        str,
        Literal[
            "draft", "proposed", "accepted", "rejected", "withdrawn", "deprecated", "superseded"
        ],
    ] = field(default_factory=dict)
    """Further words for a status, such as `{ratified: accepted}`."""
    markdown: Literal["code-host", "site"] = "code-host"
    """How bodies are rendered: as on the code host, or by the site's own Markdown."""
    drafts: Literal["show", "serve"] = "show"
    """`serve` keeps drafts and proposals to `mkdocs serve` and out of the published site."""
    git: bool = True
    """Whether dates and people that a file does not state are looked up in git."""
    feed: bool = True
    """Whether an Atom feed is written (it needs `site_url`)."""
    max_size: Annotated[int, Field(ge=1024)] = 1_000_000
    """Size in bytes above which only the head of a file is read."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class ComponentSettings:
    """The component map and its diagrams."""

    enabled: bool = True
    """Whether the site has this chapter."""
    at: _Address = "architecture"
    """Address of the chapter in the site."""
    overview: str = ""
    """Id of the view on the chapter's first page. Default: both planes."""
    png: bool = True
    """Whether each picture is written as PNG too, for documents that cannot take SVG."""
    max_nodes: Annotated[int, Field(ge=5, le=200)] = 25
    """How many nodes a picture may have before parts are folded into their whole."""
    scripts: bool = False
    """Whether hand-drawn `*.py` scripts of the `diagrams` library are run. They are code."""
    script_seconds: Annotated[int, Field(ge=1, le=600)] = 30
    """How long one such script may take."""
    dot: str = ""
    """A Graphviz program to use instead of the one that comes with archbook."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class ChecklistSettings:
    """The checklists, evaluated for the components of the map."""

    enabled: bool = True
    """Whether the site has this chapter."""
    at: _Address = "checklists"
    """Address of the chapter in the site."""
    packs: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ("production-readiness",)
    """Checklists that come with archbook and are used: `production-readiness`,
    `survivable-async`, `edge-and-caching`, `security-defaults`, `data-and-analytics`,
    `incident-readiness`, `design-review`, `rescue-review`."""
    due_days: Annotated[int, Field(ge=1, le=730)] = 90
    """How many days ahead the registers list what ends."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class RuleSettings:
    """What is set for one rule."""

    severity: Severity | None = None
    """`error`, `warning` or `note`. Default: the rule's own."""
    days: Annotated[int, Field(ge=0)] | None = None
    """Threshold in days, for the rules that have one. Default: the rule's own."""
    limit: Annotated[int, Field(ge=1)] | None = None
    """Threshold in numbers, such as hops, for the rules that have one. Default: the rule's own."""
    off: str | None = None
    """A reason; the rule is switched off."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_CONFIG)
class Settings:
    """All settings of a handbook."""

    as_of: dt.date | None = None
    """The date the handbook speaks of. Default: `SOURCE_DATE_EPOCH`, else today."""
    folders: Folders = field(default_factory=Folders)
    """Where the sources lie."""
    fail_on: Literal["error", "warning", "never"] = "error"
    """Findings at or above this severity become warnings of the build, so that `--strict` fails."""
    glossary: str = ""
    """The page with a definition list whose terms explain themselves in the other hand-written
    pages, relative to those. Default: `glossary.md`, where there is one."""
    decisions: DecisionSettings = field(default_factory=DecisionSettings)
    """The decision log."""
    components: ComponentSettings = field(default_factory=ComponentSettings)
    """The component map and its diagrams."""
    checklists: ChecklistSettings = field(default_factory=ChecklistSettings)
    """The checklists, evaluated for the components of the map."""
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    """What is set for single rules, by rule id."""


_ADAPTER = TypeAdapter(Settings)


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema of the settings."""
    return _ADAPTER.json_schema(schema_generator=DescribedSchema)


def read_settings(
    options: Mapping[str, Any], *, file: str = "", line: int = 0
) -> tuple[Settings, tuple[Finding, ...]]:
    """Make settings of plain options.

    Args:
        options: Options as the YAML holds them.
        file: Where they stand, for findings.
        line: The line they begin on.

    Returns:
        The settings, the defaults where an option is wrong, and a finding for each wrong option.
    """
    try:
        return _ADAPTER.validate_python(dict(options), by_alias=True, by_name=False), ()
    except ValidationError as error:
        findings = tuple(_finding(dict(problem), file, line) for problem in error.errors())
        return Settings(), findings


def _finding(problem: dict[str, Any], file: str, line: int) -> Finding:
    place = [str(part) for part in problem["loc"]]
    name = ".".join(place)
    if problem["type"] == "unexpected_keyword_argument":
        message = f'The setting "{name}" is not known'
        mend = "Remove it." + did_you_mean(place[-1], _known_names())
    else:
        reason = problem["msg"].removeprefix("Value error, ")
        message = f'The setting "{name}" is wrong: {reason}'
        mend = "See the settings reference for what it takes."
    return Finding(
        rule="settings",
        severity=Severity.ERROR,
        subject=f"setting:{name}",
        message=message,
        location=Location(file=file, line=line),
        mend=mend,
    )


def _known_names() -> set[str]:
    schema = settings_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
