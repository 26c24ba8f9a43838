"""Links of the log's files: what they lead to within the repository is there."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from archbook.decisions.model import Decision, FileKind
from archbook.decisions.reader import StatedLink
from archbook.decisions.relations import TargetIndex, is_external
from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.inline import plain_text
from archbook.rules.registry import Broken, Subject, rule
from archbook.rules.targets import leaves_repository, linked_file
from archbook.source.findings import Severity, did_you_mean

__all__ = ["broken_anchor", "broken_link"]

_HTML_ID = re.compile(r"<[^>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^/]\.[A-Za-z0-9]{1,8}$")
_DIGITS = re.compile(r"[0-9]{1,9}")
_UNFILLED = re.compile(r"[{}<>]|\bTODO\b|\bx{2,}\b|NNN|\.\.\.$", re.IGNORECASE)


@rule(
    id="broken-link",
    severity=Severity.ERROR,
    asserts="A link into the repository leads to a file or folder that is there.",
    why="A record that cannot be followed to what it rests on is half a record. Files were moved or"
    " renamed, or the path was never right.",
    mend="Correct the path; it counts from the file that holds the link.",
)
def broken_link(subject: Subject) -> Iterator[Broken]:
    """Find relative links and images that lead to nothing."""
    index = subject.facts.index
    nearest = _Nearest(subject.handbook.root)
    for decision in subject.facts.files:
        if decision.kind is FileKind.TEMPLATE:
            continue  # its links are placeholders
        # A relation that leads nowhere is said once, as a dangling target.
        dangling = {r.href for r in decision.relations if r.href and not r.path}
        seen: dict[str, list[StatedLink]] = {}
        for link in subject.facts.links(decision):
            seen.setdefault(link.href, []).append(link)
        for href, links in seen.items():
            fault = "" if href in dangling else _fault(subject, index, decision, links[0])
            if not fault:
                continue
            what = "image" if links[0].image else "link"
            lines = sorted({link.line for link in links[1:]} - {links[0].line})
            also = f" (nor on line {', '.join(map(str, lines))})" if lines else ""
            yield Broken(
                decision=decision,
                message=f'The {what} to "{urllib.parse.unquote(href)}" {fault}{also}',
                line=links[0].line,
                mend="Correct the path; it counts from the file that holds the link."
                + nearest.to(decision, href),
                path=(decision.file,),
            )


@rule(
    id="broken-anchor",
    severity=Severity.WARNING,
    asserts="A link to a heading of a decision leads to one that is there.",
    why="The reader lands at the head of the page and looks for what was meant.",
    mend="Write the heading's anchor: lower case, a hyphen for each space, no punctuation.",
)
def broken_anchor(subject: Subject) -> Iterator[Broken]:
    """Find links to headings of the log's Markdown files that are not there."""
    index = subject.facts.index
    known: dict[str, frozenset[str]] = {}
    for decision in subject.facts.files:
        for link in subject.facts.links(decision):
            path, _, fragment = link.href.partition("#")
            if not fragment or is_external(link.href):
                continue
            target = decision if not path else index.find(decision, "", path).decision
            if target is None or target.markdown is None or target.truncated:
                continue
            if target.file not in known:
                known[target.file] = _anchors(target)
            wanted = urllib.parse.unquote(fragment).removeprefix("user-content-").casefold()
            if wanted not in known[target.file] and not re.fullmatch(r"l\d+(-l\d+)?|top", wanted):
                yield Broken(
                    decision=decision,
                    message=f'{target.file} has no heading "#{fragment}"',
                    line=link.line,
                    mend="Write the heading's anchor: lower case, a hyphen for each space, no"
                    " punctuation." + did_you_mean(wanted, known[target.file]),
                    path=(decision.file, target.file),
                )


def _fault(subject: Subject, index: TargetIndex, decision: Decision, link: StatedLink) -> str:
    """Say what is wrong where a link names a file of the repository and nothing like it is there.

    A link from the root, such as `/img/x.png`, is as often an address of some site as a path in the
    repository; it is the latter where its first folder is there. No picture is shown either way.
    """
    root = subject.handbook.root
    path = link.href.partition("#")[0].partition("?")[0]
    if not path or is_external(link.href) or _UNFILLED.search(urllib.parse.unquote(path)):
        return ""
    if leaves_repository(root, decision, link.href, image=link.image):
        there = index.find(decision, "", link.href).decision
        return "" if there else "leads out of the repository"
    target = linked_file(root, decision, link.href)
    if target is None or target.exists():
        return ""
    if path.startswith("/") and not link.image and not _begins_in_repository(target, path):
        return ""
    if index.find(decision, "", link.href).decision:
        return ""
    named = bool(_FILE_NAME.search(path)) or not any(
        target.with_name(target.name + ending).exists() for ending in (".md", ".mdx", ".html")
    )
    return "leads to no file" if named else ""


def _begins_in_repository(target: Path, path: str) -> bool:
    """Say whether the first folder that a link from the root names is there at all."""
    parts = [part for part in path.split("/") if part]
    return len(parts) > 1 and target.parents[len(parts) - 2].is_dir()


class _Nearest:
    """Finds the file that a broken link may have meant; folders are read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: dict[Path, list[str]] = {}
        self.near: dict[Path, str] = {}

    def to(self, decision: Decision, href: str) -> str:
        """Return ` Did you mean "x"?` for the nearest name in the folder that a link leads to."""
        target = linked_file(self.root, decision, href)
        if target is None:
            return ""
        if target not in self.near:
            # What has another number is another thing, however alike the words.
            number = _number(target.name)
            names = self._names(target.parent)
            known = (name for name in names if number in {None, _number(name)})
            self.near[target] = did_you_mean(target.name, known)
        return self.near[target]

    def _names(self, folder: Path) -> list[str]:
        if folder not in self.names:
            self.names[folder] = (
                [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
            )
        return self.names[folder]


def _number(name: str) -> int | None:
    """Return the first number in a file's name."""
    found = _DIGITS.search(name.rpartition(".")[0] or name)
    return int(found.group()) if found else None


def _anchors(decision: Decision) -> frozenset[str]:
    """Return the anchors of a Markdown file in lower case: its headings' and those it states."""
    anchors = Anchors()
    stated: set[str] = set()
    tokens = decision.markdown.tokens if decision.markdown else ()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            anchors.heading(plain_text(tokens[at + 1].children or ()))
        elif token.type in {"html_block", "inline"} and "<" in token.content:
            stated.update(_HTML_ID.findall(token.content))
    return frozenset(map(str.casefold, {*anchors.given, *stated}))
