"""The MkDocs plugin: loads the handbook and hands its pages to the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from archbook.hosts.mkdocs_architecture import (
    draw,
    map_errors,
    picture_style,
    show_map,
    told,
    watched,
)
from archbook.hosts.mkdocs_checklists import (
    add_checklists,
    ask_components,
    checklist_assets,
    checklist_errors,
    checklist_files,
    hide_checklists,
    readiness_findings,
    show_checklists,
)
from archbook.hosts.mkdocs_failure import study_failures
from archbook.hosts.mkdocs_markdown import CurrentPage, DecisionLinks
from archbook.hosts.mkdocs_meta import page_meta
from archbook.hosts.mkdocs_nav import arrange, lift_lone_pages
from archbook.hosts.mkdocs_pages import HandbookPage, Workshop, take_over
from archbook.hosts.mkdocs_report import report
from archbook.hosts.mkdocs_site import (
    ASSETS,
    add_asset,
    add_assets,
    add_page,
    handbook_root,
    hide_sources,
    repository_of,
    site_of,
    write_aliases,
)
from archbook.hosts.mkdocs_sources import drop_unreadable
from archbook.hosts.mkdocs_terms import glossary, index_pages
from archbook.pages import model
from archbook.pages.chapter import Chapter, decision_chapter
from archbook.pages.doc_links import DocLinks
from archbook.pages.model import Asset, Site
from archbook.pages.terms import Terms
from archbook.rules.run import Judgement, judge
from archbook.settings_file import PLUGIN_NAMES, read_settings_file
from archbook.source.findings import Finding, Severity

if TYPE_CHECKING:  # loaded where there is a component map
    from archbook.pages.architecture.chapter import ArchitectureChapter
    from archbook.pages.checklists.chapter import ChecklistChapter
    from archbook.pages.failure.chapter import FailureChapter
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
    chapter: Chapter
    architecture: ArchitectureChapter | None
    failure: FailureChapter | None
    checklists: ChecklistChapter | None
    site: Site
    links: DocLinks
    terms: Terms
    index: list[model.Page]
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
        for place in self.handbook.places:
            if not place.in_docs:
                config.watch.append(str(place.folder))
        config.watch += [*watched(self.handbook), *checklist_files(self.handbook)]
        if (own := root / "archbook.yml").is_file():
            config.watch.append(str(own))
        extensions: list[Any] = config.markdown_extensions
        if self.markdown not in extensions:
            extensions.append(self.markdown)
        if ASSETS + "archbook.css" not in config.extra_css:
            # Before the site's own, so that those win.
            config.extra_css.insert(0, ASSETS + "archbook.css")
        if not self.alone:
            show_map(self.handbook, config)
        show_checklists(self.handbook, config)
        if ASSETS + "archbook.js" not in map(str, config.extra_javascript):
            config.extra_javascript.append(ASSETS + "archbook.js")
        return config

    @event_priority(50)  # Early, so that other plugins see the pages.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and files of the handbook.

        Raises:
            PluginError: The component map or checklists cannot be read; all that is wrong at once.
        """
        root = self.handbook.root
        self._refuse(config)
        for uri in drop_unreadable(files, self.handbook, Path(config.docs_dir)):
            log.warning("%s leads to no file of the repository; it is left out", uri)
        self.site = site_of(config, files, root, preview=self.preview)
        self.chapter = decision_chapter(
            self.handbook,
            self.findings,
            repository=repository_of(root),
            taken=[file.src_uri for file in files],
            preview=self.preview,
            feed=self.handbook.settings.decisions.feed and bool(self.site.base_url),
        )
        self.links = DocLinks(
            chapter=self.chapter,
            docs_folder=self.site.docs_folder,
            code_host=self.site.code_host,
        )
        hide_checklists(files, self.handbook, self.site.docs_folder)
        if not self.alone:
            hide_sources(files, self.chapter, self.site.docs_folder)
        self.terms = glossary(self.handbook.settings.glossary, files, log)
        self.architecture = self.failure = None
        if not self.alone:
            self.architecture = draw(self.handbook, self.chapter.shelf, self.findings, log)
            self.failure = study_failures(self.handbook, self.judgement, self.architecture, log)
        self.checklists = ask_components(
            self.handbook, self.judgement, self.chapter.shelf, self.architecture
        )
        self.findings += tuple(readiness_findings(self.handbook, self.judgement, self.checklists))
        self.index = index_pages(self.architecture, self.terms, files)
        self._quotes = None
        for page in self._pages():
            entry = page.uri in self._entries()
            add_page(config, files, page, self.site.docs_folder, entry=entry)
        add_assets(config, files)
        if not self.alone:
            self._add(self.chapter.assets(self.site), config, files)
        if self.checklists:
            self._add([*checklist_assets(), *self.checklists.assets()], config, files)
        if self.architecture:
            self._add(self._of_map(self.architecture), config, files)
        if self.failure:
            self._add(self.failure.pictures(self.site), config, files)
        self._note_problems()
        return files

    def _refuse(self, config: MkDocsConfig) -> None:
        for what, errors in (
            ("component map has", map_errors(self.handbook)),
            ("checklists have", checklist_errors(self.handbook)),
        ):
            if errors:
                report(self.handbook, self.findings, log, has_address=bool(config.site_url))
                raise PluginError("\n".join([f"The {what} errors:", *map(str, errors)]))

    @property
    def quotes(self) -> Quotes:
        """What the macros of hand-written pages quote; made where a page has one."""
        if self._quotes is None:
            # It loads all that is known of component maps: half of what the plugin would load.
            from archbook.pages.quotes.book import Book  # noqa: PLC0415 - as above
            from archbook.pages.quotes.catalogue import Quotes  # noqa: PLC0415 - as above

            book = Book(
                handbook=self.handbook,
                shelf=self.chapter.shelf,
                chapter=self.architecture,
                judged=self.judgement,
                evaluated=self.checklists.ledger.readiness if self.checklists else None,
            )
            self._quotes = Quotes(book, docs=self.site.docs_folder)
        return self._quotes

    def _pages(self) -> list[model.Page]:
        """Return the pages of all chapters that have an address of their own."""
        pages = [] if self.alone else list(self.chapter.pages)
        if self.architecture:
            pages += self.architecture.pages
        if self.failure:
            pages += self.failure.pages
        if self.checklists:
            pages += self.checklists.pages
        pages += self.index
        return [page for page in pages if page.uri not in self._met()]

    def _entries(self) -> list[str]:
        """Return the uris that navigation is to name."""
        return [
            *(() if self.alone else self.chapter.entries),
            *(self.architecture.entries if self.architecture else ()),
            *(self.failure.entries if self.failure else ()),
            *(self.checklists.entries if self.checklists else ()),
            *(page.uri for page in self.index),
        ]

    def _met(self) -> set[str]:
        """Return the uris of ours that the site has already."""
        met = set() if self.alone else set(self.chapter.shelf.met)
        if self.checklists:
            met |= self.checklists.ledger.met
        if self.architecture:
            met |= self.architecture.atlas.met
        return met | self.failure.study.met if self.failure else met

    def _of_map(self, architecture: ArchitectureChapter) -> Iterator[Asset]:
        yield picture_style()
        yield from architecture.assets()
        yield from architecture.pictures(self.site, told(log, "Writing pictures"))

    def _add(self, assets: Iterable[Asset], config: MkDocsConfig, files: Files) -> None:
        met = self._met()
        for asset in assets:
            if asset.uri not in met:
                add_asset(config, files, asset)

    def _note_problems(self) -> None:
        """Note what fails the build at its end: addresses met twice, pictures that are missing."""
        sources = {page.uri: page.source for page in self.chapter.pages}
        setting = "the log another address with `at:` under `folders: decisions:`"
        for uri in sorted(self.checklists.ledger.met) if self.checklists else ():
            self._note_met(uri, "", "the chapter another address with `at:` under `checklists:`")
        for uri in () if self.alone else sorted(self.chapter.shelf.met):
            self._note_met(uri, sources.get(uri, ""), setting)
        if self.architecture is None:
            return
        for uri in sorted(self.architecture.atlas.met):
            self._note_met(uri, "", "the chapter another address with `at:` under `components:`")
        said = list(self.architecture.gallery.findings)
        if self.failure:
            for uri in sorted(self.failure.study.met):
                self._note_met(uri, "", "")
            said += self.failure.gallery.findings
        # One word on a missing engine is enough for all chapters.
        for finding in {(one.rule, one.subject): one for one in reversed(said)}.values():
            if finding.severity is Severity.ERROR:
                self.problems.append(str(finding))
            else:
                log.warning("%s", finding)

    def _note_met(self, uri: str, source: str, setting: str) -> None:
        made = f"made of {source}" if source else "generated"
        self.problems.append(
            f"{self.site.docs_folder}/{uri}:1: this address is that of a page {made} too. "
            f"Rename the file{f', or give {setting}' if setting else ''}."
        )

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Turn the pages that MkDocs made into ours, and put them in their place."""

        def publish(asset: Asset) -> None:
            add_asset(config, files, asset)

        workshop = Workshop(site=self.site, publish=publish)
        ours = self._pages()
        made: dict[str, Page] = {}
        sources = self.chapter.shelf.files
        for page in ours:
            file = files.src_uris[page.uri]
            source = sources.get(page.source)
            made[page.uri] = file.page or Page(None, file, config)
            meta = page_meta(page, source.front_matter.data if source else {})
            take_over(made[page.uri], page, workshop, meta)
        if config.nav is None:
            lift_lone_pages(nav, [made[uri] for uri in self._entries() if uri in made])
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
            publish=lambda asset: add_asset(config, files, asset),
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
            write_aliases(config.site_dir, self.chapter.aliases(self.site))
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
