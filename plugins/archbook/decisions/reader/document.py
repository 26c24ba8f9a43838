"""A file of a decision log as the forms see it: front matter, blocks, sections, the head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from archbook.decisions.model import RelationKind, Status
from archbook.decisions.reader.headings import (
    heading_field,
    heading_value,
    is_generic_title,
    is_vague,
    titled_status,
)
from archbook.decisions.reader.identity import as_target, named_number, split_title
from archbook.decisions.reader.meant import as_meant
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field
from archbook.decisions.vocabulary.relations import relation_label
from archbook.decisions.vocabulary.sections import Topic, topic_of
from archbook.source.blocks import Block, BlockKind
from archbook.source.front_matter import FrontMatter
from archbook.source.text_lines import Mark, TextLine

_NEXT_LINE = 2
__all__ = ["Document", "Section", "pseudo_heading"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next heading of any level.

    Attributes:
        heading: The heading; None for what stands above the first one.
        level: Its level, 7 for a bold line that serves as one, 0 without heading.
        blocks: What stands below it.
        topic: What it is about, where its name is known.
        field: The field that its name means.
        relation: The relation that its name means, and whether only in part.
        value: What stands behind a colon in the heading itself (`## Status: accepted`).
        nested: Whether it lies within a section that is about something else.
        zone: Whether fields written in its lines are fields of the decision.
    """

    heading: Block | None
    level: int
    blocks: tuple[Block, ...]
    topic: Topic | None = None
    field: Field | None = None
    relation: tuple[RelationKind, bool] | None = None
    value: TextLine | None = None
    nested: bool = False
    zone: bool = False


@dataclass(frozen=True)
class Document:
    """What the forms read.

    Attributes:
        path: Path of the file relative to its log.
        front_matter: Its front matter.
        parsed: Its blocks in order, as the parser gives them.
        statuses: Further words for a status, folded.
    """

    path: str
    front_matter: FrontMatter
    parsed: InitVar[Sequence[Block]]
    statuses: Mapping[str, Status]
    blocks: Sequence[Block] = field(init=False)

    def __post_init__(self, parsed: Sequence[Block]) -> None:
        object.__setattr__(self, "blocks", as_meant(parsed))

    @cached_property
    def stem(self) -> str:
        """Name of the file without its ending; of its folder where the name is a mere `README`."""
        path = PurePosixPath(self.path)
        name = path.name
        for ending in (path.suffix,):
            name = name[: -len(ending)] if ending else name
        generic = name.lower() in {"readme", "index", "adr", "decision", "record", "main"}
        if generic and path.parent.name[:1].isdigit():
            return path.parent.name
        return name

    @cached_property
    def title_heading(self) -> Block | None:
        """The heading that is the title of the decision, None where no heading is."""
        headings = [b for b in self.blocks if b.kind is BlockKind.HEADING and not b.quoted]
        highest = min((heading.level for heading in headings), default=1)
        headings = headings[:3]
        for index, heading in enumerate(headings):
            text = heading.text
            if not text or is_generic_title(text):
                continue
            value = heading_value(heading)
            if value is not None and value[0] is Field.TITLE:
                return heading
            stated = value is not None and not (index == 0 and titled_status(text))
            if stated or heading_field(text) or topic_of(text) or relation_label(text):
                return None
            if index == 0 and heading.level > max(highest, 2) and not split_title(text).prefixed:
                return None
            below = headings[index + 1] if index + 1 < len(headings) else None
            return below if below and self._names_it(heading, below) else heading
        return None

    def _names_it(self, heading: Block, below: Block) -> bool:
        """Say whether the heading below a collective one is the title: `Acme`, `ADR 7: queues`."""
        named = named_number(self.stem)
        near = below.line - heading.line <= _NEXT_LINE
        if named is None or not near or not any(char.isdigit() for char in below.text):
            return False
        lower = split_title(below.text)
        if not lower.prefixed or as_target(lower.number) != named.target:
            return False
        upper = split_title(heading.text, named.written)
        return not (upper.prefixed or upper.number)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order; the first may have no heading."""
        found: list[tuple[Block | None, list[Block]]] = [(None, [])]
        for block in self.blocks:
            heading = block.kind is BlockKind.HEADING and not block.quoted
            if heading or pseudo_heading(block):
                found.append((block, []))
            else:
                found[-1][1].append(block)
        outline = _Outline(self.title_heading)
        return tuple(outline.section(heading, blocks) for heading, blocks in found)


def pseudo_heading(block: Block) -> bool:
    """Say whether a paragraph is a bold line alone that names a field or a section."""
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) != 1 or block.level:
        return False
    line = block.lines[0]
    text = line.text.rstrip(" :\uff1a")
    if not line.spans or len(text) > 60:  # noqa: PLR2004 - longer lines are sentences
        return False
    strong = [span for span in line.spans if span.mark is Mark.STRONG]
    if not strong or strong[0].start != 0 or strong[-1].end < len(text) or line.marked(Mark.IMAGE):
        return False
    return bool(heading_field(text) or topic_of(text) or relation_label(text))


_ABOUT_ITSELF = frozenset({Topic.METADATA, Topic.HISTORY, Topic.LINKS})
_PSEUDO = 7
"""Level of a bold line that serves as a heading: below the six that there are."""


class _Outline:
    """Tells of each heading, one after the other, what its section is."""

    def __init__(self, title: Block | None) -> None:
        self.title = title
        self.head = True  # until a heading other than the title's stands below some text
        self.written = False
        self.above: list[tuple[int, bool]] = []  # level, and whether it is about something else

    def section(self, heading: Block | None, blocks: Sequence[Block]) -> Section:
        """Return the section of the next heading."""
        if heading is None:
            self.written = bool(blocks)
            return Section(None, 0, tuple(blocks), zone=True)
        level = heading.level if heading.kind is BlockKind.HEADING else _PSEUDO
        while self.above and self.above[-1][0] >= level:
            self.above.pop()
        title = heading is self.title
        named, relation, value = (None, None, None) if title else _named(heading)
        if named is Field.STATUS and value is None and is_vague(heading.text):
            named = named if _begins_with_status(blocks) else None
        topic = None if title or value is not None else topic_of(heading.text)
        states = named not in {None, Field.OTHER} or relation is not None
        if not title:
            # A second line of title may stand right below the first one.
            self.head = self.head and topic is None and not states and not self.written
        self.written = self.written or bool(blocks)
        section = Section(
            heading,
            level,
            tuple(blocks),
            topic,
            named,
            relation,
            value,
            nested=bool(self.above) and self.above[-1][1],
            zone=title or self.head or topic is Topic.METADATA or named is Field.STATUS,
        )
        other = not (section.zone or states or topic in _ABOUT_ITSELF)
        self.above.append((level, other or section.nested))
        return section


def _begins_with_status(blocks: Sequence[Block]) -> bool:
    """Say whether a section begins with a word for a status that stands alone."""
    first = next((line for block in blocks[:1] for line in block.lines), None)
    word = leading_status(first.text) if first is not None else None
    return word is not None and word.bare and blocks[0].kind is BlockKind.PARAGRAPH


def _named(
    heading: Block,
) -> tuple[Field | None, tuple[RelationKind, bool] | None, TextLine | None]:
    """Return the field or relation that a heading names, and the value behind its colon."""
    return heading_value(heading) or (
        heading_field(heading.text),
        relation_label(heading.text),
        None,
    )
