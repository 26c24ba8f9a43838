"""Result files of other tools, read as data: JUnit's XML and SARIF.

XML is read by expat, which follows no external reference; a document type declaration, which
entities need, is refused. Sources: the JUnit format as Ant and pytest write it; SARIF 2.1.0
(OASIS).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from archbook.checklists.ways import ResultFormat
from archbook.readiness.repository import Repository
from archbook.source.findings import Location

__all__ = ["SIZE_LIMIT", "Case", "CaseState", "Report", "ResultFiles", "UnreadableError"]

SIZE_LIMIT = 20_000_000
"""How many bytes a result file may have."""


class CaseState(StrEnum):
    """How a test ended, or what a scan found."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test of a JUnit file, or one result of a SARIF file.

    Attributes:
        name: `classname.name`, or the id of the rule.
        state: How it ended.
        message: What it says where it failed, one line.
        file: The file it was read from.
        line: Line of it; 0 where unknown.
    """

    name: str
    state: CaseState
    message: str = ""
    file: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A result file.

    Attributes:
        file: The file, relative to the handbook's root.
        cases: What it tells, in its order.
        tool: Name of the tool that wrote it; empty where it does not say.
        day: The earliest day of a run in it, by its own timestamps; None without one.
    """

    file: str
    cases: tuple[Case, ...]
    tool: str = ""
    day: dt.date | None = None


class UnreadableError(ValueError):
    """A result file that is not what it should be.

    Attributes:
        location: Where.
    """

    def __init__(self, message: str, location: Location) -> None:
        super().__init__(message)
        self.location = location


class ResultFiles:
    """The result files of a repository, each read once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._read: dict[tuple[str, ResultFormat], Report | UnreadableError] = {}

    def read(self, file: str, form: ResultFormat) -> Report:
        """Read a result file.

        Args:
            file: The file, which is there.
            form: Its format.

        Raises:
            UnreadableError: It is too large, not valid, or declares entities.
        """
        key = (file, form)
        if key not in self._read:
            try:
                self._read[key] = self._parse(file, form)
            except UnreadableError as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, UnreadableError):
            raise found
        return found

    def _parse(self, file: str, form: ResultFormat) -> Report:
        # Few handbooks have any, and none needs both.
        from archbook.readiness.junit_files import read_junit  # noqa: PLC0415 - as above
        from archbook.readiness.sarif_files import read_sarif  # noqa: PLC0415 - as above

        try:
            raw = self._repository.data(file, limit=SIZE_LIMIT)
        except OSError as error:
            reason = error.strerror or "it failed"
            raise UnreadableError(f"{file} cannot be read: {reason}", Location(file=file)) from None
        if raw is None:
            message = f"{file} has more than {SIZE_LIMIT:,} bytes"
            raise UnreadableError(message, Location(file=file))
        return read_junit(file, raw) if form is ResultFormat.JUNIT else read_sarif(file, raw)
