"""What a file refers to: every link and image in it, and its untyped mentions of decisions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from archbook.decisions.mentions import find_mentions
from archbook.decisions.model import Decision, Mention, Target
from archbook.decisions.reader.identity import as_target, href_target
from archbook.source.anatomy import LinkUse, block_lines
from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import Mark, TextLine

__all__ = ["StatedLink", "mentions_of", "stated_links"]


StatedLink = LinkUse
"""A link or an image of a file."""


def stated_links(decision: Decision) -> tuple[StatedLink, ...]:
    """Return every link and image in the body of a decision, in order, raw HTML included.

    Args:
        decision: The decision, Markdown or reStructuredText.
    """
    return decision.links


_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_DECISION_PATH = re.compile(
    r"/(?:adrs?|decisions?|architecture[-_]decisions?)/[^/]+$", re.IGNORECASE
)
_DOCUMENT = re.compile(r"\.(?:md|markdown|mdx|rst|html?|adoc)$", re.IGNORECASE)
_MAX_MENTIONS = 500


def mentions_of(
    blocks: Iterable[Block], *, own: Target | None, related: Collection[Target]
) -> tuple[Mention, ...]:
    """Return the untyped mentions of other decisions, each target once.

    Args:
        blocks: The blocks of the file.
        own: Its own number, which is no mention.
        related: Targets of its typed relations, which are more than mentions.
    """
    found: dict[Target, Mention] = {}
    for block in blocks:
        if block.kind in {BlockKind.CODE, BlockKind.RULE}:
            continue
        for line in block_lines(block):
            if not line.spans and "adr" not in line.text.lower():
                continue
            for _, mention in sorted(_of_line(line), key=lambda placed: placed[0]):
                if mention.target != own and mention.target not in related:
                    found.setdefault(mention.target, mention)
        if len(found) >= _MAX_MENTIONS:
            break
    return tuple(found.values())


def _of_line(line: TextLine) -> Iterator[tuple[int, Mention]]:
    text = line.text
    for span in line.spans:
        if span.mark is Mark.LINK and (target := _linked(span.target)) is not None:
            words = text[span.start : span.end]
            mention = Mention(target=target, text=words, href=span.target, line=line.line)
            yield span.start, mention
    if "adr" not in text.lower():
        return
    covered = [(s.start, s.end) for s in line.spans if s.mark in {Mark.LINK, Mark.CODE}]
    for start, end, number in find_mentions(text):
        if not any(a <= start < b for a, b in covered):
            mention = Mention(target=as_target(number), text=text[start:end], line=line.line)
            yield start, mention


def _linked(href: str) -> Target | None:
    """Return the decision that a link leads to: a numbered document of this repository."""
    path = href.split("#", 1)[0].split("?", 1)[0]
    if _EXTERNAL.match(href) and not _DECISION_PATH.search(path):
        return None
    if not _DOCUMENT.search(path) and "." in path.rsplit("/", 1)[-1]:
        return None
    named = href_target(path)
    return named.target if named else None
