"""Words beside lines: wherever they stand, they cover no card, no title and no other words."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.components.component_map import ComponentMap
from archbook.components.folding import pictures
from archbook.components.loading import load_map
from archbook.components.views import all_views
from archbook.drawing.engine import Engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.gates import captions, titles
from archbook.drawing.labels import Label, collisions
from archbook.drawing.model import Area, Drawing, Edge, Group, Line, Node
from archbook.drawing.picture import draw, lay_out
from archbook.drawing.planes import Scene

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reference() -> ComponentMap:
    return load_map(_ROOT / "diagrams", root=_ROOT)


def _covered(scene: Scene, labels: tuple[Label, ...]) -> list[object]:
    """Return what words cover, found without the code under test."""
    found: list[object] = [
        (one.lines, other.lines)
        for one, other in combinations(labels, 2)
        if one.box.meets(other.box)
    ]
    things = [*scene.nodes.values(), *titles(scene).values()]
    things += [box for _, box in captions(scene).values()]
    found += [(each.lines, box) for each in labels for box in things if each.box.meets(box)]
    return found


def test_no_words_collide_in_any_view_of_the_reference_system(
    reference: ComponentMap, engine: Engine
) -> None:
    crowded = {}
    for view in all_views(reference):
        for picture in pictures(reference, view):
            scene, _, labels, _ = lay_out(to_drawing(picture), engine)
            if _covered(scene, labels):
                crowded[picture.id] = _covered(scene, labels)
    assert crowded == {}


@st.composite
def _crowded(draw: st.DrawFn) -> Drawing:
    """Draw few cards with many wordy lines between them, loops and parallels included."""
    names = [f"n{index}" for index in range(draw(st.integers(1, 7)))]
    frames = draw(st.integers(0, 2))
    inside = st.sampled_from(["", *(f"g{index}" for index in range(frames))])
    words = st.sampled_from(["", "reads", "publishes, consumes", "asks for the last known price"])
    edges = st.builds(
        Edge,
        source=st.sampled_from(names),
        target=st.sampled_from(names),
        line=st.sampled_from(Line),
        label=words,
        count=st.sampled_from([1, 3]),
        mark=st.sampled_from(["", "fails"]),
        steps=st.sampled_from([(), ("1",), ("2a", "3")]),
    )
    return Drawing(
        id="d",
        title="D",
        nodes=tuple(
            Node(id=name, name=name, area=draw(st.sampled_from(Area)), group=draw(inside))
            for name in names
        ),
        groups=tuple(Group(id=f"g{index}", label="Some frame") for index in range(frames)),
        edges=tuple(draw(st.lists(edges, max_size=14))),
    )


@settings(max_examples=40, deadline=None)
@given(drawing=_crowded())
def test_no_words_collide_in_any_drawing(drawing: Drawing, engine: Engine) -> None:
    scene, routes, labels, _ = lay_out(drawing, engine)
    assert _covered(scene, labels) == []
    assert collisions(scene, labels) == 0
    worded = {
        index
        for index, each in enumerate(routes)
        if each.bundle.edge.label
        or each.bundle.edge.steps
        or each.bundle.edge.mark
        or each.bundle.edge.count > 1
    }
    assert {label.route for label in labels} == worded


def test_words_without_room_beside_their_line_are_led_to_it(engine: Engine) -> None:
    loops = tuple(
        Edge(source="a", target="a", label=f"a long story of words, part {index}")
        for index in range(9)
    )
    drawing = Drawing(id="d", title="D", nodes=(Node(id="a", name="A"),), edges=loops)
    scene, _, labels, _ = lay_out(drawing, engine)
    assert _covered(scene, labels) == []
    apart = [label for label in labels if label.leader]
    assert apart
    assert draw(drawing, engine).body.count("ab-p-leader") == len(apart)
