"""Edges: their ids, what both ends say, what is stated and what is default."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archbook.components.component_map import ComponentMap
from archbook.components.forms import NONE
from archbook.components.loading import read_map
from archbook.components.model import Edge
from archbook.components.units import Duration
from archbook.components.vocabulary import End, IfLost, Mode, Plane, When


def loaded(**components: Any) -> ComponentMap:
    return read_map({"m.yaml": json.dumps({"components": components})})


def service(*uses: Any, **more: Any) -> dict[str, Any]:
    return {"kind": "service", "uses": list(uses), **more}


def only(found: ComponentMap) -> Edge:
    assert found.findings == ()
    (edge,) = found.edges.values()
    return edge


def said(found: ComponentMap) -> list[str]:
    return [f.message for f in found.findings]


def test_a_list_of_targets_is_an_edge_for_each_with_all_that_is_stated() -> None:
    found = loaded(a=service({"calls": ["b", "c"], "timeout": "800ms"}), b=service(), c=service())
    assert list(found.edges) == ["a calls b", "a calls c"]
    assert {e.timeout for e in found.edges.values()} == {Duration.parse("800ms")}


def test_what_is_not_stated_is_none_and_the_default_is_apart() -> None:
    edge = only(loaded(a=service({"calls": "b"}), b=service()))
    assert (edge.stated_if_lost, edge.if_lost) == (None, IfLost.FAILS)
    assert (edge.stated_when, edge.when) == (None, When.REQUEST)
    assert (edge.timeout, edge.retries, edge.auth, edge.encrypted) == (None, None, None, None)
    assert edge.hard


def test_none_is_a_statement() -> None:
    edge = only(loaded(a=service({"calls": "b", "auth": "none", "timeout": "none"}), b=service()))
    assert edge.auth is NONE
    assert edge.timeout is NONE


def test_an_outbox_lets_publishing_continue_unless_the_edge_says_otherwise() -> None:
    topic = {"kind": "topic"}
    assert only(loaded(a=service({"publishes": "t"}), t=topic)).if_lost is IfLost.FAILS
    outbox = {"publishes": "t", "outbox": True}
    assert only(loaded(a=service(outbox), t=topic)).if_lost is IfLost.CONTINUES
    stated = only(loaded(a=service({**outbox, "if-lost": "delays"}), t=topic))
    assert stated.if_lost is IfLost.DELAYS


@pytest.mark.parametrize(
    ("stated", "encrypted"),
    [
        ({}, None),
        ({"protocol": "HTTPS"}, True),
        ({"protocol": "mTLS"}, True),
        ({"protocol": "AMQP over TLS"}, True),
        ({"protocol": "HTTP"}, None),
        ({"protocol": "HTTPS", "encrypted": False}, False),
        ({"encrypted": True}, True),
    ],
)
def test_encryption_is_stated_or_implied_by_the_protocol(
    stated: dict[str, Any], *, encrypted: bool | None
) -> None:
    edge = only(loaded(a=service({"calls": "b", **stated}), b=service()))
    assert edge.travels_encrypted is encrypted


def test_edges_alike_are_told_apart_by_name() -> None:
    found = loaded(
        a=service({"calls": "b", "name": "pay"}, {"calls": "b", "name": "refund"}, {"reads": "b"}),
        b=service(),
    )
    assert found.findings == ()
    assert list(found.edges) == ["a calls b#pay", "a calls b#refund", "a reads b"]


def test_a_name_is_no_part_of_the_id_where_no_other_edge_is_alike() -> None:
    assert only(loaded(a=service({"calls": "b", "name": "pay"}), b=service())).id == "a calls b"


def test_edges_alike_without_names_are_an_error() -> None:
    found = loaded(a=service({"calls": "b"}, {"calls": "b"}), b=service())
    assert said(found) == ['The edge "a calls b" stands twice, first at m.yaml:1']
    assert list(found.edges) == ["a calls b"]


@pytest.mark.parametrize(
    ("reverse", "verb"),
    [
        ("deployed-by", "deploys"),
        ("configured-by", "configures"),
        ("observed-by", "observes"),
        ("authorized-by", "authorizes"),
    ],
)
def test_an_edge_said_from_the_other_end_is_turned_round(reverse: str, verb: str) -> None:
    edge = only(loaded(shop=service({reverse: "x", "if-lost": "degrades"}), x={"kind": "delivery"}))
    assert (edge.id, edge.sufferer, edge.cause) == (f"x {verb} shop", "shop", "x")
    assert edge.declared_by == (End.TARGET,)


def test_what_both_ends_say_is_put_together() -> None:
    found = loaded(
        delivery={"kind": "delivery", "uses": {"deploys": ["shop"], "auth": "mTLS"}},
        shop=service({"deployed-by": "delivery", "if-lost": "continues", "auth": "mTLS"}),
    )
    edge = only(found)
    assert edge.declared_by == (End.SOURCE, End.TARGET)
    assert (edge.auth, edge.stated_if_lost) == ("mTLS", IfLost.CONTINUES)


def test_both_ends_saying_different_things_is_an_error_at_the_second() -> None:
    text = """
