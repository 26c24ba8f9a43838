"""What checklist files declare, before quotes are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from archbook.checklists.deciding import adapter, read_way
from archbook.checklists.entries import ChecklistEntry, ItemEntry
from archbook.checklists.model import Item, Reference
from archbook.checklists.ways import ByFile, ByResult, Either, Strength, Way
from archbook.components.checking import Checker, shown
from archbook.components.forms import read_id
from archbook.source.findings import Location, did_you_mean
from archbook.source.yamltext import Path

__all__ = ["DeclaredChecklist", "DeclaredItem", "Draft", "file_paths", "place"]

_NOUNS = {"items": "item", "checklists": "checklist"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredItem:
    """An item as a file declares it.

    Attributes:
        item: The item.
        checker: The file.
    """

    item: Item
    checker: Checker


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredChecklist:
    """A checklist as a file declares it.

    Attributes:
        id: Its id.
        entry: What is stated of it.
        pack: Name of the pack that it comes with; empty for one of the handbook.
        checker: The file.
    """

    id: str
    entry: ChecklistEntry
    pack: str
    checker: Checker

    @property
    def path(self) -> Path:
        """Where it stands in its file."""
        return ("checklists", self.id)

    def say(self, rule: str, *, message: str, mend: str, keys: Path = ()) -> None:
        """Note what is wrong with it, at one of its keys."""
        self.checker.say(
            rule,
            subject=f"checklist:{self.id}",
            path=(*self.path, *keys),
            message=message,
            mend=mend,
        )


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a number of checklist files declare.

    Attributes:
        items: Items by id.
        checklists: Checklists by id; those of packs stand in `packs` where the handbook has one
            of the same id.
        packs: Checklists that come with archbook, by id.
        spoilt: Ids that are declared in a way that nothing can be made of, by section.
        checkers: The files, in the order in which they were added.
    """

    items: dict[str, DeclaredItem] = field(default_factory=dict)
    checklists: dict[str, DeclaredChecklist] = field(default_factory=dict)
    packs: dict[str, DeclaredChecklist] = field(default_factory=dict)
    spoilt: dict[str, set[str]] = field(
        default_factory=lambda: {section: set() for section in _NOUNS}
    )
    checkers: list[Checker] = field(default_factory=list)

    def add(self, checker: Checker, *, pack: str = "") -> None:
        """Take in what a file declares; files are to be added in a fixed order, packs first.

        Args:
            checker: The file.
            pack: Name of the pack that it is; empty for a file of the handbook.
        """
        self.checkers.append(checker)
        data, subject = checker.yaml.data, f"file:{checker.file}"
        if data is None:
            return
        if not isinstance(data, dict):
            checker.say(
                "checklist-wrong-value",
                subject=subject,
                path=(),
                message=f"The file holds {shown(data)}, not checklists",
                mend="Write the sections `items:` and `checklists:`.",
            )
            return
        for section, things in data.items():
            if section not in _NOUNS:
                near = did_you_mean(section, _NOUNS)
                checker.say(
                    "checklist-unknown-key",
                    subject=subject,
                    path=(section,),
                    message=f"The section {shown(section)} is not known",
                    mend=near.strip() or f"Remove it; known are {', '.join(_NOUNS)}.",
                )
            elif isinstance(things, dict):
                for name, value in things.items():
                    self._declare(checker, section, name, value, pack)
            elif things is not None:
                checker.say(
                    "checklist-wrong-value",
                    subject=subject,
                    path=(section,),
                    message=f"`{section}` is {shown(things)}, not a mapping",
                    mend=f"Write `{section}:` and below it, indented, an id with a colon and what"
                    " is stated of it.",
                )

    def _declare(self, checker: Checker, section: str, name: str, value: Any, pack: str) -> None:
        noun = _NOUNS[section]
        path: Path = (section, name)
        try:
            read_id(name)
            complaint = ("is a word with a meaning here", "Choose another id.")
            good = name != "none"
        except PydanticCustomError as error:
            context = error.context or {}
            complaint, good = (str(context["message"]), str(context["mend"])), False
        if not good:
            checker.say(
                "checklist-wrong-id",
                subject=f"{noun}:{name}",
                path=path,
                message=f"{shown(name)} {complaint[0]}",
                mend=complaint[1],
            )
            return
        first = self._first(section, name, pack)
        if first is not None:
            checker.say(
                "checklist-duplicate-id",
                subject=f"{noun}:{name}",
                path=path,
                message=f'The {noun} "{name}" is defined a second time; the first stands at'
                f" {first}",
                mend="Choose another id; to ask an item otherwise, quote it in a checklist with"
                " other `levels:`, or with `off:` and a reason."
                if noun == "item"
                else "Keep one of the two, or rename one.",
            )
        elif section == "items":
            self._item(checker, name, value, pack)
        else:
            self._checklist(checker, name, value, pack)

    def _first(self, section: str, name: str, pack: str) -> Location | None:
        if section == "items":
            found = self.items.get(name)
            return found.item.location if found else None
        declared = (self.packs if pack else self.checklists).get(name)
        return place(declared.checker, declared.path) if declared else None

    def _item(self, checker: Checker, name: str, value: Any, pack: str) -> None:
        path: Path = ("items", name)
        subject = f"item:{name}"
        entry = checker.validate(
            adapter(ItemEntry),
            {} if value is None else value,
            subject=subject,
            path=path,
            type_=ItemEntry,
        )
        way = None
        if isinstance(value, dict) and "decided-by" in value:
            way = read_way(
                checker, value["decided-by"], subject=subject, path=(*path, "decided-by")
            )
        if entry is None or way is None:
            self.spoilt["items"].add(name)
            return
        self.items[name] = DeclaredItem(
            item=_item(name, entry, way, pack, place(checker, path)), checker=checker
        )

    def _checklist(self, checker: Checker, name: str, value: Any, pack: str) -> None:
        entry = checker.validate(
            adapter(ChecklistEntry),
            {} if value is None else value,
            subject=f"checklist:{name}",
            path=("checklists", name),
            type_=ChecklistEntry,
        )
        if entry is None:
            self.spoilt["checklists"].add(name)
            return
        declared = DeclaredChecklist(id=name, entry=entry, pack=pack, checker=checker)
        (self.packs if pack else self.checklists)[name] = declared


def place(checker: Checker, path: Path) -> Location:
    """Return where a value of a file stands.

    Args:
        checker: The file.
        path: The keys that lead to it.
    """
    return Location(file=checker.file, line=checker.yaml.line(path))


def _item(name: str, entry: ItemEntry, way: Way, pack: str, location: Location) -> Item:
    return Item(
        id=name,
        ability=entry.ability,
        why=entry.why,
        how=entry.how,
        verify=entry.verify,
        way=way,
        phases=_once(entry.phases),
        applies_to=entry.applies_to,
        levels=_once(entry.levels),
        replaces=_once(entry.replaces),
        references=tuple(
            Reference(title=each.title, url=each.url or "") for each in entry.references or ()
        ),
        decision=entry.decision or "",
        enforce_from=entry.enforce_from,
        least=entry.evidence or Strength.DECLARED,
        pack=pack,
        location=location,
    )


def _once(values: tuple[Any, ...] | None) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values or ()))


def file_paths(way: Way) -> tuple[str, ...]:
    """Return the paths of files that a way names; of alternatives those of all.

    Args:
        way: The way.
    """
    if isinstance(way, Either):
        return tuple(path for each in way.of for path in file_paths(each))
    if isinstance(way, ByFile):
        return tuple(path for path in (way.path, way.newer_than) if path)
    return (way.path,) if isinstance(way, ByResult) else ()
