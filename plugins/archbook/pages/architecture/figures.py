"""A picture on a page, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from archbook.components.picture import NodeKind, Picture, PictureEdge, PictureNode
from archbook.components.vocabulary import Mode
from archbook.pages.architecture.edges import LOSSES
from archbook.pages.architecture.gallery import Gallery, picture_anchor
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.words import MODES

__all__ = ["Figure", "figure", "figures", "sketch_figure"]

# Pixels of a column of text.
_COLUMN = 960
# Pictures are shown at three quarters of their size at least; one that is wider than its column
# even so, but by less than a third, is fitted in. The style sheet knows columns of these widths.
_LEAST_SCALE = 0.75 * 0.75
_ROOMS = range(600, 1201, 50)
_FORMATS = {"svg": "SVG", "png": "PNG", "mmd": "Mermaid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """A card of a picture in words."""

    title: str
    href: str
    caption: str
    owner: str
    stands_for: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of a picture in words, told apart into the edges it stands for."""

    source: str
    target: str
    source_href: str
    target_href: str
    words: str
    mode: str
    steps: str
    edges: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture as a page shows it.

    Attributes:
        anchor: Its id.
        title: Its title.
        does: What it shows.
        wide: Whether it wants more room than a column of text.
        room: The least width of a column into which it is fitted unasked; 0 for none.
        svg: The picture, empty where there is none.
        mermaid: Stands in for it.
        files: Its files: what each is called and where it is.
        embed: Where it stands alone, to be embedded.
        cards: Its cards.
        lines: Its lines.
        notes: What was folded or left out.
        deeper: Ids of the pictures that this one was split into and that no page shows.
        table: Whether the table belongs below it; a page may say the same in its own tables.
        open: Whether the table is unfolded at first.
    """

    anchor: str
    title: str
    does: str
    wide: bool
    room: int
    svg: Markup
    mermaid: str
    files: Sequence[tuple[str, str]]
    embed: str
    cards: Sequence[_Card]
    lines: Sequence[_Line]
    notes: Sequence[str]
    deeper: Sequence[str]
    table: bool
    open: bool


def figures(
    view: str, gallery: Gallery, here: Here, *, table: bool = True, first: bool = False
) -> list[Figure]:
    """Return the pictures of a view for a page.

    Args:
        view: Its id.
        gallery: The pictures.
        here: The page.
        table: Whether each is followed by its table.
        first: Whether only the overview is wanted of a view that was split.
    """
    # Of a view without components there is no picture.
    shown = [each for each in gallery.atlas.drawn[view] if each.id in gallery.atlas.files]
    return [figure(each, gallery, here, table=table) for each in (shown[:1] if first else shown)]


def figure(
    picture: Picture, gallery: Gallery, here: Here, *, table: bool = True, salt: str = ""
) -> Figure:
    """Return one picture for a page.

    Args:
        picture: The picture.
        gallery: The pictures, drawn.
        here: The page.
        table: Whether it is followed by its table.
        salt: Keeps ids apart where a page may show the picture twice.
    """
    one = _bare(picture.id, picture.title, gallery, here, salt=salt)
    return replace(
        one,
        does=picture.does,
        cards=[_card(node, here) for node in picture.nodes] if table else (),
        lines=[_line(edge, picture, here) for edge in picture.edges] if table else (),
        notes=picture.notes,
        deeper=[name for name in picture.parts if name not in gallery.atlas.files],
        table=table,
    )


def sketch_figure(name: str, gallery: Gallery, here: Here, *, salt: str = "") -> Figure:
    """Return a hand-drawn diagram for a page; no map knows what it says, so it has no table.

    Args:
        name: Its id.
        gallery: The pictures.
        here: The page.
        salt: As of `figure`.
    """
    picture = gallery.pieces[name].picture
    return _bare(name, picture.title if picture else name, gallery, here, salt=salt)


def _bare(name: str, title: str, gallery: Gallery, here: Here, *, salt: str) -> Figure:
    """Return a picture with its files and without any table."""
    svg = gallery.inline(name, here, salt=salt)
    stem = gallery.atlas.files[name]
    return Figure(
        anchor=picture_anchor(salt or name),
        title=title,
        does="",
        wide=gallery.width(name) > _COLUMN,
        room=_room(gallery.width(name)),
        svg=Markup(svg),  # noqa: S704 - written and escaped by the drawing
        mermaid="" if svg else gallery.mermaid(name),
        files=[
            (_FORMATS[ending], here.to_uri(f"{stem}.{ending}")) for ending in gallery.formats(name)
        ],
        embed=here.to_uri(f"{stem}.html"),
        cards=(),
        lines=(),
        notes=(),
        deeper=(),
        table=False,
        open=not svg,
    )


def _room(width: float) -> int:
    """Return the column, of those that the style sheet knows, into which a picture is fitted."""
    least = width * _LEAST_SCALE
    if least > _ROOMS[-1]:
        return 0
    return min(_ROOMS, key=lambda room: abs(room - least))


def _card(node: PictureNode, here: Here) -> _Card:
    more = node.stands_for if node.kind is not NodeKind.COMPONENT else ()
    return _Card(
        title=node.title,
        href=_node_link(node, here),
        caption=node.caption,
        owner=node.owner or "",
        stands_for=[
            (here.of.components[name].name, here.to("component", name))
            for name in more
            if name != node.component
        ],
    )


def _node_link(node: PictureNode, here: Here) -> str:
    if node.component:
        return here.to("component", node.component)
    page = here.atlas.pages.get(node.picture or "")
    return here.to_uri(f"{page}#{picture_anchor(node.picture or '')}") if page else ""


def _line(edge: PictureEdge, picture: Picture, here: Here) -> _Line:
    nodes = {node.id: node for node in picture.nodes}
    boxes = {group.id: group.title for group in picture.groups}
    source, target = nodes.get(edge.source), nodes.get(edge.target)
    return _Line(
        source=source.title if source else boxes.get(edge.source, edge.source),
        target=target.title if target else boxes.get(edge.target, edge.target),
        source_href=_node_link(source, here) if source else "",
        target_href=_node_link(target, here) if target else "",
        words=", ".join(dict.fromkeys(edge.verbs)),
        mode=MODES[edge.mode],
        steps=", ".join(edge.numbers),
        edges=[_sentence(name, edge, here) for name in edge.edges],
    )


def _sentence(name: str, line: PictureEdge, here: Here) -> str:
    """Return an edge in words; its ends only where the line stands for others than these."""
    of = here.of
    edge = of.edges[name]
    what = edge.what or ""
    if {line.source, line.target} != {edge.source, edge.target}:
        ends = f"{of.components[edge.source].name} {edge.verb.name} "
        ends += of.components[edge.target].name
        what = f"{ends}: {what}" if what else ends
    elif len(line.edges) > 1:
        what = f"{edge.verb.name}: {what}" if what else edge.verb.name
    if edge.mode is Mode.CONTROL and edge.stated_if_lost is None:
        return what
    lost = f"if lost, {of.components[edge.sufferer].name} {LOSSES[edge.if_lost]}"
    return f"{what}; {lost}" if what else lost
