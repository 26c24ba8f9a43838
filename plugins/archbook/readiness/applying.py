"""Which components an item or a checklist is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archbook.components.component_map import ComponentMap
from archbook.components.model import Component
from archbook.components.selectors import Selector, select
from archbook.components.vocabulary import Lifecycle

__all__ = ["Scope", "scope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The components that something is about.

    Attributes:
        asked: Ids of those that it is about.
        left_out: Of those that its selector means and that are left out all the same, why.
    """

    asked: frozenset[str]
    left_out: Mapping[str, str]

    def why_not(self, component: str) -> str:
        """Return why a component is not asked, one clause."""
        return self.left_out.get(component, "its `applies-to` does not take it in")


def scope(selector: Selector | None, of: ComponentMap) -> Scope:
    """Return the components that an item or a checklist is about.

    People, and what is planned, deprecated or retired, are left out unless the selector names their
    kind, their lifecycle or their very id.

    Args:
        selector: The selector; None for all.
        of: The map.
    """
    chosen = of.components if selector is None else select(selector, of)
    parts = list(_parts(selector)) if selector is not None else []
    reasons = {name: _reason(of.components[name], parts, of) for name in chosen}
    return Scope(
        asked=frozenset(name for name, reason in reasons.items() if not reason),
        left_out={name: reason for name, reason in reasons.items() if reason},
    )


def _reason(component: Component, parts: list[Selector], of: ComponentMap) -> str:
    if any(component.id in (part.id or ()) for part in parts):
        return ""
    if component.kind.person and not any(
        of.kind_line(component.kind.name) & set(part.kind or ()) for part in parts
    ):
        return "it is a person"
    if component.lifecycle is not Lifecycle.LIVE and not any(
        component.lifecycle in (part.lifecycle or ()) for part in parts
    ):
        return f"it is {component.lifecycle}"
    return ""


def _parts(selector: Selector) -> Iterator[Selector]:
    """Yield a selector and all it is put together from, but for what must not hold."""
    yield selector
    for inner in (*(selector.any_ or ()), *(selector.all_ or ())):
        yield from _parts(inner)
