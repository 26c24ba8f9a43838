"""The component map against what it cannot be without: Graphviz alone, and plain files."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maps import write_map
from measuring import best_of, build, build_in_turn, run, size_of
from synthetic import write_site

from archbook.components.folding import pictures
from archbook.components.loading import load_map
from archbook.components.views import all_views
from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine, Output, find_engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.model import Drawing
from archbook.drawing.render import render_all

__all__ = ["bench"]

PICTURES, NODES = 30, 25
LARGE = 1000
PLUGIN = """\
  - archbook/components:
      as-of: 2026-11-01
"""
OUT_OF_NAV = "nav: [index.md]\nnot_in_nav: /architecture/\n"
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
SVG = re.compile(r"<svg[^>]* class=\"ab-picture.*?</svg>|<svg.*?</svg>", re.DOTALL)
BLANK = re.compile(r"\n\s*\n")
ENDINGS = (".svg", ".png", ".mmd")


def bench(folder: Path, count: int) -> None:
    """Measure and print.

    Args:
        folder: An empty folder to work in.
        count: How many components the site has, 300 in the figures we quote.
    """
    _load(folder / "large")
    _cold(folder / "drawn")
    _site(folder, count)


def _load(folder: Path) -> None:
    write_site(folder, plugin=PLUGIN)
    write_map(folder / "diagrams", LARGE)
    empty = folder.parent / "none"
    write_site(empty, plugin=PLUGIN)
    (empty / "diagrams").mkdir()
    (empty / "diagrams" / "map.yaml").write_text("components: {a: {kind: service}}\n")
    listing = ("archbook", "components", "list", "--format", "json")
    whole, start = best_of(3, *listing, cwd=folder), best_of(3, *listing, cwd=empty)
    print(
        f"archbook components list, {LARGE:,} components of 3 edges: {whole.wall:.2f} s, "
        f"{whole.wall - start.wall:.2f} s of it the map (at most 2.50)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder(Engine):
    """An engine that remembers what it was asked."""

    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def run(
        self, dot: str, *, layout: str = "dot", form: str = "plain", fixed: bool = False
    ) -> Output:
        """Lay out as any engine does, and remember it."""
        wishes = {"layout": layout, "form": form, "fixed": fixed}
        self.asked.append((dot, wishes))
        return Engine.run(self, dot, layout=layout, form=form, fixed=fixed)


def _drawings(folder: Path) -> list[Drawing]:
    """Return drawings of 25 nodes each, of parts of a large map."""
    write_map(folder, LARGE)
    of = load_map(folder, root=folder)
    found = []
    for view in all_views(of):
        for picture in pictures(of, view, limit=NODES):
            if len(picture.nodes) == NODES and len(found) < PICTURES:
                found.append(to_drawing(picture))
    return found


def _cold(folder: Path) -> None:
    engine = find_engine()
    if engine is None:
        raise SystemExit("there is no Graphviz here")
    drawings = _drawings(folder)
    recorder = Recorder(command=engine.command, version=engine.version)
    render_all(drawings, engine=recorder, cache=Cache(None))
    asked = list(recorder.asked)

    def alone() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda job: engine.run(job[0], **job[1]), asked))

    def ours() -> None:
        render_all(drawings, engine=engine, cache=Cache(None))

    rounds = [(_cost(ours), _cost(alone)) for _ in range(5)]
    wall = min(each[0][0] for each in rounds), min(each[1][0] for each in rounds)
    cpu = min(each[0][1] for each in rounds), min(each[1][1] for each in rounds)
    print(
        f"{len(drawings)} pictures of {NODES} nodes, cold:  {wall[0]:.2f} s, Graphviz alone "
        f"for the same {len(asked)} runs {wall[1]:.2f} s, ratio {wall[0] / wall[1]:.2f}; "
        f"in processor time {cpu[0] / cpu[1]:.2f} (at most 1.50)"
    )


def _cost(work: Callable[[], None]) -> tuple[float, float]:
    """Return seconds on the clock and of processor time, children included."""
    before, started = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - started, os.times()
    return wall, sum(after[:4]) - sum(before[:4])


def _site(folder: Path, count: int) -> None:
    ours, plain = folder / "ours", folder / "plain"
    write_site(ours, plugin=PLUGIN)
    write_map(ours / "diagrams", count)
    cold = build(ours)
    run("mkdocs", "build", "-q", cwd=ours)
    write_site(plain, plugin="", nav=OUT_OF_NAV)
    pages = _copy_pages(ours / "site", plain / "docs")
    warm, reference = build_in_turn((ours, plain), times=3)
    print(f"mkdocs build of {count} components, cold: {cold.wall:6.2f} s, {cold.cpu:.2f} s of cpu")
    print(
        f"the same, warm:                       {warm.cpu:6.2f} s of cpu, the same {pages} pages "
        f"as plain files {reference.cpu:.2f} s, ours is {warm.cpu / reference.cpu:.2f} of it "
        "(at most 1.10)"
    )
    whole = _pictures(ours / "site", "architecture")
    own = _pictures(ours / "site", "architecture/components", "architecture/pictures/component")
    print(
        f"bytes of pictures, files and inside pages: {own / 1e6:.1f} MB for the {count} of the "
        f"components (at most 30), {whole / 1e6:.1f} MB with all views and their parts, of a site "
        f"of {size_of(ours / 'site') / 1e6:.1f} MB"
    )


def _pictures(site: Path, *folders: str) -> int:
    """Return the bytes of pictures in some folders, files and those inside pages."""
    found = [path for folder in folders for path in (site / folder).rglob("*")]
    files = sum(path.stat().st_size for path in found if path.suffix in ENDINGS)
    inside = sum(
        len(svg)
        for path in found
        if path.suffix == ".html"
        for svg in SVG.findall(path.read_text(encoding="utf-8"))
        if "ab-picture" in svg[:400]
    )
    return files + inside


def _copy_pages(site: Path, docs: Path) -> int:
    """Write the articles of a site as plain pages, pictures as images; return how many."""
    count = 0
    for page in sorted((site / "architecture").rglob("index.html")):
        found = ARTICLE.search(page.read_text(encoding="utf-8"))
        if not found:
            continue
        inside = SVG.sub('<img src="picture.svg" alt="">', found[1])
        target = docs / page.parent.relative_to(site) / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        body = BLANK.sub("\n", inside)
        target.write_text(f"# {page.parent.name}\n\n<div>{body}</div>\n", encoding="utf-8")
        count += 1
    return count
