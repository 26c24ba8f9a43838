"""Mutations: for each rule one small edit of the reference system that breaks it.

They show what a rule is about by an example that is kept true: a test applies each to the reference
system and expects the finding that is written down here, and no other but its companions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archbook.source.yamltext import read_yaml

__all__ = ["Edit", "Mutation", "mutations"]

_FILE = Path(__file__).with_name("mutations.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of one file.

    Attributes:
        file: The file.
        after: A line that the change comes after holds this.
        old: What is there; the first of its kind after that line.
        new: What is there instead.
    """

    file: str
    after: str
    old: str
    new: str

    def apply(self, text: str) -> str:
        """Return a file's text with the change.

        Args:
            text: The text.

        Raises:
            ValueError: The text does not hold what is to be changed.
        """
        head = text.find(f"\n{self.after}\n" if self.after.endswith(":") else self.after)
        if head < 0 or (place := text.find(self.old, head)) < 0:
            raise ValueError(f'{self.file} does not hold "{self.old}" after "{self.after}"')
        return f"{text[:place]}{self.new}{text[place + len(self.old) :]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """An edit of the reference system that breaks a rule.

    Attributes:
        rule: Id of the rule.
        edits: The changes, all of them made.
        breaks: The subject that it breaks the rule for.
        finds: The message of the finding.
        companions: What breaks with it: rule and subject.
    """

    rule: str
    edits: tuple[Edit, ...]
    breaks: str
    finds: str
    companions: tuple[tuple[str, str], ...] = ()


@cache
def mutations() -> Mapping[str, Mutation]:
    """Return the mutations by the id of their rule."""
    data = read_yaml(_FILE.read_text("utf-8"), file=_FILE.name).data
    return {name: _mutation(name, entry) for name, entry in data.items()}


def _mutation(name: str, entry: Mapping[str, Any]) -> Mutation:
    return Mutation(
        rule=name,
        edits=tuple(_edits(entry)),
        breaks=entry["breaks"],
        finds=entry.get("finds", ""),
        companions=tuple(
            (rule, subject)
            for each in entry.get("companions", ())
            for rule, _, subject in (each.partition(" "),)
        ),
    )


def _edits(entry: Mapping[str, Any]) -> Iterator[Edit]:
    for edit in entry["edits"]:
        yield Edit(file=edit["in"], after=edit["after"], old=edit["old"], new=edit["new"])
