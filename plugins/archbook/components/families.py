"""Families of kinds: what an overview puts on one card, and what it calls it."""

from __future__ import annotations

from collections.abc import Mapping

from archbook.components.vocabulary import Kind, Plane

__all__ = ["family_of", "plural"]

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "People": ("person",),
    "Clients": ("client",),
    "Entries": ("cdn", "gateway", "dns"),
    "Front ends": ("web",),
    "Services": ("service", "module", "function"),
    "Workers and jobs": ("worker", "job"),
    "Stores": ("database", "dataset", "storage", "search-index", "cache"),
    "Topics and queues": ("queue", "topic"),
    "Third parties": ("external",),
    "Analytics": ("warehouse", "pipeline", "report", "notebook"),
    "Build and release": ("repository", "build", "registry", "delivery", "provisioning"),
    "Running": ("orchestrator", "scheduler"),
    "Settings": ("config", "flags", "secrets"),
    "Identity and policy": ("identity", "policy"),
    "Watching": ("telemetry", "alerting", "audit", "cost"),
    "Backup": ("backup",),
}
_BY_KIND = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds}


def family_of(kind: Kind) -> str:
    """Return the title of the family a kind belongs to; a map's own kinds go by their base."""
    known = _BY_KIND.get(kind.base)
    if known is not None:
        return known
    return "Further parts" if kind.plane is Plane.DATA else "Further control"


def plural(title: str) -> str:
    """Return the title of several of one kind: `Payment providers`."""
    last = title.rpartition(" ")[2]
    if last.casefold().endswith(("s", "x", "ch", "sh", "z")):
        return title if last.isupper() else f"{title}es"
    if last.endswith("y") and last[-2:-1] not in {"", *"aeiou"}:
        return f"{title[:-1]}ies"
    return f"{title}s"
