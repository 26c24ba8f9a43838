"""Pictures of journeys: their steps numbered, each with the edge by which it is reached."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from archbook.components.assembling import component_node
from archbook.components.component_map import ComponentMap
from archbook.components.model import Branch, Edge, PathItem, Step
from archbook.components.picture import Picture, PictureEdge, PictureStep
from archbook.components.views import MapView
from archbook.components.vocabulary import Mode, Plane

__all__ = ["journey_pictures", "journey_steps"]


def journey_steps(of: ComponentMap, journey: str) -> tuple[PictureStep, ...]:
    """Return the steps of a journey with the edges by which they are reached.

    A step is reached from the nearest step before it on its way that has an edge with it, of
    whatever verb and direction; where none has, from the step just before, without an edge.
    """
    return tuple(_walk(of, of.journeys[journey].path, ()))


def _walk(
    of: ComponentMap, path: Sequence[PathItem], before: tuple[str, ...]
) -> Iterator[PictureStep]:
    behind = list(before)
    for item in path:
        if isinstance(item, Step):
            yield _step(of, item, behind)
            behind.append(item.component)
        else:
            yield from _branches(of, item, behind)


def _branches(of: ComponentMap, branch: Branch, behind: list[str]) -> Iterator[PictureStep]:
    here = tuple(behind)
    for way in branch.ways:
        for step in _walk(of, way, here):
            yield step
            behind.append(step.component)
    # After the branches the way goes on from where they left, before what they reached.
    if here:
        behind.append(here[-1])


def _step(of: ComponentMap, step: Step, behind: Sequence[str]) -> PictureStep:
    name = of.components[step.component].name
    for earlier in reversed(behind):
        if (edge := _between(of, earlier, step.component)) is not None:
            start = of.components[edge.source].name
            end = of.components[edge.target].name
            words = f"{start} {edge.verb.name} {end}"
            return PictureStep(
                number=step.number,
                component=step.component,
                via=edge.id,
                start=earlier,
                words=step.what or edge.what or words,
            )
    start_id = behind[-1] if behind else None
    return PictureStep(
        number=step.number, component=step.component, start=start_id, words=step.what or name
    )


def _between(of: ComponentMap, earlier: str, later: str) -> Edge | None:
    """Return the edge by which a step is reached: one said of the earlier step before others."""
    forward = [edge for edge in of.edges_from(earlier) if edge.target == later]
    backward = [edge for edge in of.edges_to(earlier) if edge.source == later]
    return next((edge for edge in (*forward, *backward) if edge.mode is not Mode.CONTROL), None)


def journey_pictures(of: ComponentMap, view: MapView, *, limit: int) -> tuple[Picture, ...]:
    """Return the pictures of a journey: one, or several where it has more components than fit.

    Args:
        of: The map.
        view: The view of a journey.
        limit: How many nodes a picture may have.
    """
    steps = journey_steps(of, view.subject or "")
    stretches = _stretches(steps, limit)
    if len(stretches) == 1:
        return (_picture(of, view, view.id, view.title, steps, note=""),)
    names = [view.id, *(f"{view.id}~{index}" for index in range(2, len(stretches) + 1))]
    drawn = []
    for index, (name, stretch) in enumerate(zip(names, stretches, strict=True)):
        span = f"steps {stretch[0].number} to {stretch[-1].number}"
        note = (
            f"The journey has more components than one picture holds ({limit}); this is "
            f"picture {index + 1} of {len(stretches)}, {span}."
        )
        picture = _picture(of, view, name, f"{view.title}: {span}", stretch, note=note)
        drawn.append(
            dataclasses.replace(
                picture,
                parts=() if index else tuple(names[1:]),
                part_of=view.id if index else None,
            )
        )
    return tuple(drawn)


def _stretches(steps: Sequence[PictureStep], limit: int) -> list[list[PictureStep]]:
    """Cut steps into runs that touch no more components than the limit."""
    runs: list[list[PictureStep]] = [[]]
    seen: set[str] = set()
    for step in steps:
        ends = {step.component} | ({step.start} if step.start else set())
        if len(seen | ends) > limit and runs[-1]:
            runs.append([])
            seen = set()
        runs[-1].append(step)
        seen |= ends
    return runs


def _picture(
    of: ComponentMap,
    view: MapView,
    name: str,
    title: str,
    steps: Sequence[PictureStep],
    *,
    note: str,
) -> Picture:
    shown = {s.component for s in steps} | {s.start for s in steps if s.start}
    lines: dict[tuple[str, str, Mode], list[PictureStep]] = {}
    notes = [note] if note else []
    for step in steps:
        if step.via is not None:
            edge = of.edges[step.via]
            lines.setdefault((edge.source, edge.target, edge.mode), []).append(step)
        elif step.start is not None:
            lines.setdefault((step.start, step.component, Mode.SYNC), []).append(step)
            notes.append(
                f"The map has no edge to {of.components[step.component].name} "
                f"from a step before it (step {step.number})."
            )
    edges = []
    for (source, target, mode), found in sorted(lines.items()):
        via = tuple(dict.fromkeys(step.via for step in found if step.via))
        verbs = tuple(dict.fromkeys(of.edges[each].verb.name for each in via))
        planes = {of.edges[each].plane for each in via}
        edges.append(
            PictureEdge(
                source=source,
                target=target,
                mode=mode,
                plane=Plane.CONTROL if planes == {Plane.CONTROL} else Plane.DATA,
                label=", ".join(verbs),
                verbs=verbs,
                edges=via,
                numbers=tuple(step.number for step in found),
            )
        )
    return Picture(
        id=name,
        view=view.id,
        kind=view.kind,
        title=title,
        does=view.does,
        nodes=tuple(component_node(of, of.components[each]) for each in sorted(shown)),
        edges=tuple(edges),
        steps=tuple(steps),
        notes=tuple(notes),
    )
