"""The handbook: everything the sources say, joined."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from archbook.decisions.model import DecisionLog
from archbook.settings import Settings
from archbook.source.findings import Finding

__all__ = ["Handbook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """All sources of one handbook.

    Attributes:
        root: The handbook's folder; paths in findings are relative to it.
        settings: Its settings.
        as_of: The date it speaks of.
        logs: Its decision logs, in the order of the settings.
        findings: What was wrong while reading (settings, folders, files, links between files).
    """

    root: Path
    settings: Settings
    as_of: dt.date
    logs: tuple[DecisionLog, ...] = ()
    findings: tuple[Finding, ...] = ()
