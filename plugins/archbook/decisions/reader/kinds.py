"""What a file in a log's folder is: a decision, its README, an index, a template, another page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from archbook.decisions.model import FileKind
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.identity import named_number
from archbook.decisions.vocabulary.folding import fold
from archbook.decisions.vocabulary.sections import Topic

__all__ = ["file_kind", "is_placeholder"]

_TEMPLATE = frozenset(
    fold(
        "template templates modele vorlage plantilla modelo modello sjabloon szablon шаблон mall"
        " mal skabelon malli sablon sablona sablon 模板 範本 テンプレート ひな形 템플릿 skeleton boilerplate"
    ).split()
)
_TEMPLATE_COMPANY = frozenset(
    "adr adrs madr a an the decision decisions record records architecture architectural short long"
    " full minimal bare simple default nygard new example base markdown md blank empty for of de en fr"
    " es pt it nl pl ru uk ja zh cn ko tr br doc document file my our xxx xxxx nnnn 0 00 000 0000".split()
)
_INDEX = frozenset(
    "index toc contents summary log list overview adrs decisions adl catalog catalogue register"
    " adr-log adr-index decision-log decisions-log adr-list adr-overview adr-toc _index _category_"
    " _sidebar _navbar sidebar table-of-contents decision-index 00-index 000-index 0000-index"
    " home adr-summary".split()
)
_PAGE_WORDS = frozenset(
    "process guide guideline guidelines howto contributing changelog license glossary about"
    " instructions workflow faq conduct introduction intro conventions principles rfc-process"
    " security codeowners governance authors".split()
)
_PLACEHOLDER = re.compile(
    r"^\W*(?:(?:short|decision|adr|brief)\s+)?(?:title|titel|titre|titulo|titolo|name)\W*$"
    r"|[\[{<\u3010][^\]}>\u3011]*(?:title|titel|titre|titulo|titolo|решен|标题|タイトル|제목|number|nummer|nnn|name)"
    r"[^\]}>\u3011]*[\]}>\u3011]|\bshort title of\b|^\W*(?:n{2,}|x{2,}|number)\b|\btitle of (?:the )?(?:adr|decision)\b",
    re.IGNORECASE,
)
_CORE = {Topic.CONTEXT, Topic.DECISION, Topic.CONSEQUENCES, Topic.OPTIONS}
_NEEDED_TOPICS = 2


def is_placeholder(title: str) -> bool:
    """Say whether a title is one that a template leaves to be filled in."""
    return bool(_PLACEHOLDER.search(title))


def file_kind(
    document: Document, *, title: str | None, heading_number: str, status: bool
) -> FileKind:
    """Say what a file is.

    Args:
        document: The file.
        title: Its title as written, None where it has none.
        heading_number: The number in its heading, empty where there is none.
        status: Whether it states a status.

    Returns:
        README, index and template by their names, a template also by a title that is still to be
        filled in; else a decision where the name or the heading has a number, or the file states
        a status or has the sections of a decision; else a page.
    """
    name = fold(PurePosixPath(document.path).stem)
    stem = fold(document.stem)
    if name == stem:
        if name == "readme" or name.startswith(("readme.", "readme_", "readme-")):
            return FileKind.README
        if name in _INDEX:
            return FileKind.INDEX
    if _is_template_name(stem) or (title is not None and is_placeholder(title) and not status):
        return FileKind.TEMPLATE
    if named_number(document.stem) is not None:
        return FileKind.ADR
    words = set(re.split(r"[-_. ]+", stem))
    if words & _PAGE_WORDS and not status:
        return FileKind.PAGE
    if heading_number or status or _has_sections(section.topic for section in document.sections):
        return FileKind.ADR
    return FileKind.PAGE


def _is_template_name(stem: str) -> bool:
    """Say whether a name, its number aside, is made of `template` and words that go with it."""
    named = named_number(stem.upper()) or named_number(stem)
    rest = stem[named.end :] if named else stem
    words = [word for word in re.split(r"[-_. ]+", rest) if word]
    return bool(_TEMPLATE.intersection(words)) and all(
        word in _TEMPLATE or word in _TEMPLATE_COMPANY or not word.strip("0x") for word in words
    )


def _has_sections(topics: Iterable[Topic | None]) -> bool:
    return len(_CORE.intersection(topics)) >= _NEEDED_TOPICS
