"""Relations between decisions: what they point at, what the other end does not say, cycles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.decisions.model import (
    Decision,
    FileKind,
    Mention,
    Relation,
    RelationKind,
    Target,
)
from archbook.decisions.relations import TargetIndex, cycles, relate

SUPERSEDES, SUPERSEDED_BY = RelationKind.SUPERSEDES, RelationKind.SUPERSEDED_BY


def decision(
    path: str,
    number: Target | None,
    *relations: Relation,
    log: str = "adr",
    title: str | None = None,
    mentions: tuple[Mention, ...] = (),
) -> Decision:
    return Decision(
        path=path,
        file=f"{log}/{path}",
        kind=FileKind.ADR,
        id=f"ADR-{number:03}" if isinstance(number, int) else str(number),
        number=number,
        title=title,
        display_title=path,
        relations=relations,
        mentions=mentions,
    )


def relation(target: Target, *, href: str = "", kind: RelationKind = SUPERSEDES) -> Relation:
    return Relation(kind=kind, target=target, href=href, line=3)


LOG = [
    decision("0001-start-small.md", 1, title="Start small"),
    decision("0002-use-postgres.md", 2, title="Use PostgreSQL"),
    decision("data/0003-feed-reports.md", 3),
    decision("20260302-choose-a-cdn.md", "20260302"),
]
SOURCE = decision("0009-later.md", 9)


@pytest.mark.parametrize(
    ("target", "href", "expected"),
    [
        (2, "", "0002-use-postgres.md"),
        ("ADR-002", "", "0002-use-postgres.md"),
        ("adr 2", "", "0002-use-postgres.md"),
        ("0002", "", "0002-use-postgres.md"),
        ("use-postgres", "", "0002-use-postgres.md"),
        ("0002-use-postgres.md", "", "0002-use-postgres.md"),
        ("Use PostgreSQL", "", "0002-use-postgres.md"),
        ("20260302", "", "20260302-choose-a-cdn.md"),
        ("choose-a-cdn", "", "20260302-choose-a-cdn.md"),
        (1, "0002-use-postgres.md", "0002-use-postgres.md"),
        (1, "./0002-use-postgres.md#context", "0002-use-postgres.md"),
        (1, "../adr/0002-use-postgres.md?x=1", "0002-use-postgres.md"),
        (1, "0002-use-postgres", "0002-use-postgres.md"),
        (1, "0002-use-postgres.html", "0002-use-postgres.md"),
        (1, "0002-use-postgres/", "0002-use-postgres.md"),
        (1, "0002%2Duse-postgres.md", "0002-use-postgres.md"),
        (3, "data/0003-feed-reports.md", "data/0003-feed-reports.md"),
        (3, "0003-feed-reports.md", "data/0003-feed-reports.md"),
        (2, "./0002", "0002-use-postgres.md"),
        (2, "0002-use-postgresql.md", "0002-use-postgres.md"),
        (1, "https://code.example/o/r/blob/main/adr/0002-use-postgres.md", "0002-use-postgres.md"),
    ],
)
def test_a_target_is_found_by_whatever_names_it(target: Target, href: str, expected: str) -> None:
    index = TargetIndex.of(LOG, {d.file: d for d in LOG})
    found = index.find(SOURCE, target, href).decision
    assert found is not None
    assert found.path == expected


@pytest.mark.parametrize(
    ("target", "href"),
    [
        (7, ""),
        ("ADR-007", ""),
        ("", ""),
        (2, "0002-trust-nobody-at-the-edge.md"),
        (2, "https://code.example/other/adr/0002-something-else.md"),
        (2, "README.md"),
    ],
)
def test_what_is_not_in_the_log_is_not_found(target: Target, href: str) -> None:
    index = TargetIndex.of(LOG, {d.file: d for d in LOG})
    assert index.find(SOURCE, target, href).decision is None


def test_a_number_taken_twice_is_told_by_a_link_and_ambiguous_without() -> None:
    log = [decision("0002-a.md", 2), decision("0002-b.md", 2)]
    index = TargetIndex.of(log, {d.file: d for d in log})
    assert index.find(SOURCE, 2, "0002-b.md").decision == log[1]
    bare = index.find(SOURCE, 2)
    assert bare.decision == log[0]
    assert [rival.path for rival in bare.rivals] == ["0002-a.md", "0002-b.md"]


def test_a_number_means_the_decision_of_its_own_folder_where_folders_count_for_themselves() -> None:
    log = [decision(f"{f}000{n}-x{n}.md", n) for f in ("", "web/") for n in (1, 2)]
    source = decision("web/0001-x1.md", 1)
    index = TargetIndex.of(log, {d.file: d for d in log})
    assert index.find(source, 2).decision == log[3]
    assert index.find(source, 2).rivals == ()


def test_a_number_is_looked_for_around_its_folder_and_never_beside_it() -> None:
    log = [decision(f"{f}000{n}-x{n}.md", n) for f in ("", "web/", "app/") for n in (1, 2)]
    log += [decision("0007-x7.md", 7), decision("web/0008-x8.md", 8)]
    index = TargetIndex.of(log, {d.file: d for d in log})
    source = decision("app/0001-x1.md", 1)
    assert index.find(source, 7).decision == log[-2]
    assert index.find(source, 8).decision is None


def test_what_one_end_states_is_completed_at_the_other() -> None:
    old, new = relate([[decision("1.md", 1), decision("2.md", 2, relation(1))]])[0]
    assert new.relations[0].path == "1.md"
    assert [(r.kind, r.target, r.path) for r in old.completed] == [(SUPERSEDED_BY, 2, "2.md")]
    assert new.completed == ()


def test_what_both_ends_state_is_not_completed() -> None:
    pair = [
        decision("1.md", 1, relation(2, kind=SUPERSEDED_BY)),
        decision("2.md", 2, relation(1)),
    ]
    assert [d.completed for d in relate([pair])[0]] == [(), ()]


def test_a_symmetric_relation_is_completed_as_itself() -> None:
    kind = RelationKind.RELATES_TO
    one, _ = relate([[decision("1.md", 1), decision("2.md", 2, relation(1, kind=kind))]])[0]
    assert [(r.kind, r.target) for r in one.completed] == [(kind, 2)]


def test_a_link_leads_into_another_log_and_is_completed_there() -> None:
    here = [decision("1.md", 1, relation(5, href="../pay/5-x.md"), log="shop")]
    there = [decision("5-x.md", 5, log="pay")]
    (source,), (target,) = relate([here, there])
    assert source.relations[0].path == "../pay/5-x.md"
    assert [(r.kind, r.path) for r in target.completed] == [(SUPERSEDED_BY, "../shop/1.md")]


def test_a_number_never_means_a_decision_of_another_log() -> None:
    (source,), _ = relate([[decision("1.md", 1, relation(5))], [decision("5.md", 5, log="pay")]])
    assert source.relations[0].path == ""


def test_a_log_at_the_root_of_the_handbook_is_related_too() -> None:
    log = [
        decision("1.md", 1),
        decision("2.md", 2, relation(1), mentions=(Mention(target=1, text="ADR-1"),)),
    ]
    log = [
        Decision(**{name: getattr(d, name) for name in d.__slots__} | {"file": d.path}) for d in log
    ]
    old, new = relate([log])[0]
    assert new.relations[0].path == "1.md"
    assert new.mentions[0].path == "1.md"
    assert old.completed[0].path == "2.md"


def test_a_circle_is_found_once_and_a_chain_is_none() -> None:
    assert cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) == (("a", "b", "c"),)
    assert cycles({"a": ["b", "c"], "b": ["c"], "c": []}) == ()


def test_a_decision_that_supersedes_itself_is_a_circle() -> None:
    assert cycles({"a": ["a"]}) == (("a",),)


GRAPHS = st.dictionaries(
    st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=4), max_size=7
)


@given(GRAPHS)
def test_every_node_that_can_reach_itself_is_on_a_circle_and_no_other(
    edges: dict[str, list[str]],
) -> None:
    reach = {node: set(targets) for node, targets in edges.items()}
    for _ in range(7):
        for targets in reach.values():
            targets.update(*(reach.get(target, set()) for target in tuple(targets)))
    found = cycles(edges)
    assert {node for cycle in found for node in cycle} == {n for n in reach if n in reach[n]}
    for cycle in found:
        for node, following in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            assert following in edges[node]
