"""Static stability and recovery, on maps worked out by hand."""

from __future__ import annotations

from typing import Any

from archbook.rules.analyses.blast import SingleLosses
from archbook.rules.analyses.stability import control_needs, recoveries, startup_control_needs
from support.maps import system


def shop(**more: Any) -> dict[str, Any]:
    return {
        "shopper": {"kind": "person", "uses": [{"calls": "gateway"}]},
        "gateway": {"kind": "gateway", "uses": [{"calls": "orders"}]},
        "orders": {"kind": "service"},
        "flags": {"kind": "flags", "uses": [{"configures": "orders"}]},
        **more,
    }


def test_a_control_plane_that_only_configures_is_not_needed() -> None:
    of = system(shop())
    assert list(control_needs(of)) == []
    assert startup_control_needs(of) == ()


def test_each_edge_into_the_control_plane_is_one_result_with_a_shortest_path() -> None:
    of = system(
        shop(
            orders={"kind": "service", "uses": [{"calls": "flags"}, {"calls": "prices"}]},
            prices={"kind": "service", "uses": [{"reads": "config"}]},
            config={"kind": "config"},
        )
    )
    found = {need.edge.id: need for need in control_needs(of) if need.edge}
    assert set(found) == {"orders calls flags", "prices reads config"}
    assert found["orders calls flags"].path == ("gateway", "orders", "flags")
    assert found["prices reads config"].path == ("gateway", "orders", "prices", "config")
    assert found["prices reads config"].affected == ("gateway", "orders", "prices", "shopper")


def test_a_whole_that_is_down_with_all_its_modules_is_named_among_the_affected() -> None:
    of = system(
        shop(
            gateway={"kind": "gateway", "uses": [{"calls": "app"}]},
            app={"kind": "service"},
            prices={"kind": "module", "within": "app", "uses": [{"reads": "flags"}]},
        )
    )
    (need,) = control_needs(of)
    assert need.affected == ("app", "gateway", "prices", "shopper")
    assert need.path == ("gateway", "app", "prices", "flags")


def test_an_alternative_in_the_data_plane_keeps_it_standing() -> None:
    uses = [{"calls": "flags", "any-of": "f"}, {"calls": "cache", "any-of": "f"}]
    of = system(shop(orders={"kind": "service", "uses": uses}, cache={"kind": "cache"}))
    assert list(control_needs(of)) == []


def test_an_edge_that_bears_the_loss_is_no_need() -> None:
    uses = [{"calls": "flags", "if-lost": "degrades"}]
    assert list(control_needs(system(shop(orders={"kind": "service", "uses": uses})))) == []


def test_people_who_use_the_control_plane_do_not_serve() -> None:
    of = system(
        shop(
            engineer={"kind": "person", "uses": [{"calls": "flags"}]},
            app={"kind": "client", "uses": [{"calls": "flags"}]},
        )
    )
    assert [need.component for need in control_needs(of)] == ["app"]


def test_a_serving_part_of_a_control_plane_whole_goes_down_with_it() -> None:
    of = system(
        {
            "platform": {"kind": "orchestrator"},
            "ingress": {"kind": "gateway", "within": "platform"},
        }
    )
    (need,) = control_needs(of)
    assert (need.component, need.cause, need.edge) == ("ingress", "platform", None)


def test_what_could_not_start_again_is_told_apart_from_what_goes_down() -> None:
    uses = [{"reads": "secrets", "when": "startup"}, {"reads": "config"}]
    of = system(
        shop(
            orders={"kind": "service", "uses": [{"reads": "secrets", "when": "startup"}]},
            prices={"kind": "service", "uses": uses},
            secrets={"kind": "secrets"},
            config={"kind": "config"},
        )
    )
    (need,) = startup_control_needs(of)
    assert [edge.id for edge in need.edges] == ["orders reads secrets"]
    assert [need.component for need in control_needs(of)] == ["prices"]


def test_what_looks_after_a_component_must_not_need_it() -> None:
    of = system(
        shop(
            flags={
                "kind": "flags",
                "uses": [{"configures": ["orders", "shopdb"]}, {"reads": "shopdb"}],
            },
            shopdb={"kind": "database"},
            alerting={
                "kind": "alerting",
                "uses": [{"observes": "gateway"}, {"calls": "gateway", "if-lost": "degrades"}],
            },
        )
    )
    found = {each.edge.id: each.broken for each in recoveries(SingleLosses(of))}
    assert found == {
        "flags configures orders": False,
        "flags configures shopdb": True,
        "alerting observes gateway": False,
    }
