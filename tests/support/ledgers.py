"""Checklists of a few lines, their pages rendered outside any site generator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archbook.pages.addresses import page_url
from archbook.pages.architecture.atlas import build_atlas
from archbook.pages.architecture.here import Here
from archbook.pages.chapter import decision_chapter
from archbook.pages.checklists.chapter import ChecklistChapter, checklist_chapter
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.model import RenderedPage, Site
from archbook.readiness.evaluating import evaluate
from archbook.rules.run import judge
from support.readiness import opened

__all__ = ["Ledgers", "make_ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """A handbook's chapter about checklists in a site that has nothing else."""

    chapter: ChecklistChapter
    site: Site

    @property
    def ledger(self) -> Ledger:
        """The chapter's contents."""
        return self.chapter.ledger

    def here(self, uri: str = "checklists/index.md") -> Here:
        """Return a page of the chapter."""
        at = self.site.url_of(uri) or "./"
        return Here(atlas=self.ledger.atlas, site=self.site, at=at)

    def page(self, uri: str) -> RenderedPage:
        """Return a page's content."""
        return next(page for page in self.chapter.pages if page.uri == uri).render(self.site, None)


def make_ledger(root: Path, items: Mapping[str, Any], **more: Any) -> Ledgers:
    """Make a handbook and its chapter; arguments as for `support.readiness.opened`."""
    handbook = opened(root, items, **more)
    judgement = judge(handbook)
    assert handbook.components is not None
    assert handbook.checklists is not None
    assert judgement.facts is not None
    decisions = decision_chapter(
        handbook, judgement.findings, repository=root.resolve(), taken=[], feed=False
    )
    chapter = checklist_chapter(
        handbook.checklists,
        evaluate(handbook, judgement),
        judgement,
        judgement.facts,
        build_atlas(handbook.components, decisions.shelf, judgement.findings),
    )
    known = {page.uri for page in (*chapter.pages, *decisions.pages)}

    def url_of(uri: str) -> str | None:
        return page_url(uri) if uri in known else None

    return Ledgers(chapter=chapter, site=Site(url_of=url_of, name="Shop"))
