"""Writing a laid-out picture as SVG.

The text holds marks, made of control characters that no drawing can contain, where the two
flavours of a picture differ: `archbook.drawing.finish` fills them in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from archbook.drawing.bundles import BAND
from archbook.drawing.cards import (
    BEHIND,
    ICON,
    LINE,
    NAME,
    PAD,
    STEP,
    TAG,
    Card,
    badge_width,
    step_width,
)
from archbook.drawing.contents import frame_title
from archbook.drawing.gates import captions, titles
from archbook.drawing.geometry import Box, Path, Point, number
from archbook.drawing.labels import Label
from archbook.drawing.marks import mark_words, write_mark
from archbook.drawing.model import Area, Line, Shape
from archbook.drawing.planes import Scene
from archbook.drawing.routing import Route
from archbook.drawing.text import clean, width

__all__ = [
    "ICON_MARK",
    "LINK_MARK",
    "SALT",
    "line_and_head",
    "outline",
    "slug",
    "step_pills",
    "write_body",
]

SALT = "\x01"  # before every id
LINK_MARK = ("\x02", "\x03")  # around a site-relative address
ICON_MARK = ("\x04", "\x05")  # around name, x, y, width and height of an icon
_ROUND = 9.0
_HEAD = 9.0
_BULGE = 4.0
_n = number


@cache
def slug(text: str) -> str:
    """Return a name for ids and classes: stable, lower case, different for different texts."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if plain == text:
        return plain
    return f"{plain[:40]}-{hashlib.sha256(text.encode()).hexdigest()[:6]}".lstrip("-")


def write_body(scene: Scene, routes: Sequence[Route], labels: Sequence[Label]) -> str:
    """Return areas, frames, lines, cards and words, in the order in which they cover each other."""
    parts = [*_areas(scene), *_frames(scene)]
    names = _names(scene)
    parts += [_edge(each, names) for each in routes]
    parts += [_card(scene.cards[name], box) for name, box in scene.nodes.items()]
    parts += [_label(scene, each) for each in labels]
    return "".join(parts)


def _areas(scene: Scene) -> list[str]:
    parts = []
    words = captions(scene)
    for area, box in scene.areas.items():
        text, place = words[area]
        parts.append(
            f'<rect class="ab-p-area ab-p-area--{area}" {_rect(box)} rx="12"/>'
            f'<text class="ab-p-caption ab-p-caption--{area}" x="{_n(place.x)}" '
            f'y="{_n(place.y + 15)}">{escape(text)}</text>'
        )
    return parts


def _frames(scene: Scene) -> list[str]:
    words, places = frame_title(scene.drawing), titles(scene)
    groups = {group.id: group for group in scene.drawing.groups}
    parts = []
    for key, box in scene.frames.items():
        area, name = key
        label, detail = words[name]
        group, place = groups[name], places[key]
        more = (
            f' <tspan class="ab-p-detail" font-weight="normal">{escape(detail)}</tspan>'
            if detail
            else ""
        )
        text = (
            f'<text class="ab-p-frame-name" x="{_n(place.x)}" y="{_n(place.y + 13)}">'
            f"{escape(label)}{more}</text>"
        )
        told = f"{label} {detail}"
        if group.mark:
            text += write_mark(group.mark, place.right, place.y + 9)
            told = f"{told}, {mark_words(group.mark)}"
        if group.link:
            text = f'<a {_href(group.link)} aria-label="{_attribute(told)}">{text}</a>'
        state = f" ab-is-{group.state}" if group.state else ""
        inner = " ab-p-frame--inner" if _frame_ground(scene, area, name) == "inner" else ""
        parts.append(
            f'<g class="ab-p-group{state}" id="{SALT}{slug(area + " " + name)}">'
            f'<rect class="ab-p-frame{inner}" {_rect(box)} rx="9"/>{text}</g>'
        )
    return parts


def _card(card: Card, box: Box) -> str:
    """Return a card: its outline, its icon on a light tile, its words."""
    node = card.node
    classes = ["ab-p-card", f"ab-p-card--{node.area}", f"ab-p-card--{node.shape}"]
    classes += [f"ab-is-{name}" for name in (node.state.value, *map(slug, node.classes)) if name]
    parts = [outline(node.shape, box)]
    box = card.face(box)
    middle = box.y + box.h / 2
    if node.icon:
        x, y = box.x + PAD, middle - ICON / 2
        parts.append(
            f'<rect class="ab-p-tile" x="{_n(x)}" y="{_n(y)}" width="{_n(ICON)}" '
            f'height="{_n(ICON)}" rx="6"/>{ICON_MARK[0]}{node.icon} {_n(x + 3)} {_n(y + 3)} '
            f"{_n(ICON - 6)} {_n(ICON - 6)}{ICON_MARK[1]}"
        )
    parts += _words(card, box)
    parts += step_pills(node.steps, box.x + 6, box.y)
    if node.mark:
        inner = box.right - PAD - (6 if node.shape in {Shape.QUEUE, Shape.PERSON} else 0)
        parts.append(write_mark(node.mark, inner, _first_line(card, box) - 5))
    told = ", ".join(
        part
        for part in (
            clean(node.name or node.id),
            clean(node.kind),
            f"owner {clean(node.owner)}" if node.owner else "",
            *map(clean, node.badges),
            *card.told,
            card.state,
            card.found,
            *(f"step {step}" for step in node.steps),
        )
        if part
    )
    inside = "".join(parts)
    name = f'aria-label="{_attribute(told)}"'
    if node.link:
        inside = f"<a {_href(node.link)} {name}>{inside}</a>"
        name = ""
    else:
        name = f' role="img" {name}'
    return f'<g class="{" ".join(classes)}" id="{SALT}{slug(node.id)}"{name}>{inside}</g>'


