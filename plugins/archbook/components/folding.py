"""Draws views up as pictures of at most about 25 nodes: folds, then splits, and says so.

Larger selections are folded by containment first (parts into their wholes, the deepest first);
what is only context is put together by zone; what is still too large is split by zone or owner
into an overview and a picture for each part. Nothing is left out without a note.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archbook.components.assembling import Draught, assemble
from archbook.components.component_map import ComponentMap
from archbook.components.grouping import Grouping, grouped
from archbook.components.picture import Picture, ViewKind
from archbook.components.views import MapView
from archbook.components.walking import journey_pictures

__all__ = ["LIMIT", "pictures"]

LIMIT = 25
"""How many nodes a picture may have before it is folded or split."""

_SPLITS = ("zone", "owner")
_CONTEXT, _CONTEXT_LEAST = 14, 4  # cards for what is only context
_NAMED = 12  # groups of more are told by their number


def pictures(
    of: ComponentMap, view: MapView, *, limit: int = LIMIT, most_parts: int | None = None
) -> tuple[Picture, ...]:
    """Return the picture of a view; several, the overview first, where it had to be split.

    Args:
        of: The map.
        view: The view.
        limit: How many nodes a picture may have; at least 2.
        most_parts: Where a picture is split into more parts than this, they are named and not
            drawn: of a large map they are many times the work of the overview.
    """
    if view.kind is ViewKind.JOURNEY:
        return journey_pictures(of, view, limit=limit)
    draught = Draught(
        id=view.id,
        title=view.title,
        inside=frozenset(view.components),
        outside=_touched(of, view.components) if view.context else frozenset(),
    )
    frame = draught.inside | draught.outside
    notes = _left_out(of, view)
    room = _Room(limit=limit, most_parts=most_parts, frame=frame)
    return tuple(_drawn_up(of, view, draught, room=room, notes=notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """What pictures may hold.

    Attributes:
        limit: How many nodes.
        most_parts: How many parts are drawn, all where None; where there are more, none is.
        frame: What may be shown around parts.
    """

    limit: int
    most_parts: int | None
    frame: frozenset[str]


def _touched(of: ComponentMap, components: Iterable[str]) -> frozenset[str]:
    inside = set(components)
    near = {edge.target for name in inside for edge in of.edges_from(name)}
    near |= {edge.source for name in inside for edge in of.edges_to(name)}
    return frozenset(near - inside)


def _left_out(of: ComponentMap, view: MapView) -> tuple[str, ...]:
    if not view.left_out:
        return ()
    names = ", ".join(of.components[name].name for name in view.left_out)
    return (f"Not shown, being retired: {names}.",)


def _drawn_up(
    of: ComponentMap,
    view: MapView,
    draught: Draught,
    *,
    room: _Room,
    notes: tuple[str, ...],
) -> list[Picture]:
    folding = _Folding(of=of, draught=draught)
    folding.fold(room.limit)
    shown = folding.draught
    if len(folding.inside_nodes()) <= room.limit:
        return [assemble(of, view, shown, notes=(*notes, *folding.notes))]
    notes = (*notes, *folding.notes)
    return _split(of, view, shown, room=room, notes=notes)


@dataclass(slots=True, kw_only=True)
class _Folding:
    """Folds a draught until it fits, or nothing is left to fold."""

    of: ComponentMap
    draught: Draught
    notes: list[str] = field(default_factory=list)

    def inside_nodes(self) -> set[str]:
        return {self.draught.node(name) for name in self.draught.inside}

    def nodes(self) -> set[str]:
        return self.inside_nodes() | {self.draught.node(name) for name in self.draught.outside}

    def fold(self, limit: int) -> None:
        for scope in (self.draught.outside, self.draught.inside):
            folded: dict[str, set[str]] = {}
            while len(self.nodes()) > limit and self._fold_deepest(scope, folded):
                pass
            self._note(folded)
        if self.draught.outside and len(self.nodes()) > limit:
            self._gather_outside(limit)

    def _fold_deepest(self, scope: frozenset[str], folded: dict[str, set[str]]) -> bool:
        """Fold the deepest shown parts into their wholes; say whether there were any."""
        shown = {self.draught.node(name) for name in scope}
        depth = {n: len(self.of.wholes(n)) for n in shown if n in self.of.components}
        deepest = max(depth.values(), default=0)
        if deepest == 0:
            return False
        target = {n: self.of.wholes(n)[0] for n, d in depth.items() if d == deepest}
        into = dict(self.draught.into)
        for name in self.draught.inside | self.draught.outside:
            node = self.draught.node(name)
            if node in target and name in scope:
                into[name] = target[node]
        for part, whole in target.items():
            folded.setdefault(whole, set()).update(folded.pop(part, {part}) | {part})
        self.draught = dataclasses.replace(self.draught, into=into)
        return True

    def _note(self, folded: Mapping[str, set[str]]) -> None:
        for whole, parts in sorted(folded.items()):
            names = ", ".join(self.of.components[part].name for part in sorted(parts))
            count = "1 part" if len(parts) == 1 else f"{len(parts)} parts"
            self.notes.append(f"Folded into {self.of.components[whole].name}: {count} ({names}).")

    def _gather_outside(self, limit: int) -> None:
        """Put together what is only context, as far as that leaves a picture that fits."""
        nodes: dict[str, set[str]] = {}
        for name in self.draught.outside:
            nodes.setdefault(self.draught.node(name), set()).add(name)
        room = max(_CONTEXT_LEAST, min(_CONTEXT, limit - len(self.inside_nodes())))
        grouping = grouped(self.of, {key: frozenset(held) for key, held in nodes.items()}, room)
        if not grouping.into:
            return
        self.draught = dataclasses.replace(
            self.draught,
            into={**self.draught.into, **grouping.into},
            titles={**self.draught.titles, **grouping.titles},
        )
        self.notes.append(
            f"What it touches outside, {len(self.draught.outside)} components, is put together on "
            f"{len(self.nodes() - self.inside_nodes())} cards; the table names each."
        )


def _split(
    of: ComponentMap,
    view: MapView,
    draught: Draught,
    *,
    room: _Room,
    notes: tuple[str, ...],
) -> list[Picture]:
    """Return an overview with cards for many, and a picture of each part they stand for.

    Args:
        of: The map.
        view: The view.
        draught: The whole, folded by containment.
        room: What pictures may hold.
        notes: What was folded already.
    """
    limit = room.limit
    nodes: dict[str, set[str]] = {}
    for name in draught.inside:
        nodes.setdefault(draught.node(name), set()).add(name)
    grouping = grouped(of, {key: frozenset(names) for key, names in nodes.items()}, limit)
    by, parts = _parts(of, draught.inside, limit=limit)
    apart = {name for name in draught.inside if grouping.into.get(name, draught.node(name)) == name}
    parts = {key: members for key, members in parts.items() if not members <= apart}
    band = len({of.components[name].plane for name in draught.inside}) > 1 and by in _SPLITS
    titles = {key: _title(of, by, members, band=band) for key, members in parts.items()}
    names = {key: f"{draught.id}~{key}" for key in parts}
    overview = dataclasses.replace(
        draught,
        outside=frozenset(),
        into={**draught.into, **grouping.into},
        titles=grouping.titles,
        pictures=_where(grouping.members(), parts, names),
    )
    below: list[Picture] = []
    drawn = room.most_parts is None or len(parts) <= room.most_parts
    for key, members in parts.items() if drawn else ():
        part = Draught(
            id=names[key],
            title=f"{draught.title}: {titles[key]}",
            inside=members,
            outside=_touched(of, members) & room.frame,
            part_of=draught.id,
        )
        below.extend(_drawn_up(of, view, part, room=room, notes=()))
    notes = (*notes, _put_together(of, grouping, len(draught.inside), limit), _shown_in(by, parts))
    return [assemble(of, view, overview, notes=notes, parts=tuple(names.values())), *below]


def _where(
    groups: Mapping[str, Sequence[str]],
    parts: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
) -> dict[str, str]:
    """Return the picture that shows the components of each group, where one shows them all."""
    return {
        group: names[key]
        for group, members in groups.items()
        for key, part in parts.items()
        if part.issuperset(members)
    }


def _put_together(of: ComponentMap, grouping: Grouping, count: int, limit: int) -> str:
    """Return a sentence that names what stands on the cards for many."""
    said = []
    for group, members in sorted(grouping.members().items(), key=lambda each: each[0]):
        named = ", ".join(of.components[name].name for name in members)
        which = named if len(members) <= _NAMED else f"{len(members)} components"
        said.append(f"{grouping.titles[group]} ({which})")
    return (
        f"{count} components are more than one picture holds ({limit}), so some stand on one "
        f"card: {'; '.join(said)}."
    )


def _shown_in(by: str, parts: Mapping[str, frozenset[str]]) -> str:
    """Return a sentence on the pictures that show them one by one."""
    pictures_ = "1 picture" if len(parts) == 1 else f"{len(parts)} pictures"
    verb = "shows" if len(parts) == 1 else "show"
    return f"Split by {by}, {pictures_} {verb} them one by one, with what they touch."


def _parts(
    of: ComponentMap, inside: frozenset[str], *, limit: int
) -> tuple[str, dict[str, frozenset[str]]]:
    """Return by what a selection is best split, and its parts: at least two, at most `limit`.

    A part lies in one plane, so that an overview of both planes keeps its bands.
    """
    best: tuple[tuple[int, int], str, dict[str, frozenset[str]]] | None = None
    planes = {of.components[name].plane for name in inside}
    for by in _SPLITS:
        found: dict[str, set[str]] = {}
        for name in sorted(inside):
            value = getattr(of.components[name], by)
            band = f"{of.components[name].plane}-" if len(planes) > 1 else ""
            key = f"{band}{by}-{value}" if value else f"{band}no-{by}"
            found.setdefault(key, set()).add(name)
        if 2 <= len(found) <= limit:  # noqa: PLR2004 - one part is no split
            largest = max(len(members) for members in found.values())
            parts = {each: frozenset(members) for each, members in sorted(found.items())}
            rank = (max(largest, limit), len(parts))
            if best is None or rank < best[0]:
                best = (rank, by, parts)
    if best is not None:
        return best[1], best[2]
    return "name", _by_name(sorted(inside), limit=limit)


def _by_name(names: Sequence[str], *, limit: int) -> dict[str, frozenset[str]]:
    """Split names in order into as few equal parts as fit, at most `limit`."""
    count = min(limit, -(-len(names) // limit))
    size = -(-len(names) // count)
    chunks = [names[start : start + size] for start in range(0, len(names), size)]
    return {f"{index}": frozenset(chunk) for index, chunk in enumerate(chunks, start=1)}


def _title(of: ComponentMap, by: str, members: frozenset[str], *, band: bool) -> str:
    """Return the title of a part."""
    first, last = min(members), max(members)
    component = of.components[first]
    value = getattr(component, by, None) if by in _SPLITS else None
    if by not in _SPLITS:
        title = f"{first} to {last}"
    elif value is None:
        title = f"no {by} stated"
    else:
        title = f"Zone {of.zones[value].name}" if by == "zone" else of.owners[value].name
    return f"{title}, {component.plane} plane" if band else title
