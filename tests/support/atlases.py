"""Component maps of a few lines, their pages rendered outside any site generator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archbook.drawing.cache import Cache
from archbook.handbook import load_handbook
from archbook.pages.addresses import page_url
from archbook.pages.architecture.chapter import ArchitectureChapter, architecture_chapter
from archbook.pages.chapter import Chapter, decision_chapter
from archbook.pages.code_host import CodeHost
from archbook.pages.model import RenderedPage, Site
from archbook.rules.run import check
from support.books import write

__all__ = ["SHOP", "Atlases", "make_atlas"]

SHOP = """
owners:
  commerce: {name: Commerce team, on-call: https://oncall.example/commerce}
zones:
  internet: {name: Internet, trust: 0}
  private: {name: Private, trust: 2, may-hold: [personal]}
places:
  west: {name: West, kind: region}
  west-a: {name: West A, kind: zone, within: west}
components:
  shopper: {kind: person, zone: internet, uses: [calls: web]}
  web:
    kind: web
    zone: private
    uses:
      - calls: orders
        timeout: 800ms
        retries: 1
        auth: mTLS
        if-lost: degrades
        fallback: A notice is shown.
  shop: {name: Shop, kind: service, owner: commerce, tier: 1, zone: private, at: west-a}
  orders:
    name: Orders
    kind: module
    within: shop
    does: Takes an order.
    uses:
      - writes: orders-db
      - publishes: events
        outbox: true
    decisions: [ADR-002]
  orders-db: {name: Orders store, kind: database, zone: private, holds: [personal]}
  events: {kind: topic}
  old: {kind: service, lifecycle: retired}
  flags: {kind: flags, uses: [configures: [shop, web]]}
journeys:
  checkout:
    name: A shopper pays
    slo: {availability: 99.9%}
    path: [shopper, web, {step: orders, what: takes it, if-lost: fails}, orders-db]
views:
  money: {title: Money, does: Where it goes., select: {id: [orders, orders-db]}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlases:
    """A handbook's chapter about the component map in a site that has nothing else but `docs`."""

    root: Path
    decisions: Chapter
    chapter: ArchitectureChapter
    site: Site

    def page(self, uri: str) -> RenderedPage:
        """Return a page's content."""
        pages = [*self.decisions.pages, *self.chapter.pages]
        return next(page for page in pages if page.uri == uri).render(self.site, None)

    def files(self) -> dict[str, bytes]:
        """Return the files of the chapter by their uris."""
        assets = [*self.chapter.assets(), *self.chapter.pictures(self.site)]
        return {
            asset.uri: asset.content
            if isinstance(asset.content, bytes)
            else asset.content.read_bytes()
            for asset in assets
        }


def make_atlas(
    root: Path,
    files: Mapping[str, str] | str = SHOP,
    *,
    options: Mapping[str, Any] | None = None,
    code_host: CodeHost | None = None,
) -> Atlases:
    """Make a handbook of files; a text alone is its component map."""
    given = {"diagrams/map.yaml": files} if isinstance(files, str) else files
    write(root, given)
    handbook = load_handbook(root, options={"as-of": "2026-11-23", **(options or {})})
    assert handbook.components is not None
    assert handbook.components.sound, handbook.components.findings
    findings = check(handbook)
    docs = [
        path.relative_to(root / "docs").as_posix()
        for path in (root / "docs").rglob("*")
        if path.is_file()
    ]
    decisions = decision_chapter(
        handbook, findings, repository=root.resolve(), taken=docs, feed=False
    )
    chapter = architecture_chapter(
        handbook.components,
        decisions.shelf,
        findings,
        cache=Cache(root / ".cache" / "archbook"),
    )
    known = {*docs, *(page.uri for page in (*decisions.pages, *chapter.pages))}
    known |= {f"{stem}.{end}" for stem in chapter.atlas.files.values() for end in _ENDINGS}
    known |= {f"{chapter.atlas.at}/{name}" for name in ("components.json", _SCHEMA)}

    def url_of(uri: str) -> str | None:
        if uri not in known:
            return None
        return page_url(uri) if uri.endswith(".md") else uri

    site = Site(url_of=url_of, name="Shop", code_host=code_host)
    return Atlases(root=root, decisions=decisions, chapter=chapter, site=site)


_ENDINGS = ("svg", "png", "mmd", "html")
_SCHEMA = "component-map.schema.json"