def _words(card: Card, box: Box) -> list[str]:
    x = card.text_left(box) + (6 if card.node.shape is Shape.PERSON and not card.node.icon else 0)
    y = _first_line(card, box)
    parts = []
    for line in card.name:
        parts.append(f'<text class="ab-p-name" x="{_n(x)}" y="{_n(y)}">{escape(line)}</text>')
        y += LINE + 1
    if card.badges:
        behind = x + width(card.name[-1], NAME, bold=True) + 6
        parts.append(
            f'<text class="ab-p-small" x="{_n(behind)}" y="{_n(y - LINE - 1)}">'
            f"{escape(card.badges)}</text>"
        )
    for line in card.small:
        parts.append(f'<text class="ab-p-small" x="{_n(x)}" y="{_n(y - 1)}">{escape(line)}</text>')
        y += LINE
    if card.state:
        top, wide = y - NAME + 3, badge_width(card.state)
        parts.append(
            f'<rect class="ab-p-tag" {_rect(Box(x, top, wide, 18))} rx="9"/>'
            f'<text class="ab-p-state" x="{_n(x + wide / 2)}" y="{_n(top + 13)}" '
            f'text-anchor="middle">{escape(card.state)}</text>'
        )
    return parts


def _first_line(card: Card, box: Box) -> float:
    """Return the height of the line on which a card's name stands."""
    high = len(card.name) * (LINE + 1) + len(card.small) * LINE + (TAG if card.state else 0)
    low = 1.5 if card.node.shape is Shape.STORE else 0.0
    return box.y + (box.h - high) / 2 + NAME - 1 + low


def step_pills(steps: Sequence[str], x: float, y: float) -> list[str]:
    """Return the numbers of steps in a row of dark pills, from the left, around a height."""
    parts = []
    for step in steps:
        wide = step_width(step)
        parts.append(
            f'<rect class="ab-p-step" {_rect(Box(x, y - STEP / 2, wide, STEP))} '
            f'rx="{_n(STEP / 2)}"/><text class="ab-p-step-number" x="{_n(x + wide / 2)}" '
            f'y="{_n(y + 4)}" text-anchor="middle">{escape(clean(step))}</text>'
        )
        x += wide + 2
    return parts


def outline(shape: Shape, box: Box) -> str:
    """Return the outline of a card as SVG."""
    x, y, w, h = (_n(value) for value in (box.x, box.y, box.w, box.h))
    if shape is Shape.STORE:
        side, round_ = _n(box.h - 2 * _BULGE), f"{_n(box.w / 2)} {_n(_BULGE)} 0 0"
        top = _n(box.y + _BULGE)
        return (
            f'<path class="ab-p-shape" d="M{x} {top}a{round_} 1 {w} 0v{side}a{round_} 1 -{w} 0z"/>'
            f'<path class="ab-p-fold" d="M{x} {top}a{round_} 0 {w} 0"/>'
        )
    if shape is Shape.QUEUE:
        along, round_ = _n(box.w - 2 * _BULGE), f"{_n(_BULGE)} {_n(box.h / 2)} 0 0"
        left, right = _n(box.x + _BULGE), _n(box.right - _BULGE)
        return (
            f'<path class="ab-p-shape" d="M{left} {y}h{along}a{round_} 1 0 {h}h-{along}'
            f'a{round_} 1 0 -{h}z"/><path class="ab-p-fold" d="M{right} {y}a{round_} 0 0 {h}"/>'
        )
    behind = ""
    if shape is Shape.WHOLE:
        box = Box(box.x, box.y, box.w - BEHIND, box.h - BEHIND)
        behind = f'<rect class="ab-p-shape" {_rect(box.moved(BEHIND, BEHIND))} rx="8"/>'
    radius = box.h / 2 if shape is Shape.PERSON else 8.0
    return f'{behind}<rect class="ab-p-shape" {_rect(box)} rx="{_n(radius)}"/>'


