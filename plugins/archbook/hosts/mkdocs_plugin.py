"""The MkDocs plugin: loads the handbook and hands its pages to the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from archbook.decisions.log import LogCache
from archbook.handbook import Handbook, load_handbook
from archbook.hosts.memory import loading, release
from archbook.hosts.mkdocs_chapters import Chapters, make_chapters, make_decisions
from archbook.hosts.mkdocs_checklists import add_checklists, hide_checklists, readiness_findings
from archbook.hosts.mkdocs_markdown import CurrentPage, DecisionLinks
from archbook.hosts.mkdocs_nav import arrange, lift_lone_pages
from archbook.hosts.mkdocs_pages import HandbookPage, Workshop, take_over_all
from archbook.hosts.mkdocs_quotes import make_quotes
from archbook.hosts.mkdocs_report import report
from archbook.hosts.mkdocs_setup import refusal, show_assets, watch
from archbook.hosts.mkdocs_site import (
    add_asset,
    add_assets,
    add_page,
    handbook_root,
    hide_sources,
    site_of,
    write_aliases,
)
from archbook.hosts.mkdocs_sources import drop_unreadable
from archbook.hosts.mkdocs_terms import glossary
from archbook.pages.doc_links import DocLinks
from archbook.pages.model import Site
from archbook.pages.terms import Terms
from archbook.rules.run import Judgement, judge
from archbook.settings_file import PLUGIN_NAMES, read_settings_file
from archbook.source.findings import Finding, Severity

if TYPE_CHECKING:  # loaded where a page has a macro
    from archbook.pages.quotes.catalogue import Quotes

__all__ = ["ArchbookPlugin", "ChecklistsPlugin", "ComponentsPlugin", "DecisionsPlugin"]

log = get_plugin_logger("archbook")


class ArchbookPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """The whole handbook.

    MkDocs keeps the instance between the rebuilds of `mkdocs serve`, so what has been read stays.
    """

    name: ClassVar[str] = "archbook"
    # Whether the checklists stand alone: what they rest on is read, and has no pages.
    alone: ClassVar[bool] = False
    handbook: Handbook
    judgement: Judgement
    findings: tuple[Finding, ...]
    chapters: Chapters
    site: Site
    links: DocLinks
    terms: Terms
    _quotes: Quotes | None = None

    def __init__(self) -> None:
        self.cache = LogCache()
        self.preview = False
        self.options: dict[str, Any] = {}
        self.problems: list[str] = []
        self.markdown = DecisionLinks()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the options as they stand; wrong ones are errors of the site's settings."""
        self.config = LegacyConfig((), config_file_path=config_file_path)
        self.options = dict(options)
        file = Path(config_file_path).resolve() if config_file_path else None
        root = file.parent if file else Path.cwd()
        settings = read_settings_file(root, config=file, options=self.options, plugin=self.name)
        errors: ConfigErrors = [
            (
                finding.subject.removeprefix("setting:"),
                ValidationError(f"{finding.location}: {finding.advice}"),
            )
            for finding in settings.findings
        ]
        return errors, []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview; having this method keeps the instance alive."""
        del dirty
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the handbook; watch its folders; name style sheet and script.

        Raises:
            PluginError: The plugin is there under two names.
        """
        release()
        twice = [name for name in PLUGIN_NAMES if name in config.plugins]
        if len(twice) > 1:
            raise PluginError(f"The plugins {' and '.join(twice)} are one; keep one of them.")
        self.problems = []
        root = handbook_root(config)
        file = Path(config.config_file_path) if config.config_file_path else None
        with loading():
            self.handbook = load_handbook(
                root, config=file, options=self.options, plugin=self.name, cache=self.cache
            )
            self.handbook = add_checklists(self.handbook)
            self.judgement = judge(self.handbook)
            self.findings = self.judgement.findings
        watch(self.handbook, config)
        extensions: list[Any] = config.markdown_extensions
        if self.markdown not in extensions:
            extensions.append(self.markdown)
        show_assets(self.handbook, config, alone=self.alone)
        return config

    @event_priority(50)  # Early, so that other plugins see the pages.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and files of the handbook.

        Raises:
            PluginError: The component map or checklists cannot be read; all that is wrong at once.
        """
        if refused := refusal(self.handbook):
            report(self.handbook, self.findings, log, has_address=bool(config.site_url))
            raise PluginError(refused)
        for uri in drop_unreadable(files, self.handbook, Path(config.docs_dir)):
            log.warning("%s leads to no file of the repository; it is left out", uri)
        self.site = site_of(config, files, self.handbook.root, preview=self.preview)
        decisions = make_decisions(
            self.handbook, self.findings, files, self.site, preview=self.preview
        )
        self.links = DocLinks(
            chapter=decisions, docs_folder=self.site.docs_folder, code_host=self.site.code_host
        )
        hide_checklists(files, self.handbook, self.site.docs_folder)
        if not self.alone:
            hide_sources(files, decisions, self.site.docs_folder)
        self.terms = glossary(self.handbook.settings.glossary, files, log)
        self.chapters = make_chapters(
            self.handbook,
            self.judgement,
            decisions,
            self.terms,
            files,
            alone=self.alone,
            log=log,
        )
        checklists = self.chapters.checklists
        self.findings += tuple(readiness_findings(self.handbook, self.judgement, checklists))
        self._quotes = None
        entries = self.chapters.entries
        for page in self.chapters.pages:
            add_page(config, files, page, self.site.docs_folder, entry=page.uri in entries)
        add_assets(config, files)
        for asset in self.chapters.assets(self.site):
            add_asset(config, files, asset)
        self._note_problems()
        return files

    @property
    def quotes(self) -> Quotes:
        """What the macros of hand-written pages quote; made where a page has one."""
        if self._quotes is None:
            self._quotes = make_quotes(
                self.handbook, self.judgement, self.chapters, docs_folder=self.site.docs_folder
            )
        return self._quotes

    def _note_problems(self) -> None:
        """Note what fails the build at its end: addresses met twice, pictures that are missing."""
        self.problems += self.chapters.collisions(self.site.docs_folder)
        for finding in self.chapters.findings():
            if finding.severity is Severity.ERROR:
                self.problems.append(str(finding))
            else:
                log.warning("%s", finding)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Turn the pages that MkDocs made into ours, and put them in their place."""
        workshop = Workshop(site=self.site, publish=partial(add_asset, config, files))
        ours = self.chapters.pages
        made = take_over_all(ours, workshop, config, files, self.chapters.decisions.shelf.files)
        if config.nav is None:
            lift_lone_pages(nav, [made[uri] for uri in self.chapters.entries if uri in made])
        arrange(nav, ours, made)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Say which page the Markdown extension is about to see."""
        file = f"{self.site.docs_folder}/{page.file.src_uri}"
        if isinstance(page, HandbookPage):
            file = page.source.source or file
        self.markdown.page = CurrentPage(
            links=self.links,
            uri=page.file.src_uri,
            file=file,
            publish=partial(add_asset, config, files),
            terms=self.terms,
        )
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let go of the page; put pictures where its macros left a place for them."""
        del config, files
        self.markdown.page = None
        return self._quotes.fill_in(html, site=self.site, at=page.url) if self._quotes else html

    @event_priority(100)  # Before any search, which reads the page in this event.
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        del config, nav
        if isinstance(page, HandbookPage):
            page.show_to_search()
        return context

    @event_priority(-100)  # After it.
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        del config, nav
        if isinstance(page, HandbookPage):
            page.show_to_readers()
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Report what was found, and fail for what leaves the site wrong.

        Raises:
            PluginError: All such problems at once.
        """
        if not self.alone:
            write_aliases(config.site_dir, self.chapters.decisions.aliases(self.site))
        report(self.handbook, self.findings, log, has_address=bool(config.site_url))
        if self.problems:
            raise PluginError("\n".join(self.problems))


class DecisionsPlugin(ArchbookPlugin):  # type: ignore[no-untyped-call]
    """The decision log alone."""

    name = "archbook/decisions"


class ComponentsPlugin(ArchbookPlugin):  # type: ignore[no-untyped-call]
    """The component map alone."""

    name = "archbook/components"


class ChecklistsPlugin(ArchbookPlugin):  # type: ignore[no-untyped-call]
    """The checklists alone; the map and the log that they rest on have no pages."""

    name = "archbook/checklists"
    alone = True
