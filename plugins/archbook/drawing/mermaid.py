"""Mermaid text of a drawing: what is shown where there is no Graphviz, and a format to export.

Ids are numbers of ours, and words are quoted with every sign that means something to Mermaid
written as an entity, so no label can become syntax.
"""

from __future__ import annotations

from collections.abc import Callable

from archbook.drawing.cards import state_word, words_of
from archbook.drawing.contents import CAPTIONS, ROOT, Contents
from archbook.drawing.marks import mark_words
from archbook.drawing.model import Area, Drawing, Edge, Line, Node, Shape
from archbook.drawing.text import clean

__all__ = ["write_mermaid"]

_ARROWS = {Line.SYNC: "-->", Line.ASYNC: "-.->", Line.CONTROL: "-.-o"}
_SHAPES = {
    Shape.PERSON: ("([", "])"),
    Shape.STORE: ("[(", ")]"),
    Shape.QUEUE: ("[[", "]]"),
}
_SIGNS = {ord(sign): f"#{ord(sign)};" for sign in '"#&<>`;|[]{}()\\'}


def write_mermaid(drawing: Drawing, links: Callable[[str], str] | None = None) -> str:
    """Return a flowchart that shows the same cards, frames and lines.

    Args:
        drawing: The drawing.
        links: Turns a link into an address; without it cards lead nowhere.
    """
    names = {node.id: f"n{index}" for index, node in enumerate(drawing.nodes)}
    nodes = {node.id: node for node in drawing.nodes}
    frames = [group.id for group in drawing.groups]
    groups = {group.id: group for group in drawing.groups}
    lines = ["---", f'title: "{_quoted(drawing.title)}"', "---", "flowchart LR"]
    captions = CAPTIONS | dict(drawing.areas)

    def write(area: Area, held: Contents, frame: str, indent: str) -> None:
        for item in held.items[frame]:
            if item in held.depth:
                name = f"{area}_g{frames.index(item)}"
                names.setdefault(item, name)
                lines.append(f'{indent}subgraph {name}["{_quoted(groups[item].label or item)}"]')
                write(area, held, item, indent + "  ")
                lines.append(f"{indent}end")
            else:
                lines.append(f"{indent}{names[item]}{_node(nodes[item])}")

    for area in Area:
        if any(node.area is area for node in drawing.nodes):
            lines.append(f'  subgraph {area}["{_quoted(captions[area])}"]')
            write(area, Contents.of(drawing, area), ROOT, "    ")
            lines.append("  end")
    lines += [
        f"  {names[edge.source]} {_arrow(edge)} {names[edge.target]}" for edge in drawing.edges
    ]
    if links:
        lines += [
            f'  click {names[node.id]} href "{_quoted(links(node.link))}"'
            for node in drawing.nodes
            if node.link
        ]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    start, end = _SHAPES.get(node.shape, ("[", "]"))
    parts = [node.kind, node.owner, *node.badges, state_word(node.state)]
    parts += [mark_words(node.mark)] if node.mark else []
    words = " \N{MIDDLE DOT} ".join(part for part in map(clean, parts) if part)
    more = f"<br/>{_quoted(words)}" if words else ""
    return f'{start}"<b>{_quoted(node.name or node.id)}</b>{more}"{end}'


def _arrow(edge: Edge) -> str:
    steps = " ".join(f"({step})" for step in edge.steps)
    words = " ".join(part for part in (steps, *words_of(edge)) if part)
    return f'{_ARROWS[edge.line]}|"{_quoted(words)}"|' if words else _ARROWS[edge.line]


def _quoted(text: str) -> str:
    return clean(text).translate(_SIGNS)
