"""Marks of findings on cards: by shape, count and words."""

from xml.etree import ElementTree as ET

import pytest

from archbook.components.folding import pictures
from archbook.components.loading import read_map
from archbook.components.views import find_view
from archbook.drawing.engine import Engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.marks import mark_of, mark_words
from archbook.drawing.mermaid import write_mermaid
from archbook.drawing.model import Drawing, Group, Mark, Node
from archbook.drawing.picture import draw
from archbook.source.findings import Finding, Location, Severity, State

_parse = ET.fromstring  # of what was just written
_SVG = "{http://www.w3.org/2000/svg}"


def _finding(
    rule: str = "r", severity: Severity = Severity.WARNING, state: State = State.OPEN
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        subject="component:a",
        message="It is so",
        location=Location(file="m.yaml"),
        state=state,
    )


def test_a_mark_tells_the_worst_open_finding_and_how_many_there_are() -> None:
    found = [_finding("a"), _finding("b", Severity.ERROR), _finding("c", state=State.WAIVED)]
    assert mark_of(found) == Mark(severity=Severity.ERROR, count=2)


def test_a_finding_whose_waiver_has_ended_is_open() -> None:
    assert mark_of([_finding(state=State.WAIVER_EXPIRED)]) == Mark(
        severity=Severity.WARNING, count=1
    )


def test_a_mark_is_waived_where_everything_is() -> None:
    found = [_finding("a", state=State.WAIVED), _finding("b", Severity.ERROR, State.WAIVED)]
    assert mark_of(found) == Mark(severity=Severity.ERROR, count=2, waived=True)


@pytest.mark.parametrize("found", [[], [_finding(severity=Severity.NOTE)]])
def test_notes_are_no_mark(found: list[Finding]) -> None:
    assert mark_of(found) is None


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark(severity=Severity.WARNING, count=1), "1 open warning"),
        (Mark(severity=Severity.ERROR, count=1, waived=True), "1 waived error"),
        (Mark(severity=Severity.ERROR, count=3), "3 open findings, the worst an error"),
        (Mark(severity=Severity.WARNING, count=2), "2 open findings, the worst a warning"),
    ],
)
def test_a_mark_is_said_in_words(mark: Mark, words: str) -> None:
    assert mark_words(mark) == words


def _marked(severity: Severity, *, waived: bool = False) -> Drawing:
    mark = Mark(severity=severity, count=2, waived=waived)
    return Drawing(
        id="d",
        title="D",
        nodes=(
            Node(id="a", name="A", link="a/", mark=mark),
            Node(id="b", name="B", group="g", link="b/"),
        ),
        groups=(Group(id="g", label="G", link="g/", mark=mark),),
    )


def test_card_and_frame_say_their_mark_to_those_who_do_not_see_it(engine: Engine) -> None:
    root = _parse(draw(_marked(Severity.ERROR), engine).inline(salt="x"))
    names = [link.attrib["aria-label"] for link in root.iter(f"{_SVG}a")]
    told = [name for name in names if name.endswith("2 open findings, the worst an error")]
    assert len(told) == 2


def test_severities_and_waivers_differ_in_shape(engine: Engine) -> None:
    signs = set()
    for severity in (Severity.ERROR, Severity.WARNING):
        body = draw(_marked(severity), engine).body
        signs.add(body.count("L", body.index("ab-p-mark-sign"), body.index("ab-p-mark-point")))
    assert len(signs) == 2
    assert "ab-p-mark--waived" in draw(_marked(Severity.ERROR, waived=True), engine).body


def test_the_legend_explains_the_marks_there_are(engine: Engine) -> None:
    assert "an error among them" in draw(_marked(Severity.ERROR), engine).body
    waived = draw(_marked(Severity.WARNING, waived=True), engine).body
    assert "warnings that decisions waive" in waived
    assert "an error among them" not in waived


def test_mermaid_says_the_mark_in_words() -> None:
    assert "2 open findings, the worst a warning" in write_mermaid(_marked(Severity.WARNING))


_MAP = """
components:
  web: {kind: web, uses: [{calls: orders}]}
  shop: {kind: service}
  orders: {kind: module, within: shop}
  stock: {kind: module, within: shop}
"""


def test_findings_of_the_map_reach_cards_and_a_finding_about_two_parts_counts_once() -> None:
    read = read_map({"map.yaml": _MAP})
    view = find_view(read, "data-plane")
    assert view is not None
    shared = _finding("shared")
    findings = {"orders": [shared, _finding("own")], "stock": [shared], "shop": [_finding("whole")]}
    (whole,) = pictures(read, view)
    drawing = to_drawing(whole, findings=findings)
    counts = {node.id: node.mark.count for node in drawing.nodes if node.mark}
    assert counts == {"orders": 2, "stock": 1}
    assert [group.mark.count for group in drawing.groups if group.mark] == [1]
    (folded,) = pictures(read, view, limit=2)
    drawing = to_drawing(folded, findings=findings)
    counts = {node.id: node.mark.count for node in drawing.nodes if node.mark}
    assert counts == {"shop": 3}