components:
  delivery:
    kind: delivery
    uses:
      - deploys: shop
        timeout: 5s
  shop:
    kind: service
    uses:
      - deployed-by: delivery
        timeout: 6s
"""
    found = read_map({"m.yaml": text})
    assert [(f.location.line, f.rule) for f in found.findings] == [(12, "map-contradicting-ends")]
    assert "`timeout`: 5s at m.yaml:7, 6s here" in said(found)[0]
    assert found.findings[0].subject == "edge:delivery deploys shop"


def test_routes_from_the_data_plane_says_to_write_calls() -> None:
    found = loaded(lb={"kind": "gateway", "uses": {"routes": "a"}}, a=service())
    assert said(found) == ['"lb" is of the data plane and cannot route "a"']
    assert found.findings[0].mend.startswith("Write `calls`")
    mesh = {"kind": "service", "plane": "control", "uses": {"routes": "a"}}
    assert loaded(mesh=mesh, a=service()).findings == ()


def test_an_edge_belongs_to_the_plane_of_its_verb_or_of_its_source() -> None:
    found = loaded(
        identity={"kind": "identity", "uses": [{"authorizes": "a"}, {"configures": "a"}]},
        token={"kind": "service", "uses": {"authorizes": "a"}},
        a=service({"calls": "identity"}),
    )
    planes = {e.id: (e.plane, e.mode) for e in found.edges.values()}
    assert planes == {
        "identity authorizes a": (Plane.CONTROL, Mode.SYNC),
        "identity configures a": (Plane.CONTROL, Mode.CONTROL),
        "token authorizes a": (Plane.DATA, Mode.SYNC),
        "a calls identity": (Plane.DATA, Mode.SYNC),
    }


@pytest.mark.parametrize(("field", "value"), [("if-lost", "degrades"), ("when", "startup")])
def test_alternatives_must_share_what_a_loss_does_and_when_they_are_needed(
    field: str, value: str
) -> None:
    one = {"calls": "b", "any-of": "mail"}
    found = loaded(
        a=service(one, {"calls": "c", "any-of": "mail", field: value}), b=service(), c=service()
    )
    assert [f.rule for f in found.findings] == ["map-mixed-alternatives"]
    assert f"do not share `{field}`" in said(found)[0]


def test_alternatives_belong_to_who_suffers_from_them() -> None:
    found = loaded(
        a=service({"authorized-by": ["x", "y"], "any-of": "login"}),
        b=service({"calls": ["x", "y"], "any-of": "login", "if-lost": "degrades"}),
        x=service(),
        y=service(),
    )
    assert found.findings == ()
    assert {e.alternatives for e in found.edges.values()} == {("a", "login"), ("b", "login")}


def test_a_field_that_says_nothing_on_its_edge_is_a_warning() -> None:
    found = loaded(a=service({"calls": "b", "outbox": True}), b=service())
    assert [(f.severity, f.rule) for f in found.findings] == [("warning", "map-field-does-not-fit")]


def test_the_place_of_an_edge_and_its_fields_is_known() -> None:
    text = """components:
  a:
    kind: service
    uses:
      - calls: [b, c]
        timeout: 1s
  b: {kind: service}
  c: {kind: service}
"""
    found = read_map({"m.yaml": text})
    assert str(found.location("edge:a calls c")) == "m.yaml:5"
    assert str(found.location("edge:a calls c", "timeout")) == "m.yaml:6"
    assert str(found.location("edge:a calls c", "retries")) == "m.yaml:5"


def test_nothing_limits_how_old_a_copy_gets_where_it_says_none() -> None:
    edge = only(loaded(a=service({"replicates": "b", "stale-for": "none"}), b=service()))
    assert edge.stale_for is NONE


def test_threats_to_an_edge_may_be_stated_at_either_end_and_must_agree() -> None:
    both = [{"what": "one"}, {"what": "two"}]
    same = {"configures": "b", "threats": both}, {"configured-by": "a", "threats": both[::-1]}
    edge = only(loaded(a=service(same[0]), b=service(same[1])))
    assert [threat.what for threat in edge.threats or ()] == ["one", "two"]
    other = {"configured-by": "a", "threats": "three"}
    (message,) = said(loaded(a=service(same[0]), b=service(other)))
    assert "say different things about `threats`" in message
    assert "[one, two]" in message
    assert "[three]" in message
