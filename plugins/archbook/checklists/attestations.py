"""Reads what people attest: a file for each component, each attestation for itself.

One that is wrong is a finding and is left out: it never counts, and never voids another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilesystemPath
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema, model_validator

from archbook.checklists.deciding import adapter
from archbook.checklists.entries import WebLink
from archbook.checklists.limits import ScalarText
from archbook.checklists.model import Answer, Attestation, Evidence, EvidenceKind
from archbook.checklists.paths import FilePath, leaves
from archbook.components.checking import Checker, shown
from archbook.components.forms import Day, Id, Line, Maybe, Prose, Short, Some, wrong
from archbook.source.files import Bounds
from archbook.source.findings import Location, did_you_mean
from archbook.source.yamltext import Path

__all__ = ["AttestationEntry", "AttestationFile", "EvidenceEntry", "read_attestations"]

_KEYS = ("component", "attestations")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _digest(digits: int, mend: str) -> Any:
    pattern = rf"^sha256:[0-9a-f]{{{digits}}}$"

    def read(value: Any) -> str:
        if isinstance(value, str) and re.fullmatch(pattern[1:-1], value.strip(), re.ASCII):
            return value.strip()
        raise wrong(f"is not a digest of {digits} digits", mend)

    return Annotated[
        str, PlainValidator(read), WithJsonSchema({"type": "string", "pattern": pattern})
    ]


ItemDigest: Any = _digest(
    16,
    "Write what `archbook checklists attest COMPONENT ITEM` fills in, such as `sha256:` and 16"
    " hexadecimal digits.",
)
FileDigest: Any = _digest(64, "Write `sha256:` and the 64 digits that `sha256sum FILE` prints.")


def _evidence(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return {"link" if re.match(r"https?:", value.strip(), re.IGNORECASE) else "file": value}


class EvidenceEntry(_Entry):
    """What an attestation rests on: one of link, file, record or drill."""

    link: Maybe[WebLink] = None
    """An address that shows it."""
    file: Maybe[FilePath] = None
    """A file of the repository that shows it."""
    record: Maybe[FilePath] = None
    """What a machine wrote: the log of a run, a result."""
    drill: Maybe[FilePath] = None
    """The record of an exercise."""
    digest: Maybe[FileDigest] = None
    """Of a drill: the digest of its file, so that it stays what was looked at."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        named = [kind for kind in EvidenceKind if getattr(self, kind) is not None]
        if len(named) != 1:
            found = " and ".join(named) if named else "nothing"
            raise wrong(
                f"names {found}, not one thing",
                f"Write an entry for each, with one of {', '.join(EvidenceKind)}.",
            )
        if self.digest is not None and named[0] is not EvidenceKind.DRILL:
            raise wrong(f"has a digest of a {named[0]}", "Remove it; only a drill is pinned.")
        return self

    def value(self, location: Location) -> Evidence:
        """Return it as a value.

        Args:
            location: Where it stands.
        """
        kind = next(kind for kind in EvidenceKind if getattr(self, kind) is not None)
        return Evidence(
            kind=kind,
            target=getattr(self, kind),
            digest=self.digest or "",
            location=location,
        )


class AttestationEntry(_Entry):
    """What a person says of an item."""

    answer: Answer
    """`pass`, `fail`, or `not-applicable`, which needs a statement that says why."""
    by: Line
    """Who says so."""
    on: Day
    """The day on which they said so."""
    digest: ItemDigest
    """Digest of the item's ability and limits, as `archbook checklists attest` fills it in: when
    these change, it is asked anew."""
    statement: Maybe[Prose] = None
    """What they state; for `not-applicable` why it does not apply."""
    evidence: Maybe[Some[Annotated[EvidenceEntry, Short(_evidence)]]] = None
    """What it rests on."""
    fields: Maybe[dict[Id, ScalarText]] = None
    """Values that the item asks for, such as `{minutes: 4}`."""

    @model_validator(mode="after")
    def _reason(self) -> Self:
        if self.answer is Answer.NOT_APPLICABLE and self.statement is None:
            raise wrong("is not-applicable without a reason", "Write why as its `statement:`.")
        return self


