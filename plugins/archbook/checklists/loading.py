"""Reads checklists, packs and attestations: all errors of all files in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from archbook.checklists.attestations import read_attestations
from archbook.checklists.drafting import Draft, file_paths
from archbook.checklists.model import Attestation, Checklist, ChecklistBook
from archbook.checklists.paths import leaves
from archbook.checklists.quoting import resolve_checklists
from archbook.checklists.replacing import resolve_replacements
from archbook.checklists.shipped import begun
from archbook.components.checking import Checker
from archbook.source.entries import bounds_of, odd_entries
from archbook.source.files import Bounds, read_text, shown_path, walk_files
from archbook.source.findings import Finding, Location, Severity, did_you_mean, in_order
from archbook.source.yamltext import read_yaml

__all__ = ["ATTESTATIONS", "MAX_SIZE", "SUFFIXES", "load_book", "read_book"]

MAX_SIZE = 1_000_000
"""Size in bytes above which a file is not read."""

SUFFIXES = frozenset({".yaml", ".yml"})
"""Endings of the files."""

ATTESTATIONS = "attestations"
"""The folder, below that of the checklists, whose files hold what people attest."""


def load_book(
    folder: Path | None, *, root: Path, packs: Sequence[str], packs_at: Location
) -> ChecklistBook:
    """Read everything that the checklist files of a handbook say.

    Args:
        folder: The folder of the checklists, attestations in its folder `attestations`; None where
            there is none, and only packs are used.
        root: The handbook's folder; findings name files relative to it.
        packs: Checklists that come with archbook and are used.
        packs_at: Where these are named.

    Returns:
        The book. What is wrong is left out of it and stands in its findings.
    """
    findings: list[Finding] = []
    checklists: dict[str, str] = {}
    attestations: dict[str, str] = {}
    components: dict[str, str] = {}
    bounds = bounds_of(root, *([folder] if folder else []))
    if folder is not None:
        attested = folder / ATTESTATIONS
        for file, path, text in _texts(folder, root=root, bounds=bounds, findings=findings):
            if path.is_relative_to(attested):
                attestations[file] = text
                components[file] = path.relative_to(attested).with_suffix("").as_posix()
            else:
                checklists[file] = text
        findings.extend(odd_entries(folder, SUFFIXES, root=root, bounds=bounds))
    return read_book(
        checklists,
        attestations,
        components=components,
        packs=packs,
        packs_at=packs_at,
        root=root,
        bounds=bounds,
        findings=findings,
    )


def read_book(
    checklists: Mapping[str, str],
    attestations: Mapping[str, str] | None = None,
    *,
    components: Mapping[str, str] | None = None,
    packs: Sequence[str] = (),
    packs_at: Location | None = None,
    root: Path | None = None,
    bounds: Bounds | None = None,
    findings: Iterable[Finding] = (),
) -> ChecklistBook:
    """Read checklists and attestations out of texts.

    Args:
        checklists: YAML by the name of its file; the order does not matter.
        attestations: The same of attestations.
        components: The component that each file of attestations is for; without it, the file's
            name without folder and ending.
        packs: Checklists that come with archbook and are used.
        packs_at: Where these are named.
        root: The handbook's folder, where paths of files can be looked at.
        bounds: Folders out of which no path may lead.
        findings: What is known to be wrong already.

    Returns:
        The book, as `load_book` gives it.
    """
    root = root or Path.cwd()
    bounds = bounds if bounds is not None else bounds_of(root)
    said = list(findings)
    draft, of_packs = begun()
    for file, text in sorted(checklists.items()):
        yaml = read_yaml(text, file=file, rule="checklist-yaml")
        said.extend(yaml.findings)
        draft.add(Checker(file=file, yaml=yaml, family="checklist"))
    _check_paths(draft, root, bounds)
    own = resolve_checklists(draft.checklists, draft, of_packs)
    items = resolve_replacements(draft)
    attested: dict[tuple[str, str], Attestation] = {}
    checkers: list[Checker] = []
    first: dict[str, str] = {}
    for file, text in sorted((attestations or {}).items()):
        yaml = read_yaml(text, file=file, rule="attestation-yaml")
        said.extend(yaml.findings)
        checker = Checker(file=file, yaml=yaml, family="attestation")
        checkers.append(checker)
        component = (components or {}).get(file, Path(file).stem)
        if component in first:
            _second_file(checker, component, first[component])
            continue
        first[component] = file
        for each in read_attestations(checker, component=component, root=root, bounds=bounds):
            attested[each.component, each.item] = each
    used, unknown = _used(of_packs, own, packs, packs_at or Location(file=""))
    for checker in (*draft.checkers, *checkers):
        said.extend(checker.findings)
    return ChecklistBook(
        items=items,
        checklists=used,
        attestations=tuple(attested[key] for key in sorted(attested)),
        files=tuple(sorted({*checklists, *(attestations or {})})),
        findings=in_order([*said, *unknown]),
        unread=frozenset(draft.spoilt["items"]) - items.keys(),
    )


def _texts(
    folder: Path, *, root: Path, bounds: Bounds, findings: list[Finding]
) -> Iterator[tuple[str, Path, str]]:
    """Yield the files of a folder with their texts, and note those that cannot be read."""
    for path in walk_files(folder, SUFFIXES, bounds=bounds):
        file = shown_path(path, root)
        attests = path.is_relative_to(folder / ATTESTATIONS)
        family = "attestation" if attests else "checklist"
        try:
            text = read_text(path, file=file, limit=MAX_SIZE)
        except OSError as error:
            message = f"The file cannot be read: {error.strerror or 'unknown reason'}"
            rule = f"{family}-unreadable"
            findings.append(_about_file(file, rule, message, "Check its permissions."))
            continue
        if text.truncated:
            message = (
                f"The file has {text.size:,} bytes, more than the limit of {MAX_SIZE:,}; it is not"
                " read"
            )
            findings.append(_about_file(file, "file-too-large", message, "Split it."))
            continue
        findings.extend(text.findings)
        yield file, path, text.text


def _about_file(file: str, rule: str, message: str, mend: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        subject=f"file:{file}",
        message=message,
        location=Location(file=file),
        mend=mend,
    )


def _check_paths(draft: Draft, root: Path, bounds: Bounds) -> None:
    """Note paths of files that lead out of the repository; packs stand in none."""
    for name, declared in sorted(draft.items.items()):
        if declared.item.pack:
            continue
        for path in file_paths(declared.item.way):
            if leaves(path, root=root, bounds=bounds):
                declared.checker.say(
                    "checklist-outside-repository",
                    subject=f"item:{name}",
                    path=("items", name, "decided-by"),
                    message=f'The item "{name}" asks for "{path}", which leads out of the'
                    " repository",
                    mend="Name a file of the repository.",
                )
                del draft.items[name]
                draft.spoilt["items"].add(name)
                break


def _second_file(checker: Checker, component: str, first: str) -> None:
    checker.say(
        "attestation-second-file",
        subject=f"file:{checker.file}",
        path=(),
        message=f'This is a second file of attestations for "{component}"; nothing in it counts',
        mend=f"Put what it says into {first}.",
    )


def _used(
    of_packs: Mapping[str, Checklist],
    own: Mapping[str, Checklist],
    packs: Sequence[str],
    packs_at: Location,
) -> tuple[Mapping[str, Checklist], tuple[Finding, ...]]:
    """Return the checklists that are used, in their order, and packs that there are not."""
    used: dict[str, Checklist] = {}
    unknown: dict[str, Finding] = {}
    for name in packs:
        if name in of_packs:
            used[name] = own.get(name, of_packs[name])
        elif name not in own:
            known = ", ".join(of_packs)
            unknown[name] = Finding(
                rule="settings",
                severity=Severity.ERROR,
                subject=f"setting:checklists.packs.{name}",
                message=f'No checklist "{name}" comes with archbook',
                location=packs_at,
                mend=did_you_mean(name, of_packs).strip() or f"Known are {known}.",
            )
    for name, checklist in own.items():
        used.setdefault(name, checklist)
    return used, tuple(unknown.values())
