import re

import pytest

from archbook.drawing.mermaid import write_mermaid
from archbook.drawing.model import Drawing, Edge, Group, Line, Node


def test_every_card_frame_and_line_is_told(shop: Drawing) -> None:
    text = write_mermaid(shop)
    for node in shop.nodes:
        assert f"<b>{node.name}</b>" in text
    for group in shop.groups:
        assert f'["{group.label}"]' in text
    assert len(re.findall(r"(-->|-\.->|-\.-o)", text)) == len(shop.edges)
    assert text.count("subgraph") == text.count("\n    end") + text.count("\n  end") + sum(
        text.count(f"\n{' ' * depth}end") for depth in (6, 8)
    )


def test_each_kind_of_line_has_its_own_arrow() -> None:
    nodes = (Node(id="a", name="A"), Node(id="b", name="B"))
    texts = {
        write_mermaid(
            Drawing(
                id="d", title="D", nodes=nodes, edges=(Edge(source="a", target="b", line=line),)
            )
        )
        for line in Line
    }
    assert len(texts) == len(Line)


@pytest.mark.parametrize(
    "odd", ['"] --> x', "end", "<script>", "a\nb", "#35;", "`x`", "{{x}}", "%%{init}"]
)
def test_no_text_becomes_syntax(odd: str) -> None:
    drawing = Drawing(
        id="d",
        title=odd,
        nodes=(Node(id=odd, name=odd, kind=odd), Node(id="b", name="B")),
        groups=(Group(id="g" + odd, label=odd),),
        edges=(Edge(source=odd, target="b", label=odd),),
    )
    lines = write_mermaid(drawing).splitlines()
    assert len(lines) == 9
    for line in lines[3:]:
        inside = re.findall(r'"([^"]*)"', line)
        assert line.count('"') == 2 * len(inside)
        for text in inside:
            assert not re.search(r"[<>{}`|\[\]]", re.sub(r"</?b>|<br/>", "", text))


def test_cards_lead_where_they_are_told_to(shop: Drawing) -> None:
    assert 'href "../components/orders/"' in write_mermaid(shop, lambda link: f"../{link}")
