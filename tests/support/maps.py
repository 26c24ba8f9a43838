"""Small component maps for the tests of the analyses, written and made up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from archbook.components.component_map import ComponentMap
from archbook.components.loading import read_map
from archbook.handbook import Handbook
from archbook.rules.analyses.system import System
from archbook.settings import Settings

__all__ = ["handbook", "random_maps", "system"]

IF_LOST = ("fails", "degrades", "delays", "continues")


def system(components: dict[str, Any], **sections: Any) -> System:
    """Build the system of a map, which must be free of errors."""
    text = yaml.safe_dump({"components": components, **sections}, sort_keys=False)
    component_map = read_map({"map.yaml": text})
    assert component_map.sound, component_map.findings
    return System(component_map)


def handbook(of: ComponentMap, **settings: Any) -> Handbook:
    """Make a handbook of nothing but a map, speaking of 1 June 2026."""
    return Handbook(
        root=Path("/nowhere"),
        settings=Settings(**settings),
        as_of=dt.date(2026, 6, 1),
        components=of,
    )


@st.composite
def random_maps(draw: st.DrawFn, most: int = 8) -> dict[str, dict[str, Any]]:
    """Draw components with edges of all strengths, alternatives, wholes, modules and topics."""
    count = draw(st.integers(2, most))
    names = [f"c{i}" for i in range(count)]
    components: dict[str, dict[str, Any]] = {}
    for i, name in enumerate(names):
        kind = draw(st.sampled_from(["service", "service", "service", "module", "topic"]))
        entry: dict[str, Any] = {"kind": kind}
        if draw(st.booleans()):
            entry["own-availability"] = draw(st.sampled_from(["99.9%", "99%", "90%", "50%"]))
        if i and draw(st.integers(0, 3)) == 0:
            entry["within"] = names[draw(st.integers(0, i - 1))]
        components[name] = entry
    for name in names:
        others = [other for other in names if other != name]
        uses: list[dict[str, Any]] = []
        for target in draw(st.lists(st.sampled_from(others), max_size=4, unique=True)):
            verb = (
                draw(st.sampled_from(["publishes", "consumes"]))
                if components[target]["kind"] == "topic"
                else draw(st.sampled_from(["calls", "reads"]))
            )
            edge: dict[str, Any] = {verb: target}
            if draw(st.booleans()):
                edge["any-of"] = "group"
                edge["if-lost"] = "fails"
            else:
                edge["if-lost"] = draw(st.sampled_from(IF_LOST))
                if draw(st.integers(0, 5)) == 0:
                    edge["when"] = "startup"
            uses.append(edge)
        if uses:
            components[name]["uses"] = uses
    return components
