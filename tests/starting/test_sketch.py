"""The first component map."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.components.loading import read_map
from archbook.source.findings import Location
from archbook.starting.parts import Part
from archbook.starting.sketch import map_sketch


def part(name: str, **more: object) -> Part:
    stated: dict[str, object] = {"kind": "service", "form": "compose service"}
    location = Location(file="compose.yaml", line=2)
    return Part(name=name, location=location, **(stated | more))  # type: ignore[arg-type]


def test_what_was_found_is_in_the_map() -> None:
    text = map_sketch([part("web", needs=("db",)), part("db", kind="database", owner="data")])
    read = read_map({"map.yaml": text})
    assert not read.findings
    assert {c.id: c.kind.name for c in read.components.values()} == {
        "web": "service",
        "db": "database",
    }
    assert read.components["db"].owner == "data"


def test_a_dependency_is_a_comment_until_somebody_says_what_it_is() -> None:
    text = map_sketch([part("web", needs=("db", "gone")), part("db")])
    assert "#   - calls: db  # stated as a dependency; or only started after it?" in text
    assert "#   - calls: gone  # stated as a dependency, and found nowhere" in text
    assert not read_map({"map.yaml": text}).edges


@pytest.mark.parametrize(
    ("kind", "verb"),
    [("database", "writes"), ("cache", "reads"), ("queue", "publishes"), ("gateway", "calls")],
)
def test_the_likely_verb_is_that_of_what_is_depended_on(kind: str, verb: str) -> None:
    text = map_sketch([part("web", needs=("it",)), part("it", kind=kind)])
    assert f"#   - {verb}: it  # stated as a dependency; or " in text


def test_uncommenting_the_dependencies_gives_a_map_that_loads() -> None:
    text = map_sketch([part("web", needs=("db",)), part("db")])
    lines = [line.replace("    # uses:", "    uses:") for line in text.splitlines()]
    lines = [line.replace("    #   - calls", "      - calls") for line in lines]
    read = read_map({"map.yaml": "\n".join(lines)})
    assert not read.findings
    assert list(read.edges) == ["web calls db"]


def test_the_same_name_in_two_files_is_one_component() -> None:
    text = map_sketch([part("web"), part("web", form="Kubernetes Deployment")])
    assert "# compose service in compose.yaml:2, Kubernetes Deployment in compose.yaml:2" in text
    assert list(read_map({"map.yaml": text}).components) == ["web"]


def test_the_example_for_a_repository_without_anything_is_a_map_once_uncommented() -> None:
    text = map_sketch([])
    assert not read_map({"map.yaml": text}).components
    example = text.partition("comment signs below")[2].partition("\n")[2]
    bare = "\n".join(line.removeprefix("#").removeprefix(" ") for line in example.splitlines())
    read = read_map({"map.yaml": bare})
    assert not read.findings
    assert sorted(read.components) == ["orders", "orders-db", "web"]


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6, unique=True))
def test_whatever_things_are_called_the_map_loads(names: list[str]) -> None:
    parts = [part(name, technology=name, owner=name, needs=tuple(names)) for name in names]
    read = read_map({"map.yaml": map_sketch(parts)})
    # A name may be too odd to be shown as it is; its component is there all the same.
    assert {finding.rule for finding in read.findings} <= {"map-wrong-value"}
    assert len(read.components) == len(names)
