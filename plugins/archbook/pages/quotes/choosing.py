"""Choosing things of the handbook by what is asked of them: components by selectors, and others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from archbook.components.selectors import Selector, select, unknown_names
from archbook.decisions.model import Decision, Status
from archbook.pages.quotes.book import Quoting, UnknownError, nearest
from archbook.pages.shelf import status_text

__all__ = ["chosen", "chosen_components", "chosen_decisions", "words"]

T = TypeVar("T")
_SELECTOR = TypeAdapter(Selector)
_KEYS = [name.rstrip("_").replace("_", "-") for name in Selector.__dataclass_fields__]


def words(value: object) -> tuple[str, ...]:
    """Return what a filter asks for, one or several, letter case and hyphens folded."""
    return tuple(_folded(one) for one in _several(value))


def _several(value: object) -> Sequence[object]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _folded(word: object) -> str:
    return str(word).casefold().replace("_", " ").replace("-", " ").strip()


def chosen(
    things: Iterable[tuple[T, Mapping[str, object]]],
    filters: Mapping[str, object],
    known: Mapping[str, Collection[str]],
    what: str,
) -> list[T]:
    """Return the things of which everything holds that is asked for.

    Args:
        things: Each with its properties; one that has several values has them as a tuple.
        filters: The properties that are asked for.
        known: The properties that things may be asked for, each with all the values it may have.
        what: What the things are, for the error.

    Raises:
        UnknownError: A property or a value is not known.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    for stated, value in filters.items():
        key = stated.rstrip("_").replace("_", "-")
        if key not in known:
            raise nearest(key, known, f"{what} cannot be chosen by")
        wanted[key] = words(value)
        folded = {_folded(one) for one in known[key]}
        for one, shown in zip(wanted[key], _several(value), strict=True):
            if one not in folded:
                raise nearest(str(shown), known[key], f"There is no {key.replace('-', ' ')}")
    return [
        thing
        for thing, has in things
        if all(set(words(has[key])).intersection(asked) for key, asked in wanted.items())
    ]


def chosen_components(at: Quoting, filters: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the components that a selector's keys mean.

    Args:
        at: The page.
        filters: Keys as views have them: `plane`, `kind`, `tier`, `owner`, `zone`, ...

    Raises:
        UnknownError: A key or a name is not known.
    """
    of = at.of
    written = {key.rstrip("_").replace("_", "-"): value for key, value in filters.items()}
    try:
        selector = _SELECTOR.validate_python(written)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else ""
        if first["type"] == "unexpected_keyword_argument":
            raise nearest(key, _KEYS, "A selector has no key") from error
        raise UnknownError(f'The selector\'s "{key}" is wrong: {first["msg"]}') from error
    for _, message, mend in unknown_names(selector, of):
        raise UnknownError(message, mend)
    return select(selector, of)


def chosen_decisions(at: Quoting, filters: Mapping[str, Any]) -> list[Decision]:
    """Return decisions in the order of their logs.

    Args:
        at: The page.
        filters: `component`, `tag`, `status`; what is empty is not asked for.

    Raises:
        UnknownError: A key or a name is not known.
    """
    asked = {key: value for key, value in filters.items() if value != ""}
    found = list(at.book.decisions())
    if "component" in asked:
        about = {id(d) for name in _several(asked["component"]) for d in _about(at, name)}
        found = [decision for decision in found if id(decision) in about]
        del asked["component"]
    every = list(at.book.decisions())
    known = {
        "component": (),
        "tag": dict.fromkeys(tag for decision in every for tag in decision.tags),
        "status": (*(status.value for status in Status), *map(status_text, every)),
    }
    things = ((one, {"tag": one.tags, "status": status_text(one)}) for one in found)
    return chosen(things, asked, known, "Decisions")


def _about(at: Quoting, name: object) -> Iterable[Decision]:
    component = at.find(name, "component").id
    if at.book.chapter is not None:
        return at.book.chapter.atlas.about.get(component, ())
    stated = {name.casefold() for name in at.of.components[component].decisions}
    return [
        d for d in at.book.decisions() if component in d.components or d.id.casefold() in stated
    ]
