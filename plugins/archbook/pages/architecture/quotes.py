"""What hand-written pages quote of the handbook, as Markdown: pictures, components, decisions.

With a site of ours the quotes are links and pictures; where another generator builds the site,
there are no such pages: names stay text, and pictures become Mermaid.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from archbook.components.component_map import ComponentMap
from archbook.components.folding import pictures
from archbook.components.selectors import Selector, select, unknown_names
from archbook.components.views import all_views
from archbook.decisions.model import Decision
from archbook.drawing.from_map import to_drawing
from archbook.drawing.mermaid import write_mermaid
from archbook.handbook import Handbook
from archbook.pages.architecture.chapter import ArchitectureChapter
from archbook.pages.architecture.figures import figure, sketch_figure
from archbook.pages.architecture.here import Here
from archbook.pages.model import Site
from archbook.pages.shelf import Shelf, full_title, status_text, tooltip
from archbook.pages.templates import fill
from archbook.source.findings import did_you_mean

__all__ = ["Quotes", "UnknownError"]

_SLOT = re.compile(r'(?:<p>\s*)?<div data-ab-slot="(\d+)"></div>(?:\s*</p>)?')
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~^$&-])")


class UnknownError(LookupError):
    """A quote of something that is not there.

    Attributes:
        message: What is wrong.
        mend: What to write instead.
    """

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


@dataclass(slots=True, kw_only=True)
class Quotes:
    """Quotes a handbook.

    Attributes:
        handbook: The handbook.
        shelf: Its decision logs in the site; None where there are no pages of ours.
        chapter: Its component map in the site, likewise.
    """

    handbook: Handbook
    shelf: Shelf | None = None
    chapter: ArchitectureChapter | None = None
    _slots: list[str] = field(default_factory=list)

    def diagram(self, name: str) -> str:
        """Return a picture: a place that `fill_in` fills, or Mermaid where there is no site.

        Args:
            name: Id of a view, of a picture it was split into, or of a journey, component, owner,
                zone or place.
        """
        if self.chapter is None:
            of = self._map()
            views = {view.id: view for view in all_views(of)}
            view = views[self._picture(name, views)]
            drawn = pictures(of, view, limit=self.handbook.settings.components.max_nodes)
            return f"```mermaid\n{write_mermaid(to_drawing(drawn[0]))}```\n"
        self._slots.append(self._picture(name, self.chapter.gallery.pieces))
        return f'<div data-ab-slot="{len(self._slots) - 1}"></div>'

    def component(self, name: str, *, uri: str = "") -> str:
        """Return a component's name, a link where it has a page.

        Args:
            name: Its id.
            uri: Source uri of the page that quotes it.
        """
        of = self._map()
        found = of.components.get(name)
        if found is None:
            raise UnknownError(
                f'There is no component "{name}"',
                "Write the id of a component of the map." + did_you_mean(name, of.components),
            )
        owner = of.owners[found.owner].name if found.owner else ""
        title = " · ".join(part for part in (found.kind.title, owner) if part)
        return _link(found.name, self._uri("component", name), uri, title)

    def decision(self, name: str | int, *, uri: str = "") -> str:
        """Return a decision's id and title, a link where it has a page.

        Args:
            name: Its id, such as `ADR-004`, or its number.
            uri: Source uri of the page that quotes it.
        """
        return self._decision(self._find(str(name).strip()), uri)

    def decisions(
        self, *, component: str = "", tag: str = "", status: str = "", uri: str = ""
    ) -> str:
        """Return decisions as a Markdown list, in the order of their logs.

        Args:
            component: Id of the component they are about.
            tag: A tag of theirs.
            status: A status, such as `accepted`.
            uri: Source uri of the page that quotes them.
        """
        found: Iterable[Decision] = self._decisions()
        if component:
            self.component(component)
            found = self._about(component)
        chosen = [
            decision
            for decision in found
            if (not tag or tag in decision.tags)
            and (not status or status.casefold() == status_text(decision).casefold())
        ]
        if not chosen:
            return "*No decision.*"
        return "\n".join(
            f"- {self._decision(decision, uri)} {_pill(decision)}" for decision in chosen
        )

    def components(self, selector: Mapping[str, Any], *, uri: str = "") -> str:
        """Return the components that a selector means, as a Markdown table.

        Args:
            selector: Keys as views have them: `plane`, `kind`, `tier`, `owner`, `zone`, ...
            uri: Source uri of the page that quotes them.
        """
        of = self._map()
        names = select(self._selector(selector), of)
        if not names:
            return "*No component.*"
        lines = ["| Component | Kind | Owner | What it does |", "|---|---|---|---|"]
        for name in names:
            component = of.components[name]
            owner = of.owners.get(component.owner or "")
            cells = (
                _link(component.name, self._uri("component", name), uri),
                _escaped(component.kind.title),
                _link(owner.name, self._uri("owner", owner.id), uri) if owner else "",
                _escaped(component.does or ""),
            )
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines)

    def fill_in(self, html: str, *, site: Site, at: str) -> str:
        """Put pictures into the places that `diagram` has left in a page's content.

        Args:
            html: The content.
            site: The site.
            at: Address of the page.
        """
        chapter = self.chapter
        if chapter is None or "data-ab-slot" not in html:
            return html
        here = Here(atlas=chapter.atlas, site=site, at=at)

        def shown(found: re.Match[str]) -> str:
            number = int(found[1])
            if number >= len(self._slots):
                return found[0]
            name = self._slots[number]
            salt = f"{name}-{number}"
            drawn = chapter.atlas.pictures.get(name)
            one = (
                figure(drawn, chapter.gallery, here, salt=salt)
                if drawn
                else sketch_figure(name, chapter.gallery, here, salt=salt)
            )
            return fill("architecture/quote.html", figure=one)

        return _SLOT.sub(shown, html)

    def _map(self) -> ComponentMap:
        if self.handbook.components is None:
            raise UnknownError("There is no component map", "Write one into `diagrams/*.yaml`.")
        return self.handbook.components

    def _picture(self, name: str, known: Collection[str]) -> str:
        """Return the id of the picture that a name means among those that are known."""
        if name in known:
            return name
        near = [one for one in known if one.endswith(f"/{name}")]
        if len(near) == 1:
            return near[0]
        if near:
            names = ", ".join(f'"{one}"' for one in sorted(near))
            raise UnknownError(f'"{name}" may be more than one view', f"Write one of {names}.")
        short = {*known, *(one.rpartition("/")[2] for one in known)}
        mend = "`archbook views` lists them." + did_you_mean(name, short)
        raise UnknownError(f'There is no view "{name}"', mend)

    def _selector(self, stated: Mapping[str, Any]) -> Selector:
        of = self._map()
        written = {key.rstrip("_").replace("_", "-"): value for key, value in stated.items()}
        try:
            selector = _SELECTOR.validate_python(written)
        except ValidationError as error:
            first = error.errors()[0]
            key = str(first["loc"][0]) if first["loc"] else ""
            if first["type"] == "unexpected_keyword_argument":
                mend = did_you_mean(key, _KEYS).strip() or f"Known are {', '.join(_KEYS)}."
                raise UnknownError(f'A selector has no key "{key}"', mend) from error
            raise UnknownError(f'The selector\'s "{key}" is wrong: {first["msg"]}') from error
        for _, message, mend in unknown_names(selector, of):
            raise UnknownError(message, mend)
        return selector

    def _decisions(self) -> Iterator[Decision]:
        if self.shelf is None:
            for log in self.handbook.logs:
                yield from log.decisions
        else:
            for view in self.shelf.logs:
                yield from view.decisions

    def _about(self, component: str) -> Iterable[Decision]:
        if self.chapter is not None:
            return self.chapter.atlas.about.get(component, ())
        stated = {name.casefold() for name in self._map().components[component].decisions}
        return [
            d for d in self._decisions() if component in d.components or d.id.casefold() in stated
        ]

    def _find(self, name: str) -> Decision:
        decisions = list(self._decisions())
        found = [one for one in decisions if one.id.casefold() == name.casefold()]
        if not found and name.isdecimal():
            found = [one for one in decisions if one.number == int(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownError(f'Several logs have a decision "{name}"', "Link to its file.")
        mend = "`archbook decisions list` lists them."
        near = difflib.get_close_matches(name.upper(), [one.id.upper() for one in decisions], n=1)
        if near:
            right = next(one.id for one in decisions if one.id.upper() == near[0])
            mend += f' Did you mean "{right}"?'
        raise UnknownError(f'There is no decision "{name}"', mend)

    def _decision(self, decision: Decision, uri: str) -> str:
        target = self.shelf.uris.get(decision.file, "") if self.shelf else ""
        return _link(full_title(decision), target, uri, tooltip(decision))

    def _uri(self, kind: str, name: str) -> str:
        return self.chapter.atlas.uri(kind, name) if self.chapter else ""


_SELECTOR = TypeAdapter(Selector)
_KEYS = [name.rstrip("_").replace("_", "-") for name in Selector.__dataclass_fields__]


def _link(text: str, target: str, uri: str, title: str = "") -> str:
    """Return a Markdown link between two source uris; the text alone where there is no target."""
    words = _escaped(text)
    if not target:
        return words
    way = quote(posixpath.relpath(target, posixpath.dirname(uri) or "."))
    said = " ".join(title.replace("\\", "").replace('"', "'").split())
    return f'[{words}]({way} "{said}")' if said else f"[{words}]({way})"


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, in a table's cell too."""
    return (
        _MARKS.sub(r"\\\1", " ".join(text.split())).replace("\\&", "&amp;").replace("\\<", "&lt;")
    )


def _pill(decision: Decision) -> str:
    word = decision.status.value if decision.status else "not-stated"
    return f'<span class="ab-status ab-status--{word}">{_escaped(status_text(decision))}</span>'
