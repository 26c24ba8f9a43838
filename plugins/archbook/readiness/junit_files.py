"""Reading JUnit's XML, which has no standard: the parts that all its writers agree on."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.parsers import expat

from archbook.readiness.result_files import Case, CaseState, Report, UnreadableError
from archbook.source.findings import Location
from archbook.source.wording import one_line

__all__ = ["day_of", "read_junit"]

_ENDS = {
    "failure": CaseState.FAILED,
    "error": CaseState.FAILED,
    "skipped": CaseState.SKIPPED,
}
_ROOTS = frozenset({"testsuites", "testsuite"})
_MESSAGE = 200
_DEEPEST = 100


def read_junit(file: str, raw: bytes) -> Report:
    """Read a JUnit file.

    Args:
        file: How it is named.
        raw: Its bytes.

    Returns:
        Its tests; the earliest timestamp of its suites.

    Raises:
        UnreadableError: It is no XML, no JUnit, or declares a document type.
    """
    reader = _Reader(file)
    try:
        reader.parser.Parse(raw, True)  # noqa: FBT003 - expat's protocol
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "it is not well-formed")
        message = f"{file} is not valid XML: {reason}"
        raise UnreadableError(message, Location(file=file, line=error.lineno)) from None
    except (ValueError, LookupError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"{file} is not valid XML", Location(file=file)) from None
    return Report(file=file, cases=tuple(reader.cases), day=min(reader.days, default=None))


class _Reader:
    """What expat tells, put together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.cases: list[Case] = []
        self.days: list[dt.date] = []
        self._path: list[str] = []
        self._case: tuple[str, int] = ("", 0)
        self._state = CaseState.PASSED
        self._message = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        # Entities, internal and external, are declared in a document type and nowhere else.
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse

    def _wrong(self, message: str) -> UnreadableError:
        line = self.parser.CurrentLineNumber
        return UnreadableError(message, Location(file=self.file, line=line))

    def _refuse(self, *_: Any) -> int:
        raise self._wrong(f"{self.file} declares a document type or entities, which is refused")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name not in _ROOTS:
            raise self._wrong(f"{self.file} is no JUnit file: it begins with <{one_line(name)}>")
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise self._wrong(f"{self.file} is nested deeper than {_DEEPEST} elements")
        if name in _ROOTS and (day := day_of(attributes.get("timestamp", ""))):
            self.days.append(day)
        elif name == "testcase":
            parts = (attributes.get("classname", ""), attributes.get("name", ""))
            full = ".".join(filter(None, parts))
            self._case = (one_line(full), self.parser.CurrentLineNumber)
            self._state, self._message = CaseState.PASSED, ""
        elif (
            name in _ENDS
            and self._path[-2:-1] == ["testcase"]
            # A test that failed and was then skipped has failed.
            and self._state is not CaseState.FAILED
        ):
            self._state = _ENDS[name]
            self._message = one_line(attributes.get("message", ""))[:_MESSAGE]

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "testcase":
            full, line = self._case
            self.cases.append(
                Case(
                    name=full,
                    state=self._state,
                    message=self._message,
                    file=self.file,
                    line=line,
                )
            )


def day_of(timestamp: str) -> dt.date | None:
    """Return the day of a timestamp of ISO 8601, in UTC where it has a zone; None for others."""
    try:
        moment = dt.datetime.fromisoformat(timestamp.strip())
        return (moment.astimezone(dt.UTC) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None