def _names(scene: Scene) -> dict[str, str]:
    """Return what each end of a line is called."""
    names = {node.id: clean(node.name or node.id) for node in scene.drawing.nodes}
    names |= {group.id: clean(group.label or group.id) for group in scene.drawing.groups}
    if Area.DATA in scene.areas:
        names[BAND] = captions(scene)[Area.DATA][0]
    return names


def _edge(route: Route, names: Mapping[str, str]) -> str:
    edge = route.bundle.edge
    classes = ["ab-p-edge", f"ab-p-edge--{edge.line}"]
    classes += [f"ab-is-{name}" for name in (edge.state.value, *map(slug, edge.classes)) if name]
    told = " ".join(
        part
        for part in (
            names[edge.source],
            clean(edge.label) or "\N{RIGHTWARDS ARROW}",
            names[edge.target],
        )
        if part
    )
    line, head = line_and_head(route.path, edge.line)
    return (
        f'<g class="{" ".join(classes)}" aria-hidden="true" data-ab-from="{slug(edge.source)}" '
        f'data-ab-to="{slug(edge.target)}"><title>{escape(told)}</title>'
        f'<path class="ab-p-line" d="{line}"/>{head}</g>'
    )


def line_and_head(path: Path, kind: Line) -> tuple[str, str]:
    """Return the `d` of a line with rounded bends, and its arrowhead."""
    if len(path) < 2:  # noqa: PLR2004 - a line has two ends
        return "", ""
    tip, before = path[-1], path[-2]
    short = 0.0 if kind is Line.ASYNC else _HEAD - 1
    points = [*path[:-1], _towards(tip, before, short)]
    words = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        radius = min(_ROUND, _distance(a, b) / 2, _distance(b, c) / 2)
        start, end = _towards(b, a, radius), _towards(b, c, radius)
        words.append(
            f"L{_n(start[0])} {_n(start[1])}Q{_n(b[0])} {_n(b[1])} {_n(end[0])} {_n(end[1])}"
        )
    words.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(words), _head(tip, before, kind)


def _head(tip: Point, before: Point, kind: Line) -> str:
    length = _distance(tip, before) or 1.0
    ux, uy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length

    def at(back: float, aside: float) -> str:
        return f"{_n(tip[0] - ux * back - uy * aside)} {_n(tip[1] - uy * back + ux * aside)}"

    if kind is Line.ASYNC:
        shape = f"M{at(_HEAD, 5)}L{at(0.5, 0)}L{at(_HEAD, -5)}"
    elif kind is Line.CONTROL:
        shape = f"M{at(1, 0)}L{at(5.5, 3.8)}L{at(10, 0)}L{at(5.5, -3.8)}z"
    else:
        shape = f"M{at(0.8, 0)}L{at(_HEAD, 4.2)}L{at(_HEAD, -4.2)}z"
    return f'<path class="ab-p-head" d="{shape}"/>'


def _towards(start: Point, end: Point, by: float) -> Point:
    length = _distance(start, end)
    if not length:
        return start
    share = min(by / length, 1.0)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _label(scene: Scene, label: Label) -> str:
    """Return words beside a line, with a rim in the colour of what they stand on."""
    ground = _ground(scene, label.box)
    box = label.box
    parts = step_pills(label.steps, box.x, box.y + box.h / 2)
    left = box.x + sum(step_width(step) + 2 for step in label.steps)
    middle = (left + box.right) / 2
    y = box.y + (box.h - len(label.lines) * (LINE - 2)) / 2 + 11
    for line in label.lines:
        parts.append(
            f'<text class="ab-p-words ab-p-words--{ground}" x="{_n(middle)}" y="{_n(y)}" '
            f'text-anchor="middle">{escape(line)}</text>'
        )
        y += LINE - 2
    if label.leader:
        a, b = label.leader
        way = f"M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}"
        parts.insert(0, f'<path class="ab-p-leader" d="{way}"/>')
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def _ground(scene: Scene, box: Box) -> str:
    """Return what lies under the middle of some words, for the colour of their rim."""
    x, y = box.middle
    spot = Box(x - 1, y - 1, 2, 2)
    ground = "page"
    for area, band in scene.areas.items():
        if band.meets(spot):
            ground = area.value if area in {Area.CONTROL, Area.DATA} else "side"
    for (area, name), frame in scene.frames.items():
        if frame.meets(spot):
            ground = _frame_ground(scene, area, name)
    return ground


def _frame_ground(scene: Scene, area: Area, name: str) -> str:
    """Return the tint of a frame: frames inside frames take turns."""
    return "frame" if len(scene.homes[area][name]) % 2 else "inner"


def _rect(box: Box) -> str:
    return f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.w)}" height="{_n(box.h)}"'


def _href(link: str) -> str:
    return f'xlink:href="{LINK_MARK[0]}{_attribute(link)}{LINK_MARK[1]}"'


def _attribute(text: str) -> str:
    return escape(clean(text), quote=True)
