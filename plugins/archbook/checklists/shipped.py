"""The checklists that come with archbook: packs, YAML of the same form as the handbook's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from archbook.checklists.drafting import Draft
from archbook.checklists.model import Checklist
from archbook.checklists.quoting import resolve_checklists
from archbook.components.checking import Checker
from archbook.source.yamltext import YamlText, read_yaml

__all__ = ["PACK_FOLDER", "begun", "pack_files", "shipped"]

PACK_FOLDER = "archbook/checklists/packs"
"""How findings and items name the folder of the packs."""


@cache
def pack_files() -> tuple[tuple[str, YamlText], ...]:
    """Return what the files of the packs hold, by the pack's name, sorted; read once."""
    folder = resources.files("archbook.checklists").joinpath("packs")
    if not folder.is_dir():
        return ()
    return tuple(
        (
            name,
            read_yaml(
                entry.read_text("utf-8"), file=f"{PACK_FOLDER}/{entry.name}", rule="checklist-yaml"
            ),
        )
        for name, entry in sorted(
            (each.name.removesuffix(".yaml"), each)
            for each in folder.iterdir()
            if each.name.endswith(".yaml")
        )
    )


@cache
def shipped() -> tuple[Draft, Mapping[str, Checklist]]:
    """Return what the packs declare, and their checklists by id, sorted; worked out once."""
    draft = Draft()
    for name, yaml in pack_files():
        file = f"{PACK_FOLDER}/{name}.yaml"
        checker = Checker(file=file, yaml=yaml, family="checklist", findings=list(yaml.findings))
        draft.add(checker, pack=name)
    return draft, resolve_checklists(draft.packs, draft)


def begun() -> tuple[Draft, Mapping[str, Checklist]]:
    """Return a draft that holds what the packs declare, to be added to, and their checklists."""
    first, checklists = shipped()
    draft = Draft(
        items=dict(first.items),
        packs=dict(first.packs),
        spoilt={section: set(names) for section, names in first.spoilt.items()},
        checkers=list(first.checkers),
    )
    return draft, checklists
