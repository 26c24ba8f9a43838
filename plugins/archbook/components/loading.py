"""Reads component maps: one file or many, all errors of all files in one run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from archbook.components.checking import Checker
from archbook.components.component_map import ComponentMap
from archbook.components.draft import Draft
from archbook.components.edges import resolve_edges
from archbook.components.journeys import resolve_journeys
from archbook.components.resolving import (
    resolve_components,
    resolve_kinds,
    resolve_owners,
    resolve_places,
    resolve_views,
    resolve_zones,
)
from archbook.components.selectors import select, unknown_names
from archbook.components.views import is_built_in
from archbook.source.entries import bounds_of, odd_entries
from archbook.source.files import read_text, shown_path, walk_files
from archbook.source.findings import Finding, Location, Severity, in_order
from archbook.source.yamltext import read_yaml

if TYPE_CHECKING:
    from archbook.components.own_rules import OwnRule

__all__ = ["MAX_SIZE", "SUFFIXES", "load_map", "read_map"]

MAX_SIZE = 10_000_000
"""Size in bytes above which a map file is not read."""

SUFFIXES = frozenset({".yaml", ".yml"})
"""Endings of map files."""


def load_map(sources: Path | Iterable[Path], *, root: Path) -> ComponentMap:
    """Read a component map.

    Args:
        sources: A folder (with all that lies below it), a file, or several of these.
        root: Findings name files relative to it.

    Returns:
        The map with every reference resolved. What is wrong is left out of it and stands in its
        findings; a source that is not there is an error among them.
    """
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    paths: dict[str, Path] = {}
    for source in [sources] if isinstance(sources, Path) else sources:
        if source.is_dir():
            bounds = bounds_of(root, source)
            found = walk_files(source, SUFFIXES, bounds=bounds)
            paths.update((shown_path(path, root), path) for path in found)
            findings.extend(odd_entries(source, SUFFIXES, root=root, bounds=bounds))
        elif source.is_file():
            paths[shown_path(source, root)] = source
        else:
            shown = shown_path(source, root)
            findings.append(
                _about_file(shown, "map-missing", f'There is no "{shown}"', "Correct the path.")
            )
    for file, path in sorted(paths.items()):
        try:
            text = read_text(path, file=file, limit=MAX_SIZE)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            message = f"The file cannot be read: {reason}"
            findings.append(_about_file(file, "map-unreadable", message, "Check its permissions."))
            continue
        if text.truncated:
            findings.append(
                _about_file(
                    file,
                    "file-too-large",
                    f"The map has {text.size:,} bytes, more than the limit of {MAX_SIZE:,}; "
                    "it is not read",
                    "Split it over several files.",
                )
            )
            continue
        findings.extend(text.findings)
        texts[file] = text.text
    return read_map(texts, findings=findings)


def read_map(texts: Mapping[str, str], *, findings: Sequence[Finding] = ()) -> ComponentMap:
    """Read a component map out of texts.

    Args:
        texts: YAML by the name of its file; their order does not matter.
        findings: What is known to be wrong already.

    Returns:
        The map, as `load_map` gives it.
    """
    draft = Draft()
    said = list(findings)
    for file, text in sorted(texts.items()):
        yaml = read_yaml(text, file=file, rule="map-yaml")
        said.extend(yaml.findings)
        draft.add(Checker(file=file, yaml=yaml))
    kinds = resolve_kinds(draft)
    owners = resolve_owners(draft)
    zones = resolve_zones(draft)
    places = resolve_places(draft)
    components = resolve_components(draft, kinds)
    edges, edge_origins = resolve_edges(draft, components)
    journeys = resolve_journeys(draft)
    views = resolve_views(draft)
    _check_case(draft)
    origins = {subject: (origin,) for subject, origin in draft.subjects()}
    whole = ComponentMap(
        kinds=kinds,
        owners=owners,
        zones=zones,
        places=places,
        components=components,
        edges=edges,
        journeys=journeys,
        views=views,
        files=tuple(sorted(texts)),
        origins={**origins, **edge_origins},
        texts={file: checker.yaml for file, checker in draft.checkers.items()},
    )
    _check_views(draft, whole)
    rules = _rules(draft, whole) if draft.things["rules"] else {}
    for checker in draft.checkers.values():
        said.extend(checker.findings)
    return dataclasses.replace(whole, rules=rules, findings=in_order(said))


def _rules(draft: Draft, of: ComponentMap) -> dict[str, OwnRule]:
    # Few maps state rules, and reading their values takes a while to load.
    from archbook.components.own_rules import resolve_rules  # noqa: PLC0415

    return resolve_rules(draft, of)


def _about_file(file: str, rule: str, message: str, mend: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        subject=f"file:{file}",
        message=message,
        location=Location(file=file),
        mend=mend,
    )


def _check_case(draft: Draft) -> None:
    """Note ids that differ in nothing but case: their pages would be one file on many systems."""
    for section, things in draft.things.items():
        seen: dict[str, str] = {}
        for name in sorted(things):
            first = seen.setdefault(name.casefold(), name)
            if first != name:
                draft.say(
                    things[name],
                    "map-duplicate-id",
                    message=f'"{name}" and "{first}" under `{section}` differ in case only',
                    mend="Rename one of them; on many systems they are one file.",
                )


def _check_views(draft: Draft, of: ComponentMap) -> None:
    for name, thing in sorted(draft.things["views"].items()):
        if is_built_in(name):
            draft.say(
                thing,
                "map-duplicate-id",
                message=f'"{name}" is the id of a built-in view',
                mend="Choose another id.",
            )
        unknown = list(unknown_names(of.views[name].select, of))
        for path, message, mend in unknown:
            draft.say(
                thing,
                "map-unknown-name",
                keys=("select", *path),
                message=f'{message}, which the view "{name}" selects',
                mend=mend,
            )
        checker = draft.checkers[thing.origin.file]
        wrong = unknown or any(said.subject == thing.subject for said in checker.findings)
        if not wrong and not select(of.views[name].select, of):
            draft.say(
                thing,
                "map-empty-view",
                keys=("select",),
                message=f'The view "{name}" selects no component',
                mend="Loosen its selection, or remove the view.",
                severity=Severity.WARNING,
            )
