"""Layers of bounded width."""

from graphlib import TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from archbook.drawing.graph import Arrow
from archbook.drawing.layering import narrowed


def _fan(count: int) -> tuple[Arrow, ...]:
    return tuple(Arrow(tail=0, head=head) for head in range(1, count + 1))


def test_what_is_narrow_enough_stays_as_it_is() -> None:
    assert narrowed(_fan(3), 3) == _fan(3)


def test_a_fan_takes_as_many_ranks_as_it_needs() -> None:
    assert sorted(arrow.ranks for arrow in narrowed(_fan(6), 3)) == [1, 1, 1, 2, 2, 2]


def test_what_leads_on_stays_near_and_leaves_go_down() -> None:
    arrows = (*_fan(4), Arrow(tail=4, head=5), Arrow(tail=5, head=6))
    ranks = {arrow.head: arrow.ranks for arrow in narrowed(arrows, 2) if arrow.tail == 0}
    assert ranks[4] == 1
    assert max(ranks.values()) > 1


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda ends: ends[0] != ends[1]),
        unique=True,
        max_size=25,
    ),
    st.integers(1, 4),
)
def test_any_lines_become_ranks_without_a_cycle(ends: list[tuple[int, int]], most: int) -> None:
    arrows = tuple(Arrow(tail=tail, head=head) for tail, head in ends)
    told = narrowed(arrows, most)
    assert [{arrow.tail, arrow.head} for arrow in told] == [
        {arrow.tail, arrow.head} for arrow in arrows
    ]
    assert all(arrow.ranks >= 1 for arrow in told)
    if told != arrows:
        TopologicalSorter(
            {
                end: [arrow.tail for arrow in told if arrow.head == end]
                for pair in ends
                for end in pair
            }
        ).prepare()  # raises where there is a cycle
