"""Lines keep their distance from every card that they neither leave nor reach."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archbook.components.component_map import ComponentMap
from archbook.components.folding import pictures
from archbook.components.loading import load_map
from archbook.components.views import all_views
from archbook.drawing.engine import Engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.geometry import Box
from archbook.drawing.model import Area, Drawing, Edge, Group, Line, Node
from archbook.drawing.picture import lay_out
from archbook.drawing.stepping import step_aside

_ROOT = Path(__file__).parents[2]
_CLEAR = 3.0


@pytest.fixture(scope="module")
def reference() -> ComponentMap:
    return load_map(_ROOT / "diagrams", root=_ROOT)


def _grazed(drawing: Drawing, engine: Engine) -> list[str]:
    """Return the cards that lines come too near to, found without the code under test."""
    scene, routes, _, warnings = lay_out(drawing, engine)
    assert warnings == ()
    found = []
    for each in routes:
        edge = each.bundle.edge
        for a, b in pairwise(each.path):
            left, top = min(a[0], b[0]), min(a[1], b[1])
            stretch = Box(left, top, abs(a[0] - b[0]) + 0.01, abs(a[1] - b[1]) + 0.01)
            found += [
                f"{edge.source} to {edge.target} at {name}"
                for name, box in scene.nodes.items()
                if name not in {edge.source, edge.target} and box.grown(_CLEAR).meets(stretch)
            ]
    return found


def test_no_line_touches_a_card_on_its_way_in_any_view_of_the_reference_system(
    reference: ComponentMap, engine: Engine
) -> None:
    grazed = {
        picture.id: found
        for view in all_views(reference)
        for picture in pictures(reference, view)
        if (found := _grazed(to_drawing(picture), engine))
    }
    assert grazed == {}


@st.composite
def _webs(draw: st.DrawFn) -> Drawing:
    """Draw cards in frames with many lines among them, few of them straight."""
    names = [f"n{index}" for index in range(draw(st.integers(2, 14)))]
    frames = draw(st.integers(0, 3))
    inside = st.sampled_from(["", *(f"g{index}" for index in range(frames))])
    areas = st.sampled_from([Area.DATA, Area.DATA, *Area])
    edges = st.builds(
        Edge,
        source=st.sampled_from(names),
        target=st.sampled_from(names),
        line=st.sampled_from(Line),
        label=st.sampled_from(["", "reads", "publishes, consumes"]),
    )
    return Drawing(
        id="d",
        title="D",
        nodes=tuple(
            Node(
                id=name,
                name=f"{name} service",
                kind="service",
                area=draw(areas),
                group=draw(inside),
            )
            for name in names
        ),
        groups=tuple(Group(id=f"g{index}", label="Some frame") for index in range(frames)),
        edges=tuple(draw(st.lists(edges, max_size=30))),
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawing=_webs())
def test_no_line_touches_a_card_on_its_way_in_any_drawing(drawing: Drawing, engine: Engine) -> None:
    assert _grazed(drawing, engine) == []


def test_a_line_that_cannot_slide_far_enough_makes_a_step() -> None:
    beside = (381.0, 449.0, 300.0, 400.0)  # a card from 300 to 400 along, 381 to 449 across
    points = step_aside(((100.0, 380.0), (600.0, 380.0)), 377.0, [None, (379.0, 500.0)], [beside])
    assert points == [(100.0, 377.0), (588.0, 377.0), (588.0, 380.0), (600.0, 380.0)]


def test_a_step_stands_between_the_two_cards() -> None:
    beside = (381.0, 449.0, 110.0, 400.0)
    points = step_aside(((100.0, 380.0), (600.0, 380.0)), 377.0, [(379.0, 500.0), None], [beside])
    assert points == [(100.0, 380.0), (105.0, 380.0), (105.0, 377.0), (600.0, 377.0)]
