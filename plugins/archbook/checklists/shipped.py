"""The checklists that come with archbook: packs, YAML of the same form as the handbook's."""

from __future__ import annotations

from functools import cache
from importlib import resources

from archbook.checklists.drafting import Draft
from archbook.components.checking import Checker
from archbook.source.yamltext import YamlText, read_yaml

__all__ = ["PACK_FOLDER", "add_packs", "pack_files"]

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


def add_packs(draft: Draft) -> None:
    """Add what the packs declare to a draft.

    Args:
        draft: The draft, empty.
    """
    for name, yaml in pack_files():
        file = f"{PACK_FOLDER}/{name}.yaml"
        checker = Checker(file=file, yaml=yaml, family="checklist", findings=list(yaml.findings))
        draft.add(checker, pack=name)
