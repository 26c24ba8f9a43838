"""Pictures of views: folded, split, and nothing lost without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.components.bundling import bundled
from archbook.components.component_map import ComponentMap
from archbook.components.folding import LIMIT, pictures
from archbook.components.loading import load_map, read_map
from archbook.components.picture import NodeKind, Picture, Side, edge_label
from archbook.components.views import all_views, find_view
from archbook.components.vocabulary import Mode

DATA = Path(__file__).parents[1] / "data"

SHOP = read_map(
    {
        "m.yaml": """
owners: {shop-team: {name: Shop team}, web-team: {}}
zones: {private: {name: Private}, edge: {}}
places: {eu: {}, eu-a: {within: eu}}
components:
  shopper: {kind: person, name: Shopper, uses: {calls: web}}
  web: {kind: web, owner: web-team, zone: edge, at: eu-a, uses: [{calls: [orders, search]}]}
  shop: {kind: service, owner: shop-team, zone: private, redundancy: {replicas: 3}}
  orders:
    kind: module
    within: shop
    uses: [{reads: db}, {writes: db}, {publishes: events}, {calls: search}, {calls: bank}]
  search: {kind: module, within: shop, uses: {reads: db}}
  db: {kind: database, zone: private}
  events: {kind: topic, zone: private}
  bank: {kind: external}
  old: {kind: service, lifecycle: retired, zone: private, owner: shop-team}
  delivery: {kind: delivery, zone: private, uses: {deploys: [web, orders, search, db, events]}}
journeys:
  buy: {name: Buy, path: [shopper, web, orders, db, bank]}
  odd: {path: [bank, db]}
views:
  checkout: {title: Checkout, select: {journey: buy}}
  stores: {title: Stores, select: {kind: [database, topic]}, group-by: owner}
