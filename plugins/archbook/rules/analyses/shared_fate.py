"""Shared fate: alternatives that one loss takes together, so that they are none.

Definition: the alternatives of a group have a common hard need, directly or through others, or a
common place. A hard need is common that each of them needs whatever else is chosen (one of them may
be it); the one that suffers is not counted. A place is common whose loss leaves each of them with
fewer replicas than it needs. Where an alternative that is no third party's states no place, and the
map has places, whether it shares one cannot be told.

Source: AWS, "Fault Isolation Boundaries" (shared fate).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archbook.rules.analyses.naming_losses import places_gone, replicas_left
from archbook.rules.analyses.needs import HardNeeds
from archbook.rules.analyses.system import Need, System
from archbook.rules.analyses.traversal import numbers_of

__all__ = ["SharedFate", "shared_fates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFate:
    """A group of alternatives, and what they have in common.

    Attributes:
        need: The group.
        sufferer: Id of the component that has the alternatives.
        alternatives: Their ids, sorted.
        needs: Ids of their common hard needs; of those that need each other in turn, the nearest
            to the alternatives come first.
        places: Ids of their common places.
        unplaced: Ids of alternatives that state no place, where the map has places.
    """

    need: Need
    sufferer: str
    alternatives: tuple[str, ...]
    needs: tuple[str, ...]
    places: tuple[str, ...]
    unplaced: tuple[str, ...]


def shared_fates(system: System, needs: HardNeeds) -> Iterator[SharedFate]:
    """Yield every group of alternatives with what they share, by sufferer and group.

    Args:
        system: The system.
        needs: Its hard needs.
    """
    for need in system.needs:
        causes = tuple(dict.fromkeys(need.causes))
        if len(need.causes) < 2:  # noqa: PLR2004 - one edge is no choice
            continue
        common = -1
        for cause in causes:
            common &= needs.certain[cause]
        common &= ~(1 << need.sufferer)
        shared = list(numbers_of(common))
        # The more of the others one needs itself, the nearer it stands to the alternatives.
        shared.sort(key=lambda number: (-(needs.certain[number] & common).bit_count(), number))
        yield SharedFate(
            need=need,
            sufferer=system.ids[need.sufferer],
            alternatives=system.names(causes),
            needs=tuple(system.ids[number] for number in shared),
            places=_common_places(system, causes),
            unplaced=_unplaced(system, causes),
        )


def _common_places(system: System, causes: tuple[int, ...]) -> tuple[str, ...]:
    members = [system.component(cause) for cause in causes]
    places = sorted({place for member in members for place in member.at or ()})
    found = []
    for place in places:
        gone = places_gone(system.map, {place})
        if all(replicas_left(member, gone) < member.needs for member in members):
            found.append(place)
    return tuple(found)


def _unplaced(system: System, causes: tuple[int, ...]) -> tuple[str, ...]:
    if not system.map.places:
        return ()
    members = (system.component(cause) for cause in causes)
    return tuple(sorted(m.id for m in members if m.at is None and not m.kind.third_party))
