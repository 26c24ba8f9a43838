"""The names of a MkDocs site: the glossary that pages link to, and the index from A to Z."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files

from archbook.pages.model import Page
from archbook.pages.terms import Terms
from archbook.source.findings import did_you_mean
from archbook.source.glossary import read_glossary

if TYPE_CHECKING:  # loaded where there is a component map
    from archbook.pages.a_to_z import Indexed
    from archbook.pages.architecture.chapter import ArchitectureChapter

__all__ = ["DEFAULT_GLOSSARY", "glossary", "index_pages"]

DEFAULT_GLOSSARY = "glossary.md"
"""The page that is the glossary where the settings name none, if there is such a page."""

_FIRST_PAGES = frozenset({"index.md", "README.md"})
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


def glossary(stated: str, files: Files, log: logging.LoggerAdapter[logging.Logger]) -> Terms:
    """Return the terms of the site's glossary; none where there is no such page.

    Args:
        stated: What the settings name, relative to the site's pages; empty for the default.
        files: The site's files.
        log: Where it is said that the named page is not there.
    """
    file = files.get_file_from_path(stated or DEFAULT_GLOSSARY)
    if file is None or not file.is_documentation_page():
        if stated:
            near = did_you_mean(stated, (page.src_uri for page in files.documentation_pages()))
            log.warning('The glossary "%s" is no page of the site.%s', stated, near)
        return Terms()
    return Terms(uri=file.src_uri, terms=read_glossary(file.content_string))


def index_pages(
    architecture: ArchitectureChapter | None,
    terms: Terms,
    files: Files,
    more: Iterable[Indexed] = (),
) -> list[Page]:
    """Return the index from A to Z, unless there is no map or the site has its own.

    Args:
        architecture: The chapter about the map.
        terms: The glossary.
        files: The site's files.
        more: What else has a name.
    """
    if architecture is None:
        return []
    # A handbook of decisions alone does without.
    from archbook.pages.a_to_z import URI, a_to_z_page  # noqa: PLC0415 - as above

    if files.get_file_from_path(URI):
        return []
    runbooks = _runbooks(architecture, files)
    return [a_to_z_page(architecture.atlas, terms, (*more, *runbooks))]


def _runbooks(architecture: ArchitectureChapter, files: Files) -> Iterator[Indexed]:
    """Yield the pages beside the runbooks that the map names: those for failures, not for parts."""
    from archbook.pages.a_to_z import Indexed  # noqa: PLC0415 - as above

    named = {
        component.operations.runbook
        for component in architecture.atlas.of.components.values()
        if component.operations and isinstance(component.operations.runbook, str)
    }
    folders = {posixpath.dirname(path) for path in named} - {""}
    for page in files.documentation_pages():
        uri = page.src_uri
        beside = posixpath.dirname(uri) in folders and uri not in named
        if beside and not page.generated_by and posixpath.basename(uri) not in _FIRST_PAGES:
            title = _HEADING.search(page.content_string)
            if title:
                yield Indexed(name=title[1], what="runbook", uri=uri)
