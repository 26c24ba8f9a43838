"""The layout: structure and rules of the picture, never coordinates."""

from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archbook.drawing.bundles import BAND, bundled
from archbook.drawing.contents import Contents
from archbook.drawing.engine import Engine
from archbook.drawing.geometry import Box
from archbook.drawing.labels import place_labels
from archbook.drawing.model import Area, Drawing, Edge, Group, Line, Node
from archbook.drawing.planes import Scene, compose, sketch
from archbook.drawing.routing import Route, route


@pytest.fixture(scope="module")
def scene(shop: Drawing, engine: Engine) -> Scene:
    return compose(sketch(shop), engine)


@pytest.fixture(scope="module")
def routes(scene: Scene, engine: Engine) -> tuple[Route, ...]:
    found, warnings = route(scene, engine)
    assert warnings == ()
    return found


def test_the_control_plane_stands_above_the_data_plane(scene: Scene) -> None:
    assert scene.areas[Area.CONTROL].bottom < scene.areas[Area.DATA].y


def test_people_stand_left_and_third_parties_right(scene: Scene) -> None:
    data = scene.areas[Area.DATA]
    assert scene.areas[Area.PEOPLE].right < data.x
    assert scene.areas[Area.EXTERNAL].x > data.right


def test_no_card_covers_another(scene: Scene) -> None:
    for one, other in combinations(scene.nodes.values(), 2):
        assert not one.meets(other)


def test_every_card_stands_inside_its_frames_and_its_area(scene: Scene) -> None:
    for node in scene.drawing.nodes:
        box = scene.nodes[node.id]
        assert scene.areas[node.area].holds(box)
        for frame in scene.homes[node.area][node.id][:-1]:
            assert scene.frames[node.area, frame].holds(box)


def test_no_line_runs_through_a_card(scene: Scene, routes: tuple[Route, ...]) -> None:
    for each in routes:
        own = {each.bundle.edge.source, each.bundle.edge.target}
        for name, box in scene.nodes.items():
            if name not in own:
                for a, b in pairwise(each.path):
                    stretch = Box(
                        min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1])
                    )
                    assert not stretch.meets(box.grown(-1)), (own, name)


def test_every_line_begins_and_ends_at_its_cards(scene: Scene, routes: tuple[Route, ...]) -> None:
    for each in routes:
        for end, point in (
            (each.bundle.edge.source, each.path[0]),
            (each.bundle.edge.target, each.path[-1]),
        ):
            box = scene.box(end)
            assert box.grown(1.5).holds(Box(*point, 0, 0))
            assert not box.grown(-1.5).holds(Box(*point, 0, 0))


def test_lines_are_level_or_upright(routes: tuple[Route, ...]) -> None:
    for each in routes:
        for a, b in pairwise(each.path):
            assert abs(a[0] - b[0]) < 1 or abs(a[1] - b[1]) < 1


def test_words_cover_no_card_and_no_other_words(scene: Scene, routes: tuple[Route, ...]) -> None:
    labels = place_labels(scene, routes)
    assert {label.route for label in labels} == {
        index for index, each in enumerate(routes) if each.bundle.edge.label
    }
    for one, other in combinations(labels, 2):
        assert not one.box.meets(other.box)
    for label in labels:
        assert not any(label.box.meets(box) for box in scene.nodes.values())


def _homes(drawing: Drawing) -> dict[Area, dict[str, tuple[str, ...]]]:
    return {
        area: dict(Contents.of(drawing, area).home)
        for area in Area
        if any(node.area is area for node in drawing.nodes)
    }


def test_control_lines_to_many_cards_become_one_that_says_how_many(shop: Drawing) -> None:
    lines = {(line.edge.source, line.edge.label): line for line in bundled(shop, _homes(shop))}
    observes = lines["telemetry", "observes all 10"]
    assert observes.edge.target == BAND
    assert len(observes.members) == 10


def test_control_lines_to_cards_of_one_frame_end_at_that_frame(shop: Drawing) -> None:
    line = next(each for each in bundled(shop, _homes(shop)) if "Web and Orders" in each.edge.label)
    assert line.edge.target == "app"


def test_a_single_control_line_keeps_its_target(shop: Drawing) -> None:
    line = next(each for each in bundled(shop, _homes(shop)) if each.edge.label == "limits")
    assert line.edge.target == "gateway"


def test_a_few_control_lines_are_drawn_one_by_one() -> None:
    nodes = (
        Node(id="c", name="C", area=Area.CONTROL),
        Node(id="a", name="A"),
        Node(id="b", name="B"),
    )
    edges = tuple(Edge(source="c", target=end, line=Line.CONTROL) for end in "ab")
    drawing = Drawing(id="d", title="D", nodes=nodes, edges=edges)
    assert [line.edge for line in bundled(drawing, _homes(drawing))] == list(edges)


def test_a_fan_of_control_lines_inside_a_band_becomes_words(engine: Engine) -> None:
    names = [f"c{index}" for index in range(6)]
    drawing = Drawing(
        id="d",
        title="D",
        nodes=tuple(Node(id=name, name=name, area=Area.CONTROL) for name in names),
        edges=tuple(
            Edge(source="c0", target=name, line=Line.CONTROL, label="observes")
            for name in names[1:5]
        ),
    )
    scene = compose(sketch(drawing), engine)
    assert scene.cards["c0"].told == ("→ observes 4 of 5 here",)
    assert scene.folded == drawing.edges
    assert scene.lines == ()


def test_every_line_of_the_drawing_is_in_the_picture_once(
    shop: Drawing, routes: tuple[Route, ...]
) -> None:
    drawn = [edge for each in routes for edge in each.bundle.members]
    assert sorted(map(repr, drawn)) == sorted(map(repr, shop.edges))


@st.composite
def _drawings(draw: st.DrawFn) -> Drawing:
    names = draw(st.lists(st.text(min_size=1, max_size=30), unique=True, max_size=9))
    frames = draw(st.integers(0, 3))
    groups = tuple(
        Group(
            id=f"\N{SNOWMAN}{index}",
            label=draw(st.text(max_size=20)),
            parent=f"\N{SNOWMAN}{draw(st.integers(0, index - 1))}"
            if index and draw(st.booleans())
            else "",
        )
        for index in range(frames)
    )
    nodes = tuple(
        Node(
            id=name,
            name=draw(st.text(max_size=40)),
            kind=draw(st.text(max_size=12)),
            area=draw(st.sampled_from(Area)),
            group=draw(st.sampled_from(["", *(group.id for group in groups)])),
        )
        for name in names
    )
    ends = st.sampled_from(names) if names else st.nothing()
    edges = draw(
        st.lists(
            st.builds(
                Edge,
                source=ends,
                target=ends,
                line=st.sampled_from(Line),
                label=st.text(max_size=20),
            ),
            max_size=8 if names else 0,
        )
    )
    return Drawing(id="d", title="D", nodes=nodes, groups=groups, edges=tuple(edges))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawing=_drawings())
def test_any_drawing_keeps_its_cards_apart_and_inside(drawing: Drawing, engine: Engine) -> None:
    scene = compose(sketch(drawing), engine)
    assert set(scene.nodes) == {node.id for node in drawing.nodes}
    for one, other in combinations(scene.nodes.values(), 2):
        assert not one.meets(other)
    for node in drawing.nodes:
        assert scene.areas[node.area].grown(0.1).holds(scene.nodes[node.id])
    found, _ = route(scene, engine)
    drawn = sum(len(each.bundle.members) for each in found)
    assert drawn + len(scene.folded) == len(drawing.edges)
