from pathlib import Path

from archbook.components.folding import pictures
from archbook.components.loading import load_map, read_map
from archbook.components.views import all_views, find_view
from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.model import Area, Drawing, Line, Shape, State
from archbook.drawing.render import render_all

_MAP = """
components:
  shopper: {kind: person}
  web: {kind: service, redundancy: {replicas: 3}, uses: [{calls: orders}, {publishes: events}]}
  orders: {kind: service, uses: [{calls: psp}]}
  events: {kind: topic}
  mailer: {kind: worker, uses: [{consumes: events}]}
  psp: {kind: external}
  delivery: {kind: delivery, uses: [{deploys: [web, orders]}]}
"""


def _drawing(states: dict[str, State] | None = None) -> Drawing:
    read = read_map({"map.yaml": _MAP})
    assert read.findings == ()
    view = find_view(read, "both-planes")
    assert view is not None
    (picture,) = pictures(read, view)
    return to_drawing(picture, link=lambda kind, name: f"{kind}s/{name}/", states=states)


def test_everything_stands_where_it_belongs() -> None:
    areas = {node.id: node.area for node in _drawing().nodes}
    assert areas["shopper"] is Area.PEOPLE
    assert areas["psp"] is Area.EXTERNAL
    assert areas["delivery"] is Area.CONTROL
    assert areas["web"] is Area.DATA


def test_events_are_drawn_the_way_they_go() -> None:
    lines = {(edge.source, edge.target): edge for edge in _drawing().edges}
    assert lines["web", "events"].label == "publishes"
    assert lines["events", "mailer"].label == "consumed by"
    assert lines["events", "mailer"].line is Line.ASYNC


def test_a_plain_call_needs_no_word() -> None:
    lines = {(edge.source, edge.target): edge for edge in _drawing().edges}
    assert lines["web", "orders"].label == ""
    assert lines["web", "orders"].line is Line.SYNC


def test_cards_lead_to_their_components() -> None:
    links = {node.id: node.link for node in _drawing().nodes}
    assert links["orders"] == "components/orders/"


def test_shape_and_replicas_come_from_the_map() -> None:
    nodes = {node.id: node for node in _drawing().nodes}
    assert nodes["events"].shape is Shape.QUEUE
    assert nodes["web"].badges == ("×3",)


def test_what_has_become_of_a_component_is_taken_over() -> None:
    nodes = {node.id: node for node in _drawing({"orders": State.DOWN}).nodes}
    assert nodes["orders"].state is State.DOWN


def test_online_boutique_is_drawn_whole(engine: Engine) -> None:
    root = Path(__file__).parents[1] / "data"
    boutique = load_map(root / "online-boutique.yaml", root=root)
    view = find_view(boutique, "both-planes")
    assert view is not None
    (picture,) = pictures(boutique, view)
    drawing = to_drawing(picture)
    assert (len(drawing.nodes), sum(edge.count for edge in drawing.edges)) == (13, 17)
    (drawn,) = render_all([drawing], engine=engine, cache=Cache(None))
    assert drawn.picture is not None
    assert drawn.picture.body.count('class="ab-p-card ') == 13
    assert drawn.findings == ()


def test_every_view_of_a_map_can_be_drawn(engine: Engine) -> None:
    root = Path(__file__).parents[1] / "data"
    boutique = load_map(root / "online-boutique.yaml", root=root)
    drawings = [
        to_drawing(picture) for view in all_views(boutique) for picture in pictures(boutique, view)
    ]
    results = render_all(drawings, engine=engine, cache=Cache(None))
    assert [each.findings for each in results] == [()] * len(drawings)
