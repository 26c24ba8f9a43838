"""The rules that a map states itself, judged: paths, edges and properties, forbidden or required.

Definitions. A *path* goes along edges from source to target. A forbidden path breaks the rule for
the component where it begins; a required one for each component from which none leads to any of
those named. A forbidden *edge* breaks it for that edge; a required one for each component that has
none. Edges that are not stated are not there; what a *property* or a field of an edge does not
state cannot be told. A property that is forbidden or required holds or is broken by what is stated,
`none` included. Only what runs is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from archbook.components.own_rules import Asks, OwnRule
from archbook.components.rule_forms import Each, EdgeChoice, EdgeForm, PathForm, PropertyForm
from archbook.components.selectors import Selector, select
from archbook.components.vocabulary import VERBS, Mode
from archbook.rules.analyses.traversal import shortest_way
from archbook.rules.map_facts import (
    MapFacts,
    MapSubject,
    edge_lacks,
    journey_lacks,
    lacks,
    of_component,
    of_edge,
    of_journey,
)
from archbook.rules.own_words import asserts, bounds_in_words
from archbook.rules.registry import Rule
from archbook.rules.values_stated import says, stated_value
from archbook.rules.verdicts import Answer, Missing, Verdict, broken, cannot_tell, holds
from archbook.rules.wording import way

if TYPE_CHECKING:
    from archbook.components.component_map import ComponentMap
    from archbook.components.model import Edge

__all__ = ["own_rules"]

_SERVING = frozenset(verb.name for verb in VERBS.values() if verb.mode is not Mode.CONTROL)


def own_rules(of: ComponentMap) -> dict[str, Rule]:
    """Return the rules that a map states as rules of the catalogue, by id.

    Args:
        of: The map.
    """
    return {name: _rule(stated, of) for name, stated in of.rules.items()}


def _rule(stated: OwnRule, of: ComponentMap) -> Rule:
    def judge(subject: MapSubject) -> Iterator[Verdict]:
        return _judged(stated, subject.facts)

    return Rule(
        id=stated.id,
        severity=stated.severity,
        dimension=stated.dimension,
        death=stated.death,
        asserts=asserts(stated),
        why=stated.why or f"This map asks for it: {stated.message}.",
        mend=stated.mend or "Change what is built, or the rule.",
        origin=of.location(f"rule:{stated.id}"),
        map_judge=judge,
    )


def _judged(rule: OwnRule, facts: MapFacts) -> Iterator[Verdict]:
    match rule.about:
        case PathForm() as form:
            yield from _paths(rule, form, facts)
        case EdgeForm() as form if rule.asks is Asks.FORBID:
            yield from _forbidden_edges(rule, form, facts)
        case EdgeForm() as form:
            yield from _required_edges(rule, form, facts)
        case PropertyForm() as form:
            yield from _properties(rule, form, facts)


def _chosen(selector: Selector | None, facts: MapFacts) -> frozenset[str]:
    """Return the running components that a selector means; all of them without one."""
    running = facts.system.ids
    if selector is None:
        return frozenset(running)
    return frozenset(select(selector, facts.map)).intersection(running)


def _paths(rule: OwnRule, form: PathForm, facts: MapFacts) -> Iterator[Verdict]:
    verbs = frozenset(form.via or _SERVING)
    passed = _chosen(form.not_through, facts) if form.not_through is not None else frozenset()
    goals = _chosen(form.to, facts)
    ahead: defaultdict[str, list[Edge]] = defaultdict(list)
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for edge in facts.edges:
        if edge.verb.name in verbs and edge.source != edge.target:
            ahead[edge.source].append(edge)
            behind[edge.target].append(edge.source)
    reaching = _reaching(goals, behind, passed)
    for start in sorted(_chosen(form.from_, facts)):
        name = f"component:{start}"
        path: tuple[str, ...] = ()
        if start in reaching:
            path = _way(facts, start, goals - {start}, ahead, passed)
        if rule.asks is Asks.REQUIRE and not path:
            yield broken(name, f"{rule.message}: {start}")
        elif rule.asks is Asks.FORBID and path:
            last = next(e for e in ahead[path[-2]] if e.target == path[-1])
            message = f"{rule.message}: {way(path)}"
            yield broken(name, message, path=path, components=path, place=of_edge(last))
        else:
            yield holds(name)


def _reaching(
    goals: frozenset[str], behind: Mapping[str, list[str]], passed: frozenset[str]
) -> frozenset[str]:
    """Return what leads to a goal, passing nothing that is to be passed by."""
    found: set[str] = set()
    waiting = sorted(goals)
    while waiting:
        for before in behind.get(waiting.pop(), ()):
            if before not in found:
                found.add(before)
                if before not in passed:
                    waiting.append(before)
    return frozenset(found)


def _way(
    facts: MapFacts,
    start: str,
    goals: frozenset[str],
    ahead: Mapping[str, list[Edge]],
    passed: frozenset[str],
) -> tuple[str, ...]:
    """Return a shortest way from a component to a goal, both included."""
    number, ids = facts.system.number, facts.system.ids

    def steps(at: int) -> Iterator[int]:
        if ids[at] == start or ids[at] not in passed:
            yield from (number(edge.target) for edge in ahead.get(ids[at], ()))

    found = shortest_way(number(start), {number(goal) for goal in goals}, steps)
    return tuple(ids[each] for each in found)


def _edges(choice: EdgeChoice | EdgeForm, facts: MapFacts) -> Iterator[Edge]:
    sources, targets = _chosen(choice.from_, facts), _chosen(choice.to, facts)
    for edge in facts.edges:
        fits = choice.verb is None or edge.verb.name in choice.verb
        if fits and edge.source in sources and edge.target in targets:
            yield edge


def _fits(rule: OwnRule, edge: Edge) -> tuple[Answer, tuple[Missing, ...]]:
    """Say whether an edge states what a rule looks for: holds, broken (it does not), or unsaid."""
    missing: list[Missing] = []
    for wanted in rule.wanted:
        said = says(stated_value(edge, wanted.field), wanted)
        if said is False:
            return Answer.BROKEN, ()
        if said is None:
            missing.extend(edge_lacks(edge, wanted.field))
    return (Answer.CANNOT_TELL if missing else Answer.HOLDS), tuple(missing)


def _forbidden_edges(rule: OwnRule, form: EdgeForm, facts: MapFacts) -> Iterator[Verdict]:
    found = list(_edges(form, facts))
    for edge in found:
        answer, missing = _fits(rule, edge)
        if answer is Answer.CANNOT_TELL:
            yield cannot_tell(of_edge(edge), *missing)
        elif answer is Answer.HOLDS:
            field = rule.wanted[0].field if rule.wanted else ""
            yield broken(of_edge(edge), f"{rule.message}: {edge.words}", field=field)
        else:
            yield holds(of_edge(edge))
    if not found:
        yield from (holds(f"component:{name}") for name in sorted(_chosen(form.from_, facts)))


def _required_edges(rule: OwnRule, form: EdgeForm, facts: MapFacts) -> Iterator[Verdict]:
    each_source = form.each is not Each.TO
    answers: defaultdict[str, list[tuple[Answer, tuple[Missing, ...]]]] = defaultdict(list)
    for edge in _edges(form, facts):
        answers[edge.source if each_source else edge.target].append(_fits(rule, edge))
    for name in sorted(_chosen(form.from_ if each_source else form.to, facts)):
        given = answers[name]
        missing = [each for answer, lacking in given for each in lacking]
        if any(answer is Answer.HOLDS for answer, _ in given):
            yield holds(f"component:{name}")
        elif missing:
            yield cannot_tell(f"component:{name}", *missing)
        else:
            yield broken(f"component:{name}", f"{rule.message}: {name}")


def _properties(rule: OwnRule, form: PropertyForm, facts: MapFacts) -> Iterator[Verdict]:
    (wanted,) = rule.wanted
    for name, words, thing, missing in _asked(form, wanted.field, facts):
        value = stated_value(thing, wanted.field)
        said = says(value, wanted)
        if said is None:
            yield cannot_tell(name, *missing())
        elif said is (rule.asks is Asks.FORBID):
            shown = bounds_in_words(wanted.field, value)
            yield broken(name, f"{rule.message}: {words}{shown}", field=wanted.field)
        else:
            yield holds(name)


_Asked = tuple[str, str, Any, Callable[[], tuple[Missing, ...]]]


def _asked(form: PropertyForm, field: str, facts: MapFacts) -> Iterator[_Asked]:
    """Yield what is asked: its subject, its name, itself, and what is missing if it is silent."""
    if form.of is not None:
        chosen = _chosen(form.of, facts)
        for component in facts.running:
            if component.id in chosen:
                yield (
                    of_component(component),
                    component.id,
                    component,
                    lambda c=component: lacks(c, field),  # type: ignore[misc]
                )
    elif form.of_edges is not None:
        for edge in _edges(form.of_edges, facts):
            yield of_edge(edge), edge.words, edge, lambda e=edge: edge_lacks(e, field)  # type: ignore[misc]
    else:
        for journey in facts.journeys:
            if any(fnmatchcase(journey.id, glob) for glob in form.of_journeys or ()):
                yield (
                    of_journey(journey),
                    journey.id,
                    journey,
                    lambda j=journey: journey_lacks(facts, j, field),  # type: ignore[misc]
                )
