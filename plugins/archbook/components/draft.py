"""What map files declare, before anything is resolved: sections, ids, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from archbook.components.checking import Checker, shown
from archbook.components.entries import (
    ComponentEntry,
    EdgeFields,
    JourneyEntry,
    KindEntry,
    MapFile,
    OwnerEntry,
    PlaceEntry,
    RuleEntry,
    UseEntry,
    ViewEntry,
    ZoneEntry,
)
from archbook.components.forms import NONE, read_id
from archbook.components.model import Origin
from archbook.components.vocabulary import UNKNOWN_KIND
from archbook.source.findings import Location, Severity, did_you_mean
from archbook.source.yamltext import Path

__all__ = ["SECTIONS", "Declared", "Draft", "Use"]

SECTIONS: Mapping[str, tuple[str, Any]] = {
    "kinds": ("kind", KindEntry),
    "owners": ("owner", OwnerEntry),
    "zones": ("zone", ZoneEntry),
    "places": ("place", PlaceEntry),
    "components": ("component", ComponentEntry),
    "journeys": ("journey", JourneyEntry),
    "views": ("view", ViewEntry),
    "rules": ("rule", RuleEntry),
}
"""The sections of a map file: what one thing in them is called, and its form."""

_FILL: Mapping[str, Mapping[str, Any]] = {
    "components": {"kind": UNKNOWN_KIND.name},
    "journeys": {"path": []},
    "rules": {"message": "-"},
}


_MAX_COMPARED = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One entry of a component's `uses`.

    Attributes:
        fields: What it states.
        path: Where it stands.
        raw: What the file holds.
    """

    fields: EdgeFields
    path: Path
    raw: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A thing that a map file declares.

    Attributes:
        section: Its section.
        id: Its id.
        entry: What is stated of it.
        origin: Where.
        uses: The edges it states, for components.
    """

    section: str
    id: str
    entry: Any
    origin: Origin
    uses: tuple[Use, ...] = ()

    @property
    def subject(self) -> str:
        """What it is, as findings have it: `component:orders`."""
        return f"{SECTIONS[self.section][0]}:{self.id}"


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a number of map files declare.

    Attributes:
        checkers: The files with their findings.
        things: What they declare, by section and id.
        spoilt: Ids that are declared in a way that nothing can be made of, by section.
        compared: How many names were compared with unknown ones so far.
    """

    checkers: dict[str, Checker] = field(default_factory=dict)
    things: dict[str, dict[str, Declared]] = field(
        default_factory=lambda: {section: {} for section in SECTIONS}
    )
    spoilt: dict[str, set[str]] = field(
        default_factory=lambda: {section: set() for section in SECTIONS}
    )
    compared: int = 0

    def add(self, checker: Checker) -> None:
        """Take in what a file declares; files are to be added in a fixed order."""
        self.checkers[checker.file] = checker
        data, file = checker.yaml.data, f"file:{checker.file}"
        if data is None:
            return
        if not isinstance(data, dict):
            checker.say(
                "map-wrong-value",
                subject=file,
                path=(),
                message=f"The file holds {shown(data)}, not a map",
                mend=f"Write sections such as `components:`; known are {', '.join(SECTIONS)}.",
            )
            return
        for name, section in data.items():
            if name not in SECTIONS:
                checker.say(
                    "map-unknown-key",
                    subject=file,
                    path=(name,),
                    message=f"The section {shown(name)} is not known",
                    mend=did_you_mean(name, SECTIONS).strip()
                    or f"Known are {', '.join(MapFile.model_fields)}.",
                )
            elif isinstance(section, dict):
                for key, value in section.items():
                    self._declare(checker, name, key, value)
            elif section is not None:
                checker.say(
                    "map-wrong-value",
                    subject=file,
                    path=(name,),
                    message=f"`{name}` is {shown(section)}, not a mapping",
                    mend=f"Write `{name}:` and below it, indented, `id:` and what is stated of it.",
                )

    def _declare(self, checker: Checker, section: str, name: str, value: Any) -> None:
        noun, form = SECTIONS[section]
        path = (section, name)
        subject = f"{noun}:{name}"
        if not self._may_be_called(checker, section, name):
            self.spoilt[section].add(name)
            return
        if (first := self.things[section].get(name)) is not None:
            self.say(
                Declared(
                    section=section,
                    id=name,
                    entry=None,
                    origin=Origin(file=checker.file, path=path),
                ),
                "map-duplicate-id",
                message=f'The {noun} "{name}" is defined a second time; the first stands at '
                f"{self.place(first.origin)}",
                mend="Keep one of the two, or rename one.",
            )
            return
        data = {} if value is None else value
        uses: tuple[Use, ...] = ()
        if section == "components" and isinstance(data, dict) and "uses" in data:
            uses = self._uses(checker, data["uses"], subject=subject, path=(*path, "uses"))
            data = {key: stated for key, stated in data.items() if key != "uses"}
        entry = checker.validate(
            _adapter(form), data, subject=subject, path=path, fill=_FILL.get(section), type_=form
        )
        if entry is None:
            self.spoilt[section].add(name)
            return
        self.things[section][name] = Declared(
            section=section,
            id=name,
            entry=entry,
            origin=Origin(file=checker.file, path=path),
            uses=uses,
        )

    def _may_be_called(self, checker: Checker, section: str, name: str) -> bool:
        noun = SECTIONS[section][0]
        try:
            read_id(name)
            complaint = ("is a word with a meaning here", "Choose another id.")
            good = name != NONE
        except PydanticCustomError as error:
            context = error.context or {}
            complaint, good = (str(context["message"]), str(context["mend"])), False
        if not good:
            checker.say(
                "map-wrong-id",
                subject=f"{noun}:{name}",
                path=(section, name),
                message=f"{shown(name)} {complaint[0]}",
                mend=complaint[1],
            )
        return good

    @staticmethod
    def _uses(checker: Checker, data: Any, *, subject: str, path: Path) -> tuple[Use, ...]:
        entries = data if isinstance(data, list) else [data]
        found = []
        for index, raw in enumerate(entries):
            at = (*path, index) if isinstance(data, list) else path
            if not isinstance(raw, dict):
                checker.say(
                    "map-wrong-value",
                    subject=subject,
                    path=at,
                    message=f'An edge of the component "{path[1]}" is {shown(raw)}, not a mapping',
                    mend="Write a verb and its target, such as `calls: payments`.",
                )
                continue
            fields = checker.validate(
                _adapter(UseEntry),
                raw,
                subject=subject,
                path=at,
                type_=UseEntry,
                prefix=("uses", index),
            )
            if fields is not None:
                found.append(Use(fields=fields, path=at, raw=raw))
        return tuple(found)

    def place(self, origin: Origin, keys: Path = ()) -> Location:
        """Return the place of a thing, or of a part of it."""
        line = self.checkers[origin.file].yaml.line((*origin.path, *keys))
        return Location(file=origin.file, line=line)

    def raw(self, thing: Declared) -> Any:
        """Return what the file holds for a thing."""
        return self.checkers[thing.origin.file].yaml.data[thing.section][thing.id]

    def say(
        self,
        thing: Declared,
        rule: str,
        *,
        message: str,
        mend: str,
        keys: Path = (),
        severity: Severity = Severity.ERROR,
        subject: str = "",
    ) -> None:
        """Note what is wrong with a thing, at one of its keys."""
        self.checkers[thing.origin.file].say(
            rule,
            subject=subject or thing.subject,
            path=(*thing.origin.path, *keys),
            message=message,
            mend=mend,
            severity=severity,
        )

    def has(self, thing: Declared, section: str, name: str, keys: Path) -> bool:
        """Say whether a thing that is named exists, and note it where it does not."""
        known = self.things[section]
        if name in known:
            return True
        if name not in self.spoilt[section]:
            noun = SECTIONS[section][0]
            nouns, _, who = thing.subject.partition(":")
            article = "an" if noun == "owner" else "a"
            self.say(
                thing,
                "map-unknown-name",
                keys=keys,
                message=f'The {nouns} "{who}" names {article} {noun} "{name}" that the map does '
                "not have",
                mend=self._meant(name, known)
                or f"Define it under `{section}:`, or correct the name.",
            )
        return False

    def _meant(self, name: str, known: Iterable[str]) -> str:
        """Return a suggestion; none any more once many names were compared, for it takes long."""
        known = list(known)
        self.compared += len(known)
        return did_you_mean(name, known).strip() if self.compared < _MAX_COMPARED else ""

    def all_of(
        self, thing: Declared, section: str, names: Sequence[str], keys: Path
    ) -> tuple[str, ...]:
        """Return those of the named things that exist, each once; note the others."""
        found: dict[str, None] = {}
        for index, name in enumerate(names):
            if self.has(thing, section, name, (*keys, index)):
                found.setdefault(name)
        return tuple(found)

    def subjects(self) -> Iterable[tuple[str, Origin]]:
        """Yield all declared things with their places."""
        for things in self.things.values():
            for thing in things.values():
                yield thing.subject, thing.origin
