"""Relations between decisions: what they point at, what the other end does not say, cycles."""

from __future__ import annotations

import difflib
import posixpath
import re
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archbook.decisions.model import (
    Decision,
    DecisionLog,
    FileKind,
    Mention,
    Relation,
    RelationKind,
    Target,
)
from archbook.decisions.numbering import scopes

__all__ = [
    "Found",
    "TargetIndex",
    "cycles",
    "is_external",
    "no_file",
    "relate",
    "supersessions",
]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_ENDINGS = ("", ".md", ".markdown", ".rst", "/index.md", "/README.md")
_NUMBERED = re.compile(r"(?:[A-Za-z]+[-_ ]?)?0*(\d{1,7})")
_ALIKE = 0.6
_LEADING_NUMBER = re.compile(r"^(?:[A-Za-z]+[-_ ]?)?\d+[-_. ]+")


def is_external(href: str) -> bool:
    """Say whether a link has a scheme or a host of its own."""
    return bool(_SCHEME.match(href))


def no_file(log: DecisionLog, name: str = "") -> Decision:
    """Return what stands for a file that is not there while its targets are looked for.

    Args:
        log: The log whose folder it would lie in.
        name: The name that it would have.
    """
    return Decision(
        path=name,
        file=f"{log.folder}/{name}",
        kind=FileKind.INDEX,
        id="",
        number=None,
        title=None,
        display_title="",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the target of a relation or mention was found to be.

    Attributes:
        decision: The file it points at; None where no log has it.
        rivals: All files that it may mean, where it names more than one.
    """

    decision: Decision | None = None
    rivals: tuple[Decision, ...] = ()


_NOTHING = Found()


@dataclass(slots=True, kw_only=True)
class TargetIndex:
    """The files of one log by everything that may name them, and the files of its neighbours.

    Attributes:
        files: Files of all logs of the handbook by the path that findings show.
    """

    files: Mapping[str, Decision]
    _scope: Mapping[str, str] = field(default_factory=dict)
    _numbers: dict[Target, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    _names: dict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    _base_names: dict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, log: Sequence[Decision], files: Mapping[str, Decision]) -> TargetIndex:
        """Index the files of a log.

        Args:
            log: Its files, decisions and others.
            files: The files of all logs, by the path that findings show.
        """
        index = cls(files=files, _scope=scopes(log))
        for decision in log:
            base = posixpath.basename(decision.path)
            stem = posixpath.splitext(base)[0]
            index._base_names[stem.casefold()].append(decision)
            if decision.number is None:
                continue
            index._numbers[decision.number].append(decision)
            slug = _LEADING_NUMBER.sub("", stem)
            for name in dict.fromkeys((decision.id, slug, decision.title or "")):
                if name:
                    index._names[name.casefold()].append(decision)
        return index

    def find(self, source: Decision, target: Target, href: str = "") -> Found:
        """Find what a relation or mention of `source` points at.

        The link counts first, relative to the file, then the number, the id, and the slug; a
        number means the one in the source's own scope, or in a scope around it. Where a link
        leads nowhere, the number alone does not make a file with quite another name its target.

        Args:
            source: The file that states it.
            target: What it points at, as its name or text identifies it.
            href: Its link as written, empty for none.
        """
        if href:
            by_link = self._by_link(source, href)
            if by_link or is_external(href):
                return Found(decision=by_link)
        return self._by_name(source, target, _slug(posixpath.basename(_path_of(href))))

    def _by_link(self, source: Decision, href: str) -> Decision | None:
        path = _path_of(href)
        if not path:
            return None
        if not is_external(href):
            folder = posixpath.dirname(source.file)
            at = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
            at = posixpath.normpath(at)
            for ending in _ENDINGS:
                if decision := self.files.get(at.removesuffix(".html") + ending):
                    return decision
        # A page of a site, or the file on a code host: the name of the file is the same there.
        base = posixpath.basename(path.rstrip("/")).casefold()
        stem = re.sub(r"\.(?:md|markdown|rst|html?)$", "", base)
        if stem in {"readme", "index"}:
            return None
        named = self._base_names.get(stem, [])
        return named[0] if len(named) == 1 else None

    def _by_name(self, source: Decision, target: Target, slug: str) -> Found:
        if isinstance(target, int):
            return self._pick(source, self._numbers.get(target, []), slug)
        name = target.strip().casefold()
        for candidates in (
            self._numbers.get(target),
            self._names.get(name),
            self._base_names.get(posixpath.splitext(name)[0]),
        ):
            if candidates:
                return self._pick(source, candidates, slug)
        numbered = _NUMBERED.fullmatch(name)
        if numbered:
            return self._pick(source, self._numbers.get(int(numbered[1]), []), slug)
        return _NOTHING

    def _pick(self, source: Decision, candidates: Iterable[Decision], slug: str) -> Found:
        candidates = [c for c in candidates if _is_like(slug, c)]
        others = [c for c in candidates if c.file != source.file] or candidates
        scope = self._scope.get(source.path, "")
        while True:
            near = [c for c in others if self._scope[c.path] == scope]
            if near:
                return Found(decision=near[0], rivals=tuple(near) if len(near) > 1 else ())
            if not scope:
                return _NOTHING
            scope = posixpath.dirname(scope)


def _path_of(href: str) -> str:
    return urllib.parse.unquote(re.split(r"[?#]", href, maxsplit=1)[0])


def _slug(base_name: str) -> str:
    """Return what a file name says beside its number and its ending."""
    stem = re.sub(r"\.(?:md|markdown|rst|html?)$", "", base_name.casefold())
    return "" if _NUMBERED.fullmatch(stem) else _LEADING_NUMBER.sub("", stem)


def _is_like(slug: str, decision: Decision) -> bool:
    """Say whether a file may have had a name with these words in it before it was renamed."""
    if not slug:
        return True
    words = set(re.findall(r"\w+", slug))
    for name in (_slug(posixpath.basename(decision.path)), (decision.title or "").casefold()):
        if 2 * len(words & set(re.findall(r"\w+", name))) >= len(words):
            return True
        matcher = difflib.SequenceMatcher(None, slug, name)
        if matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE:  # the first is its bound
            return True
    return False


def relate(logs: Sequence[Sequence[Decision]]) -> tuple[tuple[Decision, ...], ...]:
    """Find what relations and mentions point at, and complete the relations that one end states.

    Args:
        logs: The files of each log, decisions and others.

    Returns:
        The same files with `path` set where a target was found: relative to the log's folder, so
        that it begins with `../` where the target is in another log. `completed` holds what other
        files say of each and it does not say itself.
    """
    files = {decision.file: decision for log in logs for decision in log}
    completed: defaultdict[str, list[Relation]] = defaultdict(list)
    resolved = []
    for log in logs:
        index = TargetIndex.of(log, files)
        resolved.append([_resolve(decision, index, completed) for decision in log])
    return tuple(
        tuple(_complete(decision, completed.get(decision.file, [])) for decision in log)
        for log in resolved
    )


def _resolve(
    source: Decision, index: TargetIndex, completed: dict[str, list[Relation]]
) -> Decision:
    if not source.relations and not source.mentions:
        return source
    relations: list[Relation] = []
    for relation in source.relations:
        target = index.find(source, relation.target, relation.href).decision
        relations.append(replace(relation, path=_path_to(target, source) if target else ""))
        if target and target.file != source.file and source.number is not None:
            reverse = Relation(
                kind=relation.kind.reverse,
                target=source.number,
                text=source.id,
                line=relation.line,
                form=relation.form,
                path=_path_to(source, target),
            )
            completed[target.file].append(reverse)
    mentions: list[Mention] = []
    for mention in source.mentions:
        target = index.find(source, mention.target, mention.href).decision
        mentions.append(replace(mention, path=_path_to(target, source) if target else ""))
    return replace(source, relations=tuple(relations), mentions=tuple(mentions))


def _path_to(target: Decision, source: Decision) -> str:
    """Return the target's path relative to the folder of the source's log."""
    folder = source.file.removesuffix(source.path).rstrip("/") or "."
    return posixpath.relpath(target.file, folder)


def _complete(decision: Decision, reverse: Iterable[Relation]) -> Decision:
    stated = {(relation.kind, relation.path) for relation in decision.relations}
    missing: dict[tuple[RelationKind, str], Relation] = {}
    for relation in reverse:
        key = (relation.kind, relation.path)
        if key not in stated:
            missing.setdefault(key, relation)
    return replace(decision, completed=tuple(missing.values())) if missing else decision


def supersessions(decision: Decision) -> tuple[Relation, ...]:
    """Return the relations, stated and completed, that say what supersedes or is superseded."""
    kinds = {RelationKind.SUPERSEDES, RelationKind.SUPERSEDED_BY}
    return tuple(r for r in (*decision.relations, *decision.completed) if r.kind in kinds)


def cycles(edges: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return cycles of a directed graph, so that each node on a cycle is in at least one of them.

    Args:
        edges: The nodes that each node leads to.

    Returns:
        Each cycle as its nodes in order, a shortest one through its first node, which is not
        repeated at the end.
    """
    graph = _core(edges)
    found: list[tuple[str, ...]] = []
    covered: set[str] = set()
    for start in sorted(graph):
        if start not in covered and (cycle := _way_round(start, graph)):
            found.append(cycle)
            covered.update(cycle)
    return tuple(found)


def _core(edges: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Leave out, again and again, what nothing leads to; cycles stay, and what they lead to."""
    graph = {node: set(targets) for node, targets in edges.items()}
    for targets in tuple(graph.values()):
        for target in targets:
            graph.setdefault(target, set())
    incoming = dict.fromkeys(graph, 0)
    for targets in graph.values():
        for target in targets:
            incoming[target] += 1
    free = [node for node, count in incoming.items() if not count]
    while free:
        for target in graph.pop(free.pop()):
            incoming[target] -= 1
            if not incoming[target]:
                free.append(target)
    return graph


def _way_round(start: str, graph: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the first of the shortest ways from a node back to itself, empty where none is."""
    came_from: dict[str, str] = {}
    reached = [start]
    for node in reached:
        for target in sorted(graph[node]):
            if target == start:
                way = [node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if target not in came_from:
                came_from[target] = node
                reached.append(target)
    return ()
