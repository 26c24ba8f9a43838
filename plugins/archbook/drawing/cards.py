"""Cards: what stands on each, in which lines, and how large that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archbook.drawing.geometry import Box
from archbook.drawing.marks import mark_width, mark_words
from archbook.drawing.model import Edge, Node, Shape, State
from archbook.drawing.text import clean, width, wrap

__all__ = [
    "BEHIND",
    "CARD_W",
    "ICON",
    "LINE",
    "NAME",
    "PAD",
    "SMALL",
    "STEP",
    "TAG",
    "Card",
    "badge_width",
    "make_card",
    "state_word",
    "step_width",
    "words_of",
]

NAME = 14.0  # font size of the bold line
SMALL = 12.0  # font size of everything else; no text is smaller
LINE = 16.0  # distance between lines
PAD = 8.0
STEP = 18.0  # height of the number of a step
_STEP_SIZE = 11.0
TAG = 21.0  # height of the line that tells a state
ICON = 30.0  # the light tile the icon stands on
CARD_W = 152.0  # width of a card whose words do not need more
_TEXT_MAX = 148.0
_GAP = 6.0
_LINE_ROOM = 9.0  # height that a line which ends at a card asks for
_WORDS_ROOM = 20.0  # the same for a line with words beside others
_HIGH_ENOUGH = 120.0
_MIN_TEXT = 92.0
BEHIND = 5.0  # how far the second card of a whole looks out behind the first
_EXTRA = {Shape.QUEUE: 14.0, Shape.PERSON: 8.0, Shape.WHOLE: BEHIND}
_MARKS = {
    State.LOST: "\N{MULTIPLICATION SIGN} lost",
    State.DOWN: "\N{MULTIPLICATION SIGN} down",
    State.DEGRADED: "\N{ALMOST EQUAL TO} degraded",
    State.DELAYED: "\N{HORIZONTAL ELLIPSIS} delayed",
    State.PLANNED: "planned",
    State.RETIRED: "retired",
    State.ADDED: "+ added",
    State.REMOVED: "\N{MINUS SIGN} removed",
    State.CHANGED: "\N{NOT EQUAL TO} changed",
}


def state_word(state: State) -> str:
    """Return the sign and word that tell a state without colour."""
    return _MARKS.get(state, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A node with its words broken into lines.

    Attributes:
        node: The node.
        name: Lines of its name.
        badges: What stands small behind its name.
        small: Lines of kind and owner, and of what else is told.
        told: What else is told, unwrapped.
        state: What has become of it, as a sign and a word.
        w: Width.
        h: Height.
    """

    node: Node
    name: tuple[str, ...]
    badges: str
    small: tuple[str, ...]
    state: str
    told: tuple[str, ...]
    w: float
    h: float

    @property
    def found(self) -> str:
        """What rules found, in words."""
        return mark_words(self.node.mark) if self.node.mark else ""

    def face(self, box: Box) -> Box:
        """Return the part of its box that its words stand on."""
        whole = self.node.shape is Shape.WHOLE
        return Box(box.x, box.y, box.w - BEHIND, box.h - BEHIND) if whole else box

    def text_left(self, box: Box) -> float:
        """Return where its lines begin."""
        return box.x + PAD + (ICON + PAD if self.node.icon else 3)


def words_of(edge: Edge) -> list[str]:
    """Return what is said beside a line: label and count, what its loss does, its state."""
    words = edge.label
    if edge.count > 1:
        words = f"{words} ({edge.count})".strip()
    lost = f"if lost: {edge.mark}" if edge.mark else ""
    return [text for text in map(clean, (words, lost, state_word(edge.state))) if text]


def step_width(step: str) -> float:
    """Return the width of the number of a step in its pill."""
    return max(STEP, width(clean(step), _STEP_SIZE, bold=True) + 9)


def badge_width(text: str) -> float:
    """Return the width of a word in a rounded box."""
    return width(text, SMALL) + 12


def _packed(parts: Sequence[str]) -> list[str]:
    """Return parts in as few lines as they need, with dots between those on one line."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]} \N{MIDDLE DOT} {part}" if lines else part
        if lines and width(joined, SMALL) <= _TEXT_MAX:
            lines[-1] = joined
        else:
            lines += wrap(part, _TEXT_MAX, SMALL)
    return lines


def make_card(node: Node, lines: int = 0, told: Sequence[str] = (), beside: int = 0) -> Card:
    """Return the card of a node, sized to its words, and higher where many lines meet.

    Args:
        node: The node.
        lines: How many lines end at it.
        told: What else is said on it, each in a line of its own.
        beside: How many lines with words join it to one and the same other card.
    """
    sign = PAD + mark_width(node.mark) if node.mark else 0.0
    name = wrap(node.name or node.id, _TEXT_MAX - sign, NAME, bold=True) or (clean(node.id) or "?",)
    badges = " ".join(filter(None, map(clean, node.badges)))
    taken = width(name[-1], NAME, bold=True) + (sign if len(name) == 1 else 0.0)
    if badges and taken + _GAP + width(badges, SMALL) > _TEXT_MAX:
        badges = ""
    parts = [node.kind, node.owner, *(() if badges else node.badges)]
    small = (
        *_packed([part for part in map(clean, parts) if part]),
        *(line for text in told for line in wrap(text, _TEXT_MAX, SMALL)),
    )
    state = state_word(node.state)
    text = max(
        [
            badge_width(state) if state else 0,
            _MIN_TEXT,
            *(width(line, NAME, bold=True) for line in name),
            width(name[0], NAME, bold=True) + sign,
            taken + _GAP + width(badges, SMALL) if badges else 0,
        ]
        + [width(line, SMALL) for line in small]
    )
    left = PAD + (ICON + PAD if node.icon else 3)
    extra = _EXTRA.get(node.shape, 0.0)
    high = max(len(name) * (LINE + 1) + len(small) * LINE + (TAG if state else 0), ICON) + 2 * PAD
    wished = max(lines * _LINE_ROOM, beside * _WORDS_ROOM if beside > 1 else 0.0)
    high = max(high + (BEHIND if node.shape is Shape.WHOLE else 0.0), min(wished, _HIGH_ENOUGH))
    return Card(
        node=node,
        name=name,
        badges=badges,
        small=small,
        state=state,
        told=tuple(told),
        w=float(round(max(CARD_W, left + text + PAD + extra))),
        h=float(round(high)),
    )
