"""The page of words: what the map's kinds and verbs mean, from the vocabulary itself."""

from __future__ import annotations

from collections import Counter

from archbook.components.vocabulary import KINDS, VERBS, End, Mode
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.edges import LOSSES
from archbook.pages.architecture.facts import PLANES
from archbook.pages.architecture.here import Here
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill

__all__ = ["MODES", "WORDS_TITLE", "render_words"]

WORDS_TITLE = "Words of the map"

MODES = {
    Mode.SYNC: "asks and waits",
    Mode.ASYNC: "passes on, does not wait",
    Mode.CONTROL: "controls",
}
"""How an edge works, in words; each is a line of its own in pictures."""

_LINES = {Mode.SYNC: "solid", Mode.ASYNC: "dashed", Mode.CONTROL: "dotted"}


def render_words(here: Here) -> RenderedPage:
    """Render the page of words: every kind and verb there is, the map's own kinds included.

    Args:
        here: The page.
    """
    of = here.of
    used = Counter(component.kind.name for component in of.components.values())
    said = Counter(edge.verb.name for edge in of.edges.values())
    own = [kind for name, kind in of.kinds.items() if name not in KINDS]
    text = fill(
        "architecture/words.html",
        title=WORDS_TITLE,
        kinds=[(kind, PLANES[kind.plane], used[kind.name]) for kind in (*own, *KINDS.values())],
        verbs=[
            (
                verb,
                MODES[verb.mode],
                _LINES[verb.mode],
                "the source" if verb.sufferer is End.SOURCE else "the target",
                LOSSES[verb.if_lost],
                said[verb.name],
            )
            for verb in VERBS.values()
        ],
        schema=here.to_uri(f"{here.atlas.at}/component-map.schema.json"),
    )
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=WORDS_TITLE, anchor="ab-top"),
            TocItem(level=2, text="Kinds", anchor="ab-kinds"),
            TocItem(level=2, text="Verbs", anchor="ab-verbs"),
        ),
        anchors=frozenset({"ab-top", "ab-kinds", "ab-verbs"}),
        search=f"<p>{WORDS_TITLE}</p>\n",
    )
