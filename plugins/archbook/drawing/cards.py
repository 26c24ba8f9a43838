"""Cards: what stands on each, in which lines, and how large that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from archbook.drawing.geometry import Box
from archbook.drawing.model import Node, Shape, State
from archbook.drawing.text import clean, width, wrap

__all__ = [
    "CARD_W",
    "ICON",
    "LINE",
    "NAME",
    "PAD",
    "SMALL",
    "Card",
    "badge_width",
    "make_card",
    "state_word",
]

NAME = 14.0  # font size of the bold line
SMALL = 12.0  # font size of everything else; no text is smaller
LINE = 16.0  # distance between lines
PAD = 8.0
ICON = 30.0  # the light tile the icon stands on
CARD_W = 152.0  # width of a card whose words do not need more
_TEXT_MAX = 150.0
_MIN_TEXT = 92.0
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
        small: Lines of kind and owner.
        tags: Words that stand on its upper edge: its state, then its badges.
        w: Width.
        h: Height.
    """

    node: Node
    name: tuple[str, ...]
    small: tuple[str, ...]
    tags: tuple[str, ...]
    w: float
    h: float

    def text_left(self, box: Box) -> float:
        """Return where its lines begin."""
        return box.x + PAD + (ICON + PAD if self.node.icon else 3)


def badge_width(text: str) -> float:
    """Return the width of a word on the upper edge of a card."""
    return width(text, SMALL) + 12


def make_card(node: Node) -> Card:
    """Return the card of a node, sized to its words."""
    name = wrap(node.name or node.id, _TEXT_MAX, NAME, bold=True) or (clean(node.id) or "?",)
    words = " \N{MIDDLE DOT} ".join(part for part in (clean(node.kind), clean(node.owner)) if part)
    small = wrap(words, _TEXT_MAX, SMALL)
    tags = tuple(
        word for word in (state_word(node.state), *(clean(badge) for badge in node.badges)) if word
    )
    text = max(
        [_MIN_TEXT, *(width(line, NAME, bold=True) for line in name)]
        + [width(line, SMALL) for line in small]
    )
    left = PAD + (ICON + PAD if node.icon else 3)
    extra = 14 if node.shape is Shape.QUEUE else 8 if node.shape is Shape.PERSON else 0
    tagged = sum(badge_width(tag) + 4 for tag in tags) + 20
    high = max(len(name) * (LINE + 1) + len(small) * LINE, ICON) + 2 * PAD
    return Card(
        node=node,
        name=name,
        small=small,
        tags=tags,
        w=float(round(max(CARD_W, left + text + PAD + extra, tagged))),
        h=float(round(high)),
    )
