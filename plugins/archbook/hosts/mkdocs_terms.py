"""The glossary of a MkDocs site: a page with a definition list, whose terms other pages link to."""

from __future__ import annotations

import logging

from mkdocs.structure.files import Files

from archbook.pages.terms import Terms
from archbook.source.findings import did_you_mean
from archbook.source.glossary import read_glossary

__all__ = ["DEFAULT_GLOSSARY", "glossary"]

DEFAULT_GLOSSARY = "glossary.md"
"""The page that is the glossary where the settings name none, if there is such a page."""


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