class AttestationFile(_Entry):
    """What people attest of one component."""

    model_config = ConfigDict(title="Attestations")

    component: Maybe[Id] = None
    """Id of the component; the file's name says it too."""
    attestations: dict[Id, AttestationEntry] = {}
    """What they say, by the id of the item."""


def read_attestations(
    checker: Checker, *, component: str, root: FilesystemPath, bounds: Bounds
) -> Iterator[Attestation]:
    """Yield the attestations of a file that are sound, and note what is wrong with the others.

    Args:
        checker: The file.
        component: The component that the file's name says.
        root: The handbook's folder.
        bounds: Folders out of which no evidence may lead.
    """
    data, subject = checker.yaml.data, f"file:{checker.file}"
    if data is None:
        return
    if not isinstance(data, dict):
        checker.say(
            "attestation-wrong-value",
            subject=subject,
            path=(),
            message=f"The file holds {shown(data)}, not attestations",
            mend="Write `attestations:` and below it, indented, items with what is said of them.",
        )
        return
    for key in data:
        if key not in _KEYS:
            checker.say(
                "attestation-unknown-key",
                subject=subject,
                path=(key,),
                message=f"The key {shown(key)} of a file of attestations is not known",
                mend=did_you_mean(key, _KEYS).strip() or f"Known are {', '.join(_KEYS)}.",
            )
    if "component" in data and data["component"] != component:
        checker.say(
            "attestation-wrong-component",
            subject=subject,
            path=("component",),
            message=f'The file is for the component "{component}" by its name, and for'
            f" {shown(data['component'])} by what it says; nothing in it counts",
            mend="Rename the file, or correct `component:`.",
        )
        return
    stated = data.get("attestations")
    if isinstance(stated, dict):
        for item, value in stated.items():
            found = _one(checker, component, item, value, root=root, bounds=bounds)
            if found is not None:
                yield found
    elif stated is not None:
        checker.say(
            "attestation-wrong-value",
            subject=subject,
            path=("attestations",),
            message=f"`attestations` is {shown(stated)}, not a mapping",
            mend="Write an item's id with a colon, and what is said of it below, indented.",
        )


def _one(
    checker: Checker,
    component: str,
    item: str,
    value: Any,
    *,
    root: FilesystemPath,
    bounds: Bounds,
) -> Attestation | None:
    subject = f"attestation:{component} {item}"
    path: Path = ("attestations", item)
    before = len(checker.findings)
    entry = checker.validate(
        adapter(AttestationEntry),
        {} if value is None else value,
        subject=subject,
        path=path,
        type_=AttestationEntry,
    )
    evidence = []
    for number, each in enumerate((entry.evidence if entry else None) or ()):
        at = (*path, "evidence", number)
        target = each.value(Location(file=checker.file, line=checker.yaml.line(at)))
        evidence.append(target)
        if target.kind is not EvidenceKind.LINK and leaves(target.target, root=root, bounds=bounds):
            checker.say(
                "attestation-outside-repository",
                subject=subject,
                path=at,
                message=f'The evidence "{target.target}" leads out of the repository',
                mend="Put the file into the repository, or link to where it is published.",
            )
    twice = any(repeated[: len(path)] == path for repeated in checker.yaml.repeated)
    if entry is None or twice or len(checker.findings) > before:
        return None
    return Attestation(
        component=component,
        item=item,
        answer=entry.answer,
        by=entry.by,
        on=entry.on,
        statement=entry.statement or "",
        evidence=tuple(evidence),
        values=tuple(sorted((entry.fields or {}).items())),
        digest=entry.digest,
        location=Location(file=checker.file, line=checker.yaml.line(path)),
    )
