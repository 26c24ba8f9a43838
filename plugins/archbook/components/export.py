"""What `archbook components list` prints: components as plain values, by a published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from archbook.components.component_map import ComponentMap
from archbook.components.model import Component, Edge

__all__ = ["component_values", "components_schema"]

_SCHEMA = Path(__file__).with_name("components-list.schema.json")


def component_values(of: ComponentMap) -> list[dict[str, Any]]:
    """Return the components of a map as plain values, in the order of the schema.

    What the map does not state is null; what a part has from its whole is there, and named under
    `inherited`.

    Args:
        of: The map.
    """
    return [_component(of, component) for component in of.components.values()]


def components_schema() -> dict[str, Any]:
    """Return the JSON Schema of an array of such values."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return schema


def _component(of: ComponentMap, component: Component) -> dict[str, Any]:
    place = of.location(component.id)
    slo = component.slo
    return {
        "id": component.id,
        "name": component.name,
        "kind": component.kind.name,
        "plane": component.plane.value,
        "lifecycle": component.lifecycle.value,
        "does": component.does,
        "owner": component.owner,
        "tier": component.tier,
        "within": component.within,
        "zone": component.zone,
        "at": _list(component.at),
        "technology": component.technology,
        "availability": str(slo.availability) if slo and slo.availability else None,
        "holds": _list(component.holds),
        "tags": list(component.tags),
        "decisions": list(component.decisions),
        "inherited": dict(component.inherited),
        "uses": [_edge(edge) for edge in of.edges_from(component.id)],
        "file": place.file,
        "line": place.line,
    }


def _list(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "id": edge.id,
        "verb": edge.verb.name,
        "target": edge.target,
        "what": edge.what,
        "mode": edge.mode.value,
        "plane": edge.plane.value,
        "if_lost": edge.if_lost.value,
        "timeout": None if edge.timeout is None else str(edge.timeout),
        "retries": edge.retries,
        "decisions": list(edge.decisions),
    }
