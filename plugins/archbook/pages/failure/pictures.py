"""The pictures of losses: the part that is affected, each card and line marked by its state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archbook.components.folding import pictures
from archbook.components.picture import Picture, ViewKind
from archbook.components.views import MapView
from archbook.drawing.cache import Cache
from archbook.drawing.engine import find_engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.model import State as Mark
from archbook.drawing.render import Progress, render_all
from archbook.pages.addresses import slug
from archbook.pages.architecture.gallery import Gallery, picture_anchor
from archbook.pages.architecture.overviews import MOST_PARTS, overview_alone, shown_on_a_page
from archbook.pages.failure.study import Study, WhatIf
from archbook.rules.analyses.losses import State
from archbook.rules.analyses.what_if import Loss
from archbook.source.findings import in_order

__all__ = ["LossPictures", "draw_losses"]

_WORST = (State.LOST, State.DOWN, State.DEGRADED, State.DELAYED)
LossPictures = Mapping[str, tuple[Picture, ...]]
"""The pictures of each loss that has a page, by its key: one, or an overview and its parts."""


def draw_losses(
    study: Study, *, cache: Cache, progress: Progress | None = None
) -> tuple[Gallery, LossPictures]:
    """Draw what each loss affects.

    Args:
        study: The chapter's contents.
        cache: Where pictures are kept.
        progress: Called while pictures are drawn, once that takes more than a second.

    Returns:
        The pictures, drawn, and which of them belong to each loss.
    """
    atlas = study.atlas
    settings = atlas.shelf.handbook.settings.components
    shown = {
        key: _few(pictures(atlas.of, _view(each), limit=settings.max_nodes, most_parts=MOST_PARTS))
        for key, each in study.what_ifs.items()
        if each.loss.states
    }
    for key, several in shown.items():
        for picture in several:
            name = slug(picture.id.removeprefix("what-if/"))
            stem = study.give(f"failure/pictures/{name}.svg").removesuffix(".svg")
            atlas.files[picture.id] = stem
            atlas.pages[picture.id] = atlas.uri("what-if", key)

    def link(kind: str, name: str) -> str:
        if kind == "picture":
            return f"{atlas.pages[name]}#{picture_anchor(name)}" if name in atlas.pages else ""
        return atlas.uri(kind, name)

    drawings = {
        picture.id: to_drawing(picture, link=link, states=_marks(picture, study.what_ifs[key].loss))
        for key, several in shown.items()
        for picture in several
    }
    rendered = render_all(
        list(drawings.values()),
        engine=find_engine(settings.dot),
        cache=cache,
        places={
            picture.id: atlas.of.location(key)
            for key, several in shown.items()
            for picture in several
        },
        progress=progress,
    )
    findings = {(f.rule, f.subject): f for one in reversed(rendered) for f in one.findings}
    gallery = Gallery(
        atlas=atlas,
        cache=cache,
        rendered=dict(zip(drawings, rendered, strict=True)),
        findings=in_order(findings.values()),
        png=settings.png,
    )
    return gallery, shown


def _few(drawn: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """Return pictures as they are, or the overview alone where there are many: sentences follow."""
    if len(drawn[0].parts) > MOST_PARTS:
        return (overview_alone(drawn[0]),)
    return shown_on_a_page(drawn)


def _view(what_if: WhatIf) -> MapView:
    """Return what is affected as a view; where it is nobody else, what is lost and around it."""
    loss = what_if.loss
    return MapView(
        id=what_if.picture,
        kind=ViewKind.OWN,
        title=f"Loss of {what_if.what}",
        does="All that is lost or affected, each card and line with what becomes of it.",
        components=tuple(sorted({*loss.states, *loss.cannot_start})),
        subject=what_if.subject,
        context=len(loss.states) == 1,
    )


def _marks(picture: Picture, loss: Loss) -> Mapping[str, Mark]:
    """Return what becomes of each card, and of the lines by which a loss spreads."""
    marks = {
        edge: Mark(effect.state.value)
        for effect in sorted(loss.marks.values(), key=lambda e: _WORST.index(e.state), reverse=True)
        for edge in effect.edges
    }
    for node in picture.nodes:
        state = _together(loss, node.stands_for)
        if state is not None:
            marks[node.id] = Mark(state.value)
    return marks


def _together(loss: Loss, names: Iterable[str]) -> State | None:
    """Return the state of what a card stands for: of several, one that all of them are in.

    Where they are in several states, what they make up still works in part, as a whole does of
    which some modules are down: it is degraded.
    """
    found = {loss.states.get(name) for name in names}
    if found <= {State.LOST, State.DOWN}:
        return State.DOWN if State.DOWN in found else State.LOST
    if len(found) == 1:
        return found.pop()
    return State.DEGRADED
