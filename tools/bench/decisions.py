"""The decision log: the listing, and the build against plain Material builds of the same files."""

from __future__ import annotations

from pathlib import Path

from measuring import best_of, build, build_in_turn, run, size_of
from synthetic import write_decisions, write_site

__all__ = ["bench"]

PLUGIN = "  - archbook\n"
OUT_OF_NAV = "nav: [index.md]\nnot_in_nav: /decisions/\n"


def bench(folder: Path, count: int) -> None:
    """Measure and print.

    Args:
        folder: An empty folder to work in.
        count: How many decisions, 1,000 in the figures we quote.
    """
    few = max(10, count // 10)
    ours, ours_few = folder / "ours", folder / "ours-few"
    for site, number in ((ours, count), (ours_few, few)):
        write_site(site, plugin=PLUGIN)
        write_decisions(site / "adr", number)
    plain, plain_nav = folder / "plain", folder / "plain-nav"
    for site, nav in ((plain, OUT_OF_NAV), (plain_nav, "")):
        write_site(site, plugin="", nav=nav)
        write_decisions(site / "docs" / "decisions", count)

    listing = best_of(3, "archbook", "decisions", "list", "--format", "json", cwd=ours)
    print(f"archbook decisions list, {count:,} decisions: {listing.wall:.2f} s")

    whole, reference = build_in_turn((ours, plain), times=4)
    print(f"mkdocs build with archbook:          {whole.cpu:6.2f} s of processor time")
    print(
        f"plain Material, out of the nav:      {reference.cpu:6.2f} s, "
        f"ours is {whole.cpu / reference.cpu:.3f} of it (at most 0.90)"
    )
    # Sizes are told from builds into the sites' own folders.
    run("mkdocs", "build", "-q", cwd=ours)
    in_nav = run("mkdocs", "build", "-q", cwd=plain_nav)
    print(
        f"plain Material, in the nav:          {in_nav.cpu:6.1f} s, "
        f"ours is {whole.cpu / in_nav.cpu:.2f} of it (at most 0.25)"
    )
    size, size_in_nav = size_of(ours / "site"), size_of(plain_nav / "site")
    print(
        f"bytes of site: {size / 2**20:.1f} MiB, in the nav {size_in_nav / 2**20:.1f} MiB, "
        f"ours is {size / size_in_nav:.3f} of it (at most 0.100)"
    )
    build_few = build(ours_few, times=2)
    write_site(folder / "empty", plugin=PLUGIN)
    start = build(folder / "empty", times=2)
    each = (whole.cpu - start.cpu) / count
    each_few = (build_few.cpu - start.cpu) / few
    print(
        f"each decision costs {1000 * each:.2f} ms of {count:,}, {1000 * each_few:.2f} ms of {few} "
        f"({each / each_few:.2f}; must not grow)"
    )
