from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine
from archbook.drawing.model import Drawing, Edge, Node
from archbook.drawing.render import render, render_all
from archbook.source.findings import Location, Severity


def _drawings(count: int) -> list[Drawing]:
    return [
        Drawing(id=f"d{index}", title=f"D {index}", nodes=(Node(id="a", name=f"A {index}"),))
        for index in range(count)
    ]


def test_a_second_build_runs_the_engine_not_once(
    counted: tuple[Engine, Callable[[], int]], shop: Drawing, cache: Cache
) -> None:
    engine, runs = counted
    first = render_all([shop], engine=engine, cache=cache)
    before = runs()
    second = render_all([shop], engine=engine, cache=cache)
    assert before > 0
    assert runs() == before
    assert [each.picture for each in first] == [each.picture for each in second]
    assert [each.cached for each in second] == [True]


def test_another_engine_draws_anew(
    counted: tuple[Engine, Callable[[], int]], shop: Drawing, cache: Cache
) -> None:
    engine, runs = counted
    render(shop, engine=engine, cache=cache)
    before = runs()
    render(shop, engine=replace(engine, version="another"), cache=cache)
    assert runs() == 2 * before


def test_results_stand_in_the_order_of_the_drawings(engine: Engine, cache: Cache) -> None:
    drawings = _drawings(12)
    results = render_all(drawings, engine=engine, cache=cache, jobs=4)
    assert [each.drawing for each in results] == drawings
    assert [each.picture.title for each in results if each.picture] == [
        drawing.title for drawing in drawings
    ]


def test_an_icon_that_does_not_exist_is_an_error_that_names_near_ones(
    engine: Engine, cache: Cache
) -> None:
    drawing = Drawing(
        id="d",
        title="D",
        nodes=(Node(id="a", name="A", icon="onprem/databases/postgresql"),),
    )
    at = Location(file="diagrams/shop.yaml", line=7)
    result = render(drawing, engine=engine, cache=cache, at=at)
    (finding,) = result.findings
    assert (finding.rule, finding.severity, finding.location) == (
        "icon-missing",
        Severity.ERROR,
        at,
    )
    assert "onprem/database/postgresql" in finding.mend
    assert result.picture is not None


def test_no_engine_leaves_no_picture_and_says_what_to_install(cache: Cache, shop: Drawing) -> None:
    result = render(shop, engine=None, cache=cache)
    assert result.picture is None
    assert [finding.rule for finding in result.findings] == ["no-engine"]
    assert "pip install graphviz-pure" in result.findings[0].mend


def test_an_engine_that_fails_is_an_error_and_is_not_kept(tmp_path: Path, shop: Drawing) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'out of memory' >&2\nexit 3\n")
    broken.chmod(0o755)
    cache = Cache(tmp_path / "cache")
    for _ in range(2):
        result = render(shop, engine=Engine(command=str(broken), version="x"), cache=cache)
        assert result.picture is None
        assert [finding.rule for finding in result.findings] == ["picture-failed"]
        assert "out of memory" in result.findings[0].message


def test_progress_is_told_only_when_it_takes_long(engine: Engine, cache: Cache) -> None:
    told: list[tuple[int, int]] = []
    render_all(
        _drawings(2), engine=engine, cache=cache, progress=lambda done, of: told.append((done, of))
    )
    assert told == []


def test_progress_counts_to_the_end_when_it_does(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 1.1\nexit 1\n")
    slow.chmod(0o755)
    told: list[tuple[int, int]] = []
    drawing = Drawing(
        id="d",
        title="D",
        nodes=(Node(id="a", name="A"), Node(id="b", name="B")),
    )
    joined = replace(drawing, edges=(Edge(source="a", target="b"),))
    render_all(
        [joined],
        engine=Engine(command=str(slow), version="x"),
        cache=Cache(None),
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(1, 1)]