"""
    }
)


def drawn(name: str, of: ComponentMap = SHOP, limit: int = LIMIT) -> tuple[Picture, ...]:
    view = find_view(of, name)
    assert view is not None
    return pictures(of, view, limit=limit)


def only(name: str, of: ComponentMap = SHOP) -> Picture:
    (picture,) = drawn(name, of)
    return picture


def lines(picture: Picture) -> list[str]:
    return [f"{e.source} {e.label} {e.target}" for e in picture.edges]


def test_the_test_map_is_without_errors() -> None:
    assert SHOP.findings == ()


def test_there_is_a_view_for_planes_own_views_journeys_zones_owners_places_and_components() -> None:
    assert [view.id for view in all_views(SHOP)] == [
        "both-planes", "data-plane", "control-plane", "checkout", "stores",
        "journey/buy", "journey/odd",
        "zone/edge", "zone/private", "owner/shop-team", "owner/web-team", "place/eu",
        "place/eu-a", "component/bank", "component/db", "component/delivery", "component/events",
        "component/old", "component/orders", "component/search", "component/shop",
        "component/shopper", "component/web",
    ]  # fmt: skip
    assert find_view(SHOP, "nothing") is None


def test_both_planes_shows_all_but_the_retired_and_says_so() -> None:
    picture = only("both-planes")
    assert {n.id for n in picture.nodes} == {
        "shopper", "web", "orders", "search", "db", "events", "bank", "delivery",
    }  # fmt: skip
    assert picture.notes == ("Not shown, being retired: old.",)


def test_a_whole_whose_modules_are_shown_is_a_box_around_them() -> None:
    picture = only("data-plane")
    boxes = {g.id: (g.title, g.parent) for g in picture.groups}
    assert boxes["whole/shop"] == ("shop", "data/zone/private")
    assert [n.group for n in picture.nodes if n.id == "orders"] == ["whole/shop"]
    assert [g.id for g in picture.groups].index("data/zone/private") < [
        g.id for g in picture.groups
    ].index("whole/shop")


def test_a_whole_with_edges_of_its_own_keeps_a_node() -> None:
    text = json.dumps(
        {
            "components": {
                "shop": {"kind": "service"},
                "orders": {"kind": "module", "within": "shop"},
                "web": {"kind": "web", "uses": {"calls": ["shop", "orders"]}},
            }
        }
    )
    picture = only("data-plane", read_map({"m.yaml": text}))
    assert [n.id for n in picture.nodes] == ["orders", "shop", "web"]


def test_parallel_edges_of_one_mode_are_one_line_with_all_their_ids() -> None:
    picture = only("data-plane")
    (line,) = [e for e in picture.edges if (e.source, e.target) == ("orders", "db")]
    assert line.label == "reads, writes"
    assert line.edges == ("orders reads db", "orders writes db")
    assert line.count == 2
    assert line.mode is Mode.SYNC


@pytest.mark.parametrize(
    ("verbs", "label"),
    [
        (("calls",), "calls"),
        (("calls", "calls"), "calls \N{MULTIPLICATION SIGN}2"),
        (("reads", "writes"), "reads, writes"),
        (("reads", "writes", "reads"), "3 uses"),
    ],
)
def test_a_label_is_short(verbs: tuple[str, ...], label: str) -> None:
    assert edge_label(verbs) == label


def test_a_node_has_its_words_and_its_side() -> None:
    nodes = {n.id: n for n in only("both-planes").nodes}
    assert (nodes["orders"].title, nodes["orders"].caption) == ("orders", "Module")
    assert (nodes["orders"].owner, nodes["orders"].replicas) == ("Shop team", 3)
    assert nodes["shopper"].side is Side.LEFT
    assert nodes["bank"].side is Side.RIGHT
    assert nodes["delivery"].plane == "control"


def test_a_neighbourhood_shows_what_it_touches_as_context() -> None:
    picture = only("component/orders")
    assert {n.id: (n.centre, n.outside) for n in picture.nodes} == {
        "orders": (True, False),
        "bank": (False, True),
        "db": (False, True),
        "delivery": (False, True),
        "events": (False, True),
        "search": (False, True),
        "web": (False, True),
    }
    assert "web calls search" not in lines(picture)


def test_the_neighbourhood_of_a_whole_is_that_of_its_modules() -> None:
    picture = only("component/shop")
    assert {n.id for n in picture.nodes if not n.outside} == {"orders", "search", "shop"}
    assert {n.id for n in picture.nodes if n.outside} == {"web", "db", "events", "bank", "delivery"}


def test_a_view_of_the_maps_own_shows_what_it_selects() -> None:
    picture = only("stores")
    assert (picture.title, [n.id for n in picture.nodes]) == ("Stores", ["db", "events"])


def test_a_place_counts_for_what_lies_within_it() -> None:
    assert [n.id for n in only("place/eu").nodes if not n.outside] == ["web"]


def test_a_journey_has_numbered_steps_on_its_lines() -> None:
    picture = only("journey/buy")
    numbered = {f"{e.source} {e.target}": e.numbers for e in picture.edges}
    assert numbered == {
        "shopper web": ("2",),
        "web orders": ("3",),
        "orders db": ("4",),
        "orders bank": ("5",),
    }
    assert [s.number for s in picture.steps] == ["1", "2", "3", "4", "5"]


def test_a_view_that_selects_a_journey_and_no_more_shows_its_steps() -> None:
    own, built_in = only("checkout"), only("journey/buy")
    assert own.title == "Checkout"
    assert (own.nodes, own.edges, own.steps) == (built_in.nodes, built_in.edges, built_in.steps)


def test_a_hop_without_an_edge_is_drawn_and_said() -> None:
    picture = only("journey/odd")
    assert [(e.source, e.target, e.edges) for e in picture.edges] == [("bank", "db", ())]
    assert picture.notes == ("The map has no edge to db from a step before it (step 2).",)


def test_modules_are_folded_into_their_whole_first() -> None:
    (picture,) = drawn("data-plane", limit=6)
    (shop,) = [n for n in picture.nodes if n.id == "shop"]
    assert shop.kind is NodeKind.WHOLE
    assert shop.stands_for == ("orders", "search", "shop")
    assert "Folded into shop: 2 parts (orders, search)." in picture.notes
    assert "Not drawn: 1 edge within what is put together." in picture.notes
    (call,) = [e for e in picture.edges if e.source == "web"]
    assert call.edges == ("web calls orders", "web calls search")


def test_what_is_still_too_large_is_an_overview_whose_parts_follow() -> None:
    overview, *parts = drawn("both-planes", limit=4)
    assert len(overview.nodes) <= 4
    assert overview.parts == tuple(p.id for p in parts if p.part_of == overview.id)
    assert {n.picture for n in overview.nodes if n.kind is NodeKind.GROUP} - {None} <= set(
        overview.parts
    )
    assert any("so some stand on one card" in note for note in overview.notes)
    assert any("one by one" in note for note in overview.notes)
    shown = {c for p in parts for n in p.nodes if not n.outside for c in n.stands_for}
    alone = {n.component for n in overview.nodes if n.stands_for == (n.component,)}
    wholes = {g.subject for p in parts for g in p.groups if g.kind == "whole"}
    assert shown | alone | wholes == {c for n in overview.nodes for c in n.stands_for}


def test_of_more_parts_than_asked_for_the_overview_alone_is_drawn_and_names_them() -> None:
    view = find_view(SHOP, "both-planes")
    assert view is not None
    whole = pictures(SHOP, view, limit=4)
    count = len(whole[0].parts)
    assert pictures(SHOP, view, limit=4, most_parts=count - 1) == whole[:1]
    assert len(pictures(SHOP, view, limit=4, most_parts=count)) > count


def test_the_reference_systems_kinds_are_an_overview_of_families() -> None:
    text = json.dumps(
        {
            "zones": {"z": {}},
            "components": {
                **{f"queue-{i}": {"kind": "queue", "zone": "z", "tier": 3} for i in range(6)},
                **{f"worker-{i}": {"kind": "worker", "zone": "z", "tier": 3} for i in range(6)},
                "app": {
                    "kind": "service",
                    "zone": "z",
                    "tier": 1,
                    "uses": [{"publishes": [f"queue-{i}" for i in range(6)]}],
                },
                "flags": {"kind": "flags", "zone": "z", "uses": [{"configures": "app"}]},
                "config": {"kind": "config", "zone": "z", "uses": [{"configures": "app"}]},
            },
        }
    )
    overview, *_ = drawn("both-planes", read_map({"m.yaml": text}), limit=5)
    titles = {n.title: n.caption for n in overview.nodes}
    assert titles["Queues"] == "6: queue-0, queue-1, queue-2, queue-3, queue-4, queue-5"
    assert {"app", "Queues", "Workers"} <= titles.keys()
    (queues,) = [n for n in overview.nodes if n.title == "Queues"]
    assert queues.group == "data/zone/z"
    (line,) = [e for e in overview.edges if (e.source, e.target) == ("app", queues.id)]
    assert line.count == 6


def test_control_lines_to_all_of_a_box_become_one_line_to_the_box() -> None:
    calm = bundled(only("both-planes"), least=2)
    control = [e for e in calm.edges if e.mode is Mode.CONTROL]
    assert [(e.target, e.to_group) for e in control] == [
        ("data/zone/private", True),
        ("web", False),
    ]
    assert control[0].edges == (
        "delivery deploys db",
        "delivery deploys events",
        "delivery deploys orders",
        "delivery deploys search",
    )
    assert sum(e.count for e in calm.edges) == sum(e.count for e in only("both-planes").edges)


def test_a_line_to_a_box_is_never_drawn_where_one_node_in_it_is_not_reached() -> None:
    text = json.dumps(
        {
            "zones": {"z": {}},
            "components": {
                **{f"s{i}": {"kind": "service", "zone": "z"} for i in range(4)},
                "d": {"kind": "delivery", "uses": {"deploys": ["s0", "s1", "s2"]}},
            },
        }
    )
    calm = bundled(only("both-planes", read_map({"m.yaml": text})))
    assert not any(e.to_group for e in calm.edges)


def test_online_boutique_is_drawn_whole() -> None:
    picture = only("data-plane", load_map(DATA / "online-boutique.yaml", root=DATA))
    assert (len(picture.nodes), len(picture.edges), picture.notes) == (13, 17, ())


@st.composite
def large_maps(draw: st.DrawFn) -> ComponentMap:
    """Draw a map that is too large for one picture."""
    count = draw(st.integers(5, 60))
    names = [f"c{index:02}" for index in range(count)]
    parts: dict[str, Any] = {}
    for index, name in enumerate(names):
        thing: dict[str, Any] = {"kind": draw(st.sampled_from(["service", "module", "delivery"]))}
        if index and draw(st.integers(0, 3)) == 0:
            thing["within"] = names[draw(st.integers(0, index - 1))]
        for key, values in (("zone", "xyz"), ("owner", "pq")):
            if draw(st.booleans()):
                thing[key] = draw(st.sampled_from(values))
        targets = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
        thing["uses"] = [{draw(st.sampled_from(["calls", "observes"])): t} for t in targets]
        parts[name] = thing
    sections = {
        "zones": {z: {} for z in "xyz"}, "owners": {o: {} for o in "pq"}, "components": parts,
        "journeys": {"j": {"path": names}},
    }  # fmt: skip
    return read_map({"m.yaml": json.dumps(sections)})


@settings(max_examples=40, deadline=None)
@given(large_maps(), st.integers(2, 12))
def test_no_picture_is_too_large_and_no_component_is_lost(of: ComponentMap, limit: int) -> None:
    ids: list[str] = []
    for view in all_views(of):
        made = pictures(of, view, limit=limit)
        ids.extend(p.id for p in made)
        stood_for = {c for p in made for n in p.nodes for c in n.stands_for}
        boxed = {g.subject for p in made for g in p.groups if g.kind == "whole"}
        assert set(view.components) <= stood_for | boxed
        for picture in made:
            nodes = {n.id for n in picture.nodes}
            groups = {g.id for g in picture.groups}
            assert len([n for n in picture.nodes if not n.outside]) <= max(limit, 2)
            assert {e.source for e in picture.edges} | {e.target for e in picture.edges} <= nodes
            assert {n.group for n in picture.nodes if n.group} <= groups
            assert {g.parent for g in picture.groups if g.parent} <= groups
    assert len(ids) == len(set(ids))


@settings(max_examples=30, deadline=None)
@given(large_maps())
def test_every_edge_of_a_view_is_on_a_line_or_within_what_is_put_together(of: ComponentMap) -> None:
    view = find_view(of, "both-planes")
    assert view is not None
    made = pictures(of, view)
    drawn_edges = {edge for p in made for line in p.edges for edge in line.edges}
    for edge in of.edges.values():
        folded = any({edge.source, edge.target} <= set(n.stands_for) for p in made for n in p.nodes)
        assert edge.id in drawn_edges or folded
