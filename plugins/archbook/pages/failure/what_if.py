"""The page of a loss: its picture, and in sentences who is affected, by which edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from archbook.components.picture import Picture
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.figures import figure
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.here import Here
from archbook.pages.failure.study import WhatIf
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.rules.analyses.losses import State
from archbook.rules.analyses.system import Need
from archbook.rules.analyses.what_if import Effect
from archbook.rules.reasons import reason
from archbook.rules.wording import counted, listed

__all__ = ["GLYPHS", "render_what_if"]

GLYPHS = {
    State.LOST: "fails",
    State.DOWN: "fails",
    State.DEGRADED: "degrades",
    State.DELAYED: "delays",
    State.UNAFFECTED: "continues",
}
"""The mark that stands for each state beside its word."""

_TITLES = {State.DOWN: "Down", State.DEGRADED: "Degraded", State.DELAYED: "Delayed"}
_BECOMES = {State.DOWN: "is down", State.DEGRADED: "is degraded", State.DELAYED: "is delayed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """How one component came by its state.

    Attributes:
        name: The component.
        href: Its page.
        words: What becomes of it, and why.
        edges: Ids of the edges it came by.
        fallback: What happens instead, where the map says so.
        way: The components the loss went through to reach it, where it took more than one step.
    """

    name: str
    href: str
    words: str
    edges: Sequence[str]
    fallback: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """All who are in one state."""

    state: str
    glyph: str
    title: str
    anchor: str
    sentences: Sequence[_Sentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class _JourneyRow:
    """What becomes of a journey, and at which of its steps."""

    name: str
    href: str
    state: str
    glyph: str
    steps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _OwnerRow:
    """Somebody to tell."""

    name: str
    href: str
    on_call: str
    count: str


def render_what_if(
    what_if: WhatIf, shown: Sequence[Picture], gallery: Gallery, here: Here
) -> RenderedPage:
    """Render the page of a loss.

    Args:
        what_if: The loss.
        shown: Its pictures.
        gallery: All pictures of losses.
        here: The page.
    """
    figures = [figure(each, gallery, here) for each in shown]
    groups = [group for state in _TITLES if (group := _group(state, what_if, here)).sentences]
    journeys = list(_journeys(what_if, here))
    starts = list(_cannot_start(what_if, here))
    summary = _summary(what_if, here)
    text = fill(
        "failure/what-if.html",
        title=what_if.title,
        overview=here.to("failure", ""),
        summary=summary,
        lost=[_link(name, here) for name in what_if.loss.lost],
        figures=figures,
        groups=groups,
        starts=starts,
        journeys=journeys,
        owners=list(_owners(what_if, here)),
        command=f"archbook what-if --lose {what_if.key}",
    )
    headings = [
        *([("ab-journeys", "Journeys")] if journeys else ()),
        ("ab-owners", "Owners to tell"),
        *((group.anchor, group.title) for group in groups),
        *([("ab-start", "Could not start again")] if starts else ()),
    ]
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=what_if.title, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in headings),
        ),
        anchors=frozenset(
            {"ab-top", *(anchor for anchor, _ in headings), *(one.anchor for one in figures)}
        ),
        search=f"<p>{escape(what_if.title)} {escape(summary)}</p>\n",
    )


def _link(name: str, here: Here) -> tuple[str, str]:
    return here.of.components[name].name, here.to("component", name)


def _summary(what_if: WhatIf, here: Here) -> str:
    loss = what_if.loss
    if not loss.lost:
        return "Nothing that runs would be lost with it."
    parts = [f"{len(loss.those(state))} {state.value}" for state in _TITLES if loss.those(state)]
    others = listed(parts) if parts else "nobody else affected"
    ended = [
        here.of.journeys[name].name
        for name, state in sorted(loss.journeys.items())
        if state is State.DOWN
    ]
    lost = counted(len(loss.lost), "component")
    end = f" These journeys end: {listed(ended)}." if ended else " No journey ends."
    return f"{lost} lost; {others}.{end if loss.journeys else ''}"


def _group(state: State, what_if: WhatIf, here: Here) -> _Group:
    effects = sorted(
        (effect for effect in what_if.loss.effects if effect.state is state),
        key=lambda effect: effect.component,
    )
    return _Group(
        state=state.value,
        glyph=GLYPHS[state],
        title=f"{_TITLES[state]} ({len(effects)})",
        anchor=f"ab-{state.value}",
        sentences=[_sentence(effect, what_if, here) for effect in effects],
    )


def _sentence(effect: Effect, what_if: WhatIf, here: Here) -> _Sentence:
    of = here.of
    name, href = _link(effect.component, here)
    steps = what_if.loss.path_to(effect.component)
    way = [steps[0].because[0], *(step.component for step in steps)] if len(steps) > 1 else []
    fallbacks = [of.edges[edge].fallback or "" for edge in effect.edges]
    return _Sentence(
        name=name,
        href=href,
        words=_words(effect, what_if, here),
        edges=effect.edges,
        fallback=" ".join(dict.fromkeys(words for words in fallbacks if words)),
        way=" \N{RIGHTWARDS ARROW} ".join(of.components[each].name for each in way),
    )


def _words(effect: Effect, what_if: WhatIf, here: Here) -> str:
    """Say what becomes of a component, and of its second mark where it carries two."""

    def name(component: str) -> str:
        return here.of.components[component].name

    words = f"{_BECOMES[effect.state]}, since {reason(what_if.loss, effect, name)}."
    second = what_if.loss.also(effect.component)
    if second is not None:
        words += f" It is delayed too, since {reason(what_if.loss, second, name)}."
    return words


def _cannot_start(what_if: WhatIf, here: Here) -> Iterator[_Sentence]:
    loss = what_if.loss
    gone = {State.LOST, State.DOWN}
    for name in loss.cannot_start:
        number = loss.system.number(name)
        needs: list[Need] = [
            need
            for need in loss.system.startup_needs
            if need.sufferer == number
            and all(loss.states.get(loss.system.ids[cause]) in gone for cause in need.causes)
        ]
        edges = [edge.id for need in needs for edge in need.edges]
        lacking = [
            here.of.components[loss.system.ids[cause]].name
            for need in needs
            for cause in need.causes
        ]
        title, href = _link(name, here)
        words = f"runs on, and could not be started again without {listed(lacking)}."
        yield _Sentence(name=title, href=href, words=words, edges=edges, fallback="", way="")


def _journeys(what_if: WhatIf, here: Here) -> Iterator[_JourneyRow]:
    loss = what_if.loss
    order = tuple(State)
    for name, state in sorted(loss.journeys.items(), key=lambda one: (order.index(one[1]), one[0])):
        journey = here.of.journeys[name]
        at = [
            f"{here.of.components[step].name} ({loss.states[step].value})"
            for step in dict.fromkeys(journey.components)
            if step in loss.states
        ]
        yield _JourneyRow(
            name=journey.name,
            href=here.to("journey", name),
            state=state.value,
            glyph=GLYPHS[state],
            steps=listed(at),
        )


def _owners(what_if: WhatIf, here: Here) -> Iterator[_OwnerRow]:
    of, loss = here.of, what_if.loss
    for name in loss.owners:
        owner = of.owners.get(name)
        count = sum(of.components[each].owner == name for each in loss.states)
        yield _OwnerRow(
            name=owner.name if owner else name,
            href=here.to("owner", name),
            on_call=here.document(owner.on_call) if owner and owner.on_call else "",
            count=counted(count, "component"),
        )
