"""What a file in a log's folder is: a decision, its README, an index, a template, another page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from archbook.decisions.model import FileKind
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.identity import named_number
from archbook.decisions.vocabulary.files import INDEX, PAGE_WORDS, TEMPLATE, TEMPLATE_COMPANY
from archbook.decisions.vocabulary.folding import fold, words_of
from archbook.decisions.vocabulary.sections import Topic

__all__ = ["file_kind", "is_placeholder"]

_FILL_IN = re.compile(
    r"^\W*(?:(?:short|brief|decision|adr)\s+)?(?:title|titel|titre|titulo|titolo|name)\W*$"
    r"|^\W*(?:adr\W+)?(?:short\s+)?title of\b|^\W*(?:n{3,}|x{3,})\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[\[{<\u3010][^\]}>\u3011]*[\]}>\u3011]")
_NAMED_IN_BRACKETS = re.compile(
    r"tit[el]|name|number|numero|nummer|n{3}|x{3}|subject|decision|problem|"
    "\u6807\u9898|\u30bf\u30a4\u30c8\u30eb|\uc81c\ubaa9|\u0437\u0430\u0433\u043e\u043b",
    re.IGNORECASE,
)
_BESIDE_BRACKETS = re.compile(r"[\W\d_]|adr|decision|record|architectur(?:e|al)", re.IGNORECASE)
_CORE = {Topic.CONTEXT, Topic.DECISION, Topic.CONSEQUENCES, Topic.OPTIONS}
_NEEDED_TOPICS = 2


def is_placeholder(title: str) -> bool:
    """Say whether a title is one that a template leaves to be filled in."""
    if _FILL_IN.search(title):
        return True
    brackets = _BRACKETS.findall(title)
    rest = _BESIDE_BRACKETS.sub("", _BRACKETS.sub("", title))
    return not rest and any(_NAMED_IN_BRACKETS.search(part) for part in brackets)


def file_kind(document: Document, *, title: str | None, named: bool, status: bool) -> FileKind:
    """Say what a file is.

    Args:
        document: The file.
        title: Its title as written, None where it has none.
        named: Whether its heading has a number or an ADR prefix.
        status: Whether it states a status.

    Returns:
        README, index and template by their names, a template also by a title that is still to be
        filled in; else a decision where the name or the heading has a number, or the file states
        a status or has the sections of a decision; else a page.
    """
    stem = fold(document.stem)
    if fold(PurePosixPath(document.path).stem) == stem:
        if re.match(r"readme(?:[._-]|$)", stem):
            return FileKind.README
        if stem in INDEX:
            return FileKind.INDEX
    unfilled = title is not None and is_placeholder(title) and not status
    if unfilled or _is_template_name(stem) or (not status and _ends_as_template(stem)):
        return FileKind.TEMPLATE
    process = PAGE_WORDS.intersection(re.split(r"[-_. ]+", stem)) and not status
    process = process or _about_decisions(title or "")
    if named_number(document.stem) is None and (
        process
        or not (named or status or _has_sections(section.topic for section in document.sections))
    ):
        return FileKind.PAGE
    return FileKind.ADR


def _is_template_name(stem: str) -> bool:
    """Say whether a name, its number aside, is made of `template` and words that go with it."""
    named = named_number(stem.upper()) or named_number(stem)
    rest = stem[named.end :] if named else stem
    words = [word for word in re.split(r"[-_. ]+", rest) if word]
    return bool(TEMPLATE.intersection(words)) and all(
        word in TEMPLATE or word in TEMPLATE_COMPANY or not word.strip("0x") for word in words
    )


def _about_decisions(title: str) -> bool:
    """Say whether a title says that the page is about decision records: `The ADR process`."""
    words = set(words_of(fold(title)))
    return bool(words & PAGE_WORDS and words & _RECORDS) and words <= _ABOUT | _RECORDS | PAGE_WORDS


_RECORDS = frozenset({"adr", "adrs", "decision", "decisions", "rfc", "rfcs"})
_ABOUT = frozenset(
    {"architecture", "architectural", "record", "records", "the", "our", "of", "for", "a", "an"}
)


def _ends_as_template(stem: str) -> bool:
    """Say whether a name without number begins or ends with `template`, as `adr-template-short`."""
    words = [word for word in re.split(r"[-_. ]+", stem) if word and word not in _BEFORE_TEMPLATE]
    named = named_number(stem)
    if not words or (named and named.written[:1].isdigit()):
        return False
    return words[0] in TEMPLATE or words[-1] in TEMPLATE


_BEFORE_TEMPLATE = frozenset({"adr", "adrs", "madr", "decision", "record", "nnn", "nnnn", "xxx"})


def _has_sections(topics: Iterable[Topic | None]) -> bool:
    return len(_CORE.intersection(topics)) >= _NEEDED_TOPICS
