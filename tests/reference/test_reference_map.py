"""The reference map: whole, kept promises, and the failures that it is there to show."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from archbook.components.component_map import ComponentMap
from archbook.components.folding import pictures
from archbook.components.loading import load_map
from archbook.components.model import Component, Edge
from archbook.components.threats import ThreatCategory, ThreatStatus
from archbook.components.units import Duration
from archbook.components.values import Rollback
from archbook.components.views import all_views
from archbook.components.vocabulary import VERBS, Cached, Lifecycle, Mode, Plane, Switching, When
from archbook.decisions.model import Decision, Status
from archbook.handbook import load_handbook
from archbook.rules.analyses.availability import AvailabilityTable
from archbook.rules.analyses.losses import DEGRADED, DELAYED, State, spread
from archbook.rules.analyses.naming_losses import named_losses
from archbook.rules.analyses.system import System
from archbook.rules.analyses.threat_model import boundaries, stated_threats
from archbook.rules.analyses.what_if import Loss, lose
from archbook.rules.run import Judgement, judge
from archbook.rules.verdicts import Answer
from archbook.rules.waivers import Standing
from archbook.source.findings import Severity
from archbook.source.findings import State as OfFinding

ROOT = Path(__file__).parents[2]
AS_OF = dt.date(2026, 11, 23)
LOOKS_AFTER = {"deploys", "configures", "observes"}


@cache
def the_map() -> ComponentMap:
    return load_map(ROOT / "diagrams", root=ROOT)


@cache
def the_system() -> System:
    return System(the_map())


@cache
def the_table() -> AvailabilityTable:
    return AvailabilityTable(the_system())


@cache
def the_log() -> dict[str, Decision]:
    logs = load_handbook(ROOT).logs
    return {decision.id: decision for decision in logs[0].decisions}


def losing(*names: str) -> Loss:
    return lose(the_system(), named_losses(the_system(), names))


def running() -> list[Component]:
    return [component for component in the_map().components.values() if component.live]


def running_edges() -> list[Edge]:
    system = the_system()
    return [e for e in the_map().edges.values() if e.source in system and e.target in system]


def test_the_map_loads_without_a_finding() -> None:
    assert [str(f.location) + f.message for f in the_map().findings] == []


def test_the_map_is_as_large_as_a_reference_needs() -> None:
    of = the_map()
    assert len(of.components) >= 35
    assert len(of.owners) >= 5
    assert len(of.zones) >= 4
    assert len(of.places) >= 3
    assert len(of.journeys) >= 5
    assert {c.plane for c in of.components.values()} == set(Plane)
    assert {c.lifecycle for c in of.components.values()} == set(Lifecycle)


def test_every_verb_is_used_but_the_one_that_has_no_use_here() -> None:
    # Traffic is routed by what carries it: gateways and the CDN call what they front.
    assert {e.verb.name for e in the_map().edges.values()} == set(VERBS) - {"routes"}


def test_it_has_what_the_rules_are_about() -> None:
    of = the_map()
    kinds = [of.components[c].kind.base for c in of.components]
    assert kinds.count("topic") == 2
    assert kinds.count("queue") >= 1
    assert of.components["dead-letters"].owner == "commerce"
    assert len(of.modules("shop")) == 6
    into_the_whole = [e.id for e in of.edges_to("shop") if e.mode is not Mode.CONTROL]
    assert into_the_whole == []
    assert all(e.outbox for e in of.edges_to("order-events") if e.verb.name == "publishes")
    assert any(e.when is When.STARTUP for e in of.edges.values())
    assert {e.cached for e in of.edges.values()} >= set(Cached)
    assert any(e.switch is Switching.AUTOMATIC for e in of.edges.values())
    assert any(e.id.endswith("#products") for e in of.edges.values())


def test_no_sync_edge_waits_shorter_than_what_it_waits_for() -> None:
    system = the_system()
    inverted = []
    for edge in running_edges():
        if edge.mode is not Mode.SYNC or edge.when is not When.REQUEST:
            continue
        assert isinstance(edge.timeout, Duration), edge.id
        assert edge.retries is not None, edge.id
        for need in system.needs_of[system.number(edge.cause)]:
            if need.edges[0].mode is Mode.SYNC and need.when is When.REQUEST:
                worst = Duration(0)
                for each in need.edges:
                    assert isinstance(each.timeout, Duration), each.id
                    worst += each.timeout * (1 + (each.retries or 0))
                if edge.timeout < worst:
                    inverted.append((edge.id, [each.id for each in need.edges]))
    assert inverted == []


def test_every_soft_need_has_a_timeout_and_a_fallback() -> None:
    soft = [e for e in running_edges() if e.mode is not Mode.CONTROL and not e.hard]
    soft = [e for e in soft if e.when is When.REQUEST]
    assert [e.id for e in soft if e.timeout is None or not e.fallback] == []


def test_what_crosses_a_zone_is_encrypted_and_says_who_it_is() -> None:
    components = the_map().components
    across = [e for e in running_edges() if components[e.source].zone != components[e.target].zone]
    assert [e.id for e in across if not e.travels_encrypted] == []
    assert [e.id for e in across if e.auth in {None, "none"}] == []


def test_classified_data_rests_only_where_the_zone_may_hold_it() -> None:
    of = the_map()
    for component in running():
        held = set(component.holds or ())
        assert held <= set(of.zones[str(component.zone)].may_hold or ()), component.id
        into = [e for e in of.edges_to(component.id) if e.verb.name in {"writes", "publishes"}]
        into += [e for e in of.edges_from(component.id) if e.verb.name == "replicates"]
        store = component.kind.store or component.kind.channel
        brought = {c for e in into if store or e.verb.name == "replicates" for c in e.data or ()}
        assert brought <= held, component.id


def test_a_shared_cache_carries_nothing_classified() -> None:
    of = the_map()
    ends = [*of.edges_to("cdn"), *of.edges_from("cdn")]
    shared = [e for e in of.edges.values() if e.cached is Cached.SHARED]
    assert [e.id for e in (*ends, *shared) if e.data] == []


def test_everything_has_an_owner_and_what_matters_can_be_run() -> None:
    for component in running():
        assert component.owner, component.id
        if component.tier not in {1, 2}:
            continue
        operations = component.operations
        assert operations.runbook, component.id
        assert operations.dashboard, component.id
        rollback = operations.rollback
        assert isinstance(rollback, Rollback), component.id
        assert rollback.drilled is not None, component.id
        assert dt.timedelta(0) <= AS_OF - rollback.drilled <= dt.timedelta(days=180), component.id
        if not component.kind.part:
            assert component.cost is not None, component.id
            assert component.cost.alert, component.id


def test_every_deployable_is_deployed_configured_and_observed() -> None:
    of = the_map()
    for component in running():
        if component.kind.deployable:
            verbs = {e.verb.name for e in of.edges_to(component.id)}
            assert verbs >= LOOKS_AFTER, component.id


def test_no_promise_is_more_than_what_it_rests_on_allows() -> None:
    table = the_table()
    for name, figures in (*table.components.items(), *table.journeys.items()):
        if figures.promised is None:
            continue
        assert figures.allowed is not None, name
        assert figures.expected is not None, name
        assert figures.promised <= figures.allowed, name
        assert figures.promised <= figures.expected, name


def test_journeys_and_tier_one_promise_something_and_alert_on_it() -> None:
    for journey in the_map().journeys.values():
        assert journey.slo is not None, journey.id
        assert journey.slo.availability, journey.id
        assert journey.slo.alert, journey.id
    for component in running():
        if component.tier == 1:
            assert component.slo is not None, component.id
            assert component.slo.alert, component.id


def test_the_data_plane_outlives_the_control_plane() -> None:
    loss = losing("plane:control")
    components = the_map().components
    down = [name for name in loss.those(State.DOWN) if components[name].plane is Plane.DATA]
    assert down == []
    shoppers = {name: state for name, state in loss.journeys.items() if name != "rollback"}
    assert set(shoppers.values()) == {State.UNAFFECTED}


@pytest.mark.parametrize(
    ("lost", "journey", "state"),
    [
        ("orders-db", "checkout", State.DOWN),
        ("payments", "checkout", State.DEGRADED),
        ("card-network", "checkout", State.DEGRADED),
        ("psp-a", "checkout", State.UNAFFECTED),
        ("warehouse", "checkout", State.UNAFFECTED),
        ("search", "search", State.DEGRADED),
        ("search", "checkout", State.UNAFFECTED),
        ("mailer", "order-mail", State.DELAYED),
        ("gateway", "parcel", State.DELAYED),
        ("gateway", "checkout", State.UNAFFECTED),
        ("edge-proxy", "browse", State.DEGRADED),
        ("cdn", "browse", State.DOWN),
        ("place:eu-west-a", "checkout", State.UNAFFECTED),
        ("place:eu-west-b", "search", State.DEGRADED),
        ("place:eu-central-a", "rollback", State.DOWN),
    ],
)
def test_a_loss_ends_a_journey_in_each_state(lost: str, journey: str, state: State) -> None:
    assert losing(lost).journeys[journey] is state


def test_payment_providers_share_a_network_and_mail_providers_share_nothing() -> None:
    assert set(losing("card-network").those(State.DOWN)) == {"payments", "psp-a", "psp-b"}
    mails = set(losing("mail-a").states) | set(losing("mail-b").states)
    assert mails == {"mail-a", "mail-b"}
    assert losing("mail-a", "mail-b").states["mailer"] is State.DELAYED


def test_the_mailer_can_be_degraded_and_delayed_at_once() -> None:
    system = the_system()
    bits = spread(system, [system.number("shop")])
    assert bits[system.number("mailer")] == DEGRADED | DELAYED


def test_some_losses_leave_somebody_who_cannot_start() -> None:
    assert losing("catalogue").cannot_start == ("indexer",)
    assert losing("plane:control").cannot_start == ("partner-export",)


def test_the_flags_that_would_help_the_store_need_the_store() -> None:
    of = the_map()
    needs_the_broken = [
        edge.id
        for component in running()
        for edge in of.edges_to(component.id)
        if edge.verb.name in LOOKS_AFTER
        and losing(component.id).states.get(edge.source) is State.DOWN
    ]
    assert needs_the_broken == ["flags configures orders-db"]


def test_delivery_is_in_one_place_only_and_its_journey_ends_with_it() -> None:
    assert the_map().components["delivery"].at == ("eu-central-a",)
    assert losing("delivery").journeys["rollback"] is State.DOWN


def test_map_and_log_name_each_other_as_they_are() -> None:
    of, log = the_map(), the_log()
    for decision in log.values():
        assert set(decision.components) <= set(of.components), decision.title
    cited: set[str] = set()
    cited.update(name for component in of.components.values() for name in component.decisions)
    cited.update(name for edge in of.edges.values() for name in edge.decisions)
    cited.update(name for journey in of.journeys.values() for name in journey.decisions)
    cited.update(name for stated in stated_threats(of) for name in stated.threat.decisions)
    assert cited <= set(log)
    stands = {Status.ACCEPTED, Status.DEPRECATED}
    assert {name for name, decision in log.items() if decision.status in stands} == cited


def test_every_tier_one_component_has_an_accepted_decision() -> None:
    accepted = [d for d in the_log().values() if d.status is Status.ACCEPTED]
    decided = {name for decision in accepted for name in decision.components}
    assert {c.id for c in running() if c.tier == 1} <= decided


@cache
def judged() -> Judgement:
    return judge(load_handbook(ROOT))


def test_the_reference_passes_with_a_handful_of_warnings_each_waived_or_listed() -> None:
    handbook = load_handbook(ROOT)
    assert handbook.as_of == AS_OF
    judgement = judged()
    severities = [f.severity for f in judgement.findings if f.state is not OfFinding.WAIVED]
    assert Severity.ERROR not in severities
    assert 1 <= severities.count(Severity.WARNING) <= 6
    waived = {f.rule: f.waived_by for f in judgement.findings if f.state is OfFinding.WAIVED}
    assert waived == {"shared-fate": "ADR-014", "recovery-needs-the-broken": "ADR-011"}


def test_waivers_of_every_standing_are_in_the_log() -> None:
    judgement = judged()
    of_rules = {w.decision.id: w for w in judgement.waivers if w.rule}
    assert of_rules["ADR-014"].in_force
    assert of_rules["ADR-014"].days_left > 30
    assert of_rules["ADR-011"].in_force
    assert 0 < of_rules["ADR-011"].days_left <= 30
    assert of_rules["ADR-012"].standing is Standing.ENDED
    (back,) = [f for f in judgement.findings if f.state is OfFinding.WAIVER_EXPIRED]
    assert (back.rule, back.subject) == ("single-point-of-failure", "component:delivery")
    assert (back.severity, back.waived_by) == (Severity.WARNING, "ADR-012")
    assert "its waiver in ADR-012 ended on 2026-10-31" in back.message
    assert [w.decision.id for w in judgement.unused] == ["ADR-005"]
    assert of_rules["ADR-007"].standing is Standing.CLOSED
    assert of_rules["ADR-007"].decision.status is Status.SUPERSEDED
    assert of_rules["ADR-020"].standing is Standing.NOT_ACCEPTED
    assert of_rules["ADR-020"].decision.status is Status.PROPOSED
    assert set(of_rules) == {f"ADR-{n:03}" for n in (5, 7, 11, 12, 14, 20)}


def test_each_boundary_has_a_threat_that_something_holds_the_answer_to() -> None:
    of = the_map()
    assert len(boundaries(of)) >= 10
    for boundary in boundaries(of):
        assert boundary.answered, boundary.words
    stated = stated_threats(of)
    assert len(stated) >= 15
    assert {each.threat.category for each in stated} == set(ThreatCategory)
    open_ = [each for each in stated if each.status is ThreatStatus.OPEN]
    assert [each.subject for each in open_] == ["component:mail-b"]
    assert all(each.holders for each in stated if each not in open_)


def test_rules_of_its_own_hold_and_are_needed_by_decisions() -> None:
    judgement = judged()
    for name in the_map().rules:
        answers = {verdict.answer for verdict in judgement.verdicts[name]}
        assert answers == {Answer.HOLDS}, name
    assert len(the_map().rules) >= 2


def test_the_split_service_has_a_decision_with_its_trigger() -> None:
    splits = [d for d in the_log().values() if d.in_force and "split" in d.tags]
    (split,) = splits
    assert split.front_matter.data["trigger"] == "scaling"
    assert "search" in split.components
    assert the_map().components["search"].within is None


def test_tokens_are_checked_in_the_data_plane_and_administered_in_the_control_plane() -> None:
    of = the_map()
    assert of.components["token-check"].plane is Plane.DATA
    assert of.components["identity"].plane is Plane.CONTROL
    keys = of.edges["identity configures token-check"]
    assert keys.stale_for is not None
    assert losing("identity").states.get("token-check", State.UNAFFECTED) is State.UNAFFECTED


def test_analytics_are_fed_by_change_data_capture_and_events_by_an_outbox() -> None:
    of = the_map()
    assert of.edges["cdc replicates orders-db"].mode is Mode.ASYNC
    assert of.edges["orders publishes order-events"].outbox


def test_a_loss_ends_some_journey_in_each_of_the_four_states() -> None:
    ends = {state for name in the_system().ids for state in losing(name).journeys.values()}
    assert ends == {State.DOWN, State.DEGRADED, State.DELAYED, State.UNAFFECTED}


def test_each_view_of_its_own_is_one_picture() -> None:
    of = the_map()
    own = [view for view in all_views(of) if view.id in of.views]
    assert {view.id: len(pictures(of, view)) for view in own} == dict.fromkeys(of.views, 1)
    assert all(len(pictures(of, view)[0].nodes) > 1 for view in own)
