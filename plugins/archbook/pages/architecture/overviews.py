"""Overviews of pictures that were split, where a page shows the overview alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archbook.components.picture import Picture

__all__ = ["MOST_PARTS", "overview_alone", "shown_on_a_page"]

MOST_PARTS = 4
"""More parts than these would bury a page of which the picture is only a part."""


def shown_on_a_page(drawn: Sequence[Picture]) -> tuple[Picture, ...]:
    """Return a view's own picture and its parts, no parts of parts.

    Args:
        drawn: The pictures of a view, its own first.
    """
    return tuple(picture for picture in drawn if picture.part_of in {None, picture.view})


def overview_alone(picture: Picture) -> Picture:
    """Return a picture that leads to none of the parts that it was split into."""
    if not picture.parts:
        return picture
    nodes = tuple(replace(node, picture=None) for node in picture.nodes)
    # The last note of an overview says which pictures show the parts.
    return replace(picture, nodes=nodes, notes=picture.notes[:-1], parts=())
