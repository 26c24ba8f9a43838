"""What a decision log says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from archbook.source.anatomy import LinkUse
from archbook.source.findings import Finding
from archbook.source.front_matter import FrontMatter
from archbook.source.markdown import MarkdownText

__all__ = [
    "AMBIGUOUS",
    "Decision",
    "DecisionLog",
    "Derived",
    "FileKind",
    "Form",
    "Mention",
    "Provenance",
    "Relation",
    "RelationKind",
    "Status",
    "StatusChange",
    "Target",
]

AMBIGUOUS = "ambiguous"
"""The date of a decision that states one as D/M/Y or M/D/Y, and nothing tells which."""

Target = int | str
"""What a relation points at: a plain number, an eight-digit date as text, other identifiers."""


class FileKind(StrEnum):
    """What a file in the folder of a decision log is."""

    ADR = "adr"
    README = "readme"
    INDEX = "index"
    TEMPLATE = "template"
    PAGE = "page"


class Status(StrEnum):
    """Where a decision stands. `OTHER` goes with the word as the file states it."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    OTHER = "other"


class Form(StrEnum):
    """The form in which a file states something."""

    FRONT_MATTER = "front matter"
    TITLE = "title"
    HEADING = "heading"
    SECTION = "section"
    BULLET = "bullet"
    BOLD_LINE = "bold line"
    LINE = "line"
    TABLE = "table"
    BADGE = "badge"
    HISTORY = "history"
    FILE_NAME = "file name"
    FIELD_LIST = "field list"
    TEXT = "text"


class RelationKind(StrEnum):
    """How one decision stands to another, read from the one that states it."""

    SUPERSEDES = "supersedes"
    SUPERSEDED_BY = "superseded_by"
    AMENDS = "amends"
    AMENDED_BY = "amended_by"
    EXTENDS = "extends"
    EXTENDED_BY = "extended_by"
    CLARIFIES = "clarifies"
    CLARIFIED_BY = "clarified_by"
    REFINES = "refines"
    REFINED_BY = "refined_by"
    DEPENDS_ON = "depends_on"
    REQUIRED_BY = "required_by"
    DEPRECATES = "deprecates"
    DEPRECATED_BY = "deprecated_by"
    RELATES_TO = "relates_to"
    CONFLICTS_WITH = "conflicts_with"

    @property
    def reverse(self) -> RelationKind:
        """The same relation read from its other end; the symmetric ones are their own."""
        return _REVERSE.get(self, self)

    @property
    def words(self) -> str:
        """The relation as prose, such as `superseded by`."""
        return self.value.replace("_", " ")


_PAIRS = (
    (RelationKind.SUPERSEDES, RelationKind.SUPERSEDED_BY),
    (RelationKind.AMENDS, RelationKind.AMENDED_BY),
    (RelationKind.EXTENDS, RelationKind.EXTENDED_BY),
    (RelationKind.CLARIFIES, RelationKind.CLARIFIED_BY),
    (RelationKind.REFINES, RelationKind.REFINED_BY),
    (RelationKind.DEPENDS_ON, RelationKind.REQUIRED_BY),
    (RelationKind.DEPRECATES, RelationKind.DEPRECATED_BY),
)
_REVERSE = dict(_PAIRS) | {b: a for a, b in _PAIRS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a field was read: in which form, on which line (0: not on a line)."""

    form: Form
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A typed relation to another decision.

    Attributes:
        kind: Which relation.
        target: What it points at, as its name or text identifies it.
        text: The words that name the target, as written.
        href: The link's target as written, empty where there is no link.
        line: Line of the file that states it, from 1.
        form: In which form it is stated.
        path: Path of the target decision in its log, where it was found there (else empty).
    """

    kind: RelationKind
    target: Target
    text: str = ""
    href: str = ""
    line: int = 0
    form: Form = Form.TEXT
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An untyped mention of another decision: a link to its file, or its name in the text.

    Attributes:
        target: What it points at.
        text: The words of the mention.
        href: The link's target as written, empty for a name in the text.
        line: Line of the file, from 1.
        path: Path of the target decision in its log, where it was found there (else empty).
    """

    target: Target
    text: str = ""
    href: str = ""
    line: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """One dated entry of a decision's history, oldest first.

    Attributes:
        date: `YYYY-MM-DD` or `YYYY-MM`, None where the entry has none.
        status: The status it states.
        as_written: Its words.
        line: Line of the file, from 1.
    """

    date: str | None
    status: Status
    as_written: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What git knows of a file that does not say it itself.

    Attributes:
        created: Day of the first commit, `YYYY-MM-DD`, or None.
        changed: Day of the last commit, or None.
        authors: Names of the people who committed it, the first first.
    """

    created: str | None = None
    changed: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One file of a decision log, as read.

    Attributes:
        path: Path relative to the log's folder, POSIX separators.
        file: Path as findings show it.
        kind: What the file is.
        id: As stated, else `ADR-` and the number as the file name writes it, else the stem.
        number: Integer where plain, an eight-digit date as text, other identifiers as text, None.
        title: As stated, plain text without number and ADR prefix; None where the file has none.
        display_title: The title, else something readable made of the file name.
        status: None where not stated.
        other_status: The word where `status` is `OTHER`, in lower case.
        status_as_written: The words of the file.
        date: `YYYY-MM-DD`, `YYYY-MM`, `AMBIGUOUS` or None: as stated, never derived.
        decision_makers: Who decided, as stated.
        consulted: Whose advice was asked.
        informed: Who was told.
        components: Ids of the components it decides about.
        tags: Its tags.
        relations: Typed relations that this very file states.
        mentions: Untyped mentions of other decisions in this file.
        links: Every link and image of its body in order, raw HTML included.
        completed: Typed relations to this decision that other files state, turned round.
        history: Dated changes of status that the file lists.
        provenance: For each field of this class that the file states, where it was read.
        findings: What was wrong with the file.
        front_matter: Its front matter, for fields that other chapters read.
        markdown: The parsed body; None for reStructuredText.
        source: The whole text of a reStructuredText file, empty for Markdown.
        derived: What git says.
        truncated: Whether the file was over the size limit and only its head was read.
        summary: The first words of its prose, plain text, at most 200 characters.
    """

    path: str
    file: str
    kind: FileKind
    id: str
    number: Target | None
    title: str | None
    display_title: str
    status: Status | None = None
    other_status: str = ""
    status_as_written: str | None = None
    date: str | None = None
    decision_makers: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[LinkUse, ...] = ()
    completed: tuple[Relation, ...] = ()
    history: tuple[StatusChange, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    front_matter: FrontMatter = field(default_factory=FrontMatter)
    markdown: MarkdownText | None = None
    source: str = ""
    derived: Derived | None = None
    truncated: bool = False
    summary: str = ""

    @property
    def status_word(self) -> str | None:
        """The status in one word for output: `accepted`, `other:on hold`, None."""
        if self.status is Status.OTHER:
            return f"other:{self.other_status}"
        return self.status.value if self.status else None

    @property
    def in_force(self) -> bool:
        """Whether the decision is accepted and stands."""
        return self.status is Status.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLog:
    """The decisions of one folder.

    Attributes:
        name: Name that tells it apart from other logs; empty for an only one.
        folder: The folder as findings show it.
        decisions: The decisions (kind `adr`) in order of number, then path.
        others: README, index, template and process pages, by path.
        findings: What concerns the log as a whole.
    """

    name: str
    folder: str
    decisions: tuple[Decision, ...]
    others: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()
