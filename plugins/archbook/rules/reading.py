"""What reading the sources already tells: what is unreadable, what is at odds with itself."""

from __future__ import annotations

from archbook.rules.registry import reading_rule
from archbook.source.entries import SEVERITIES
from archbook.source.findings import Severity

__all__ = ["READING_RULES"]

READING_RULES = (
    reading_rule(
        id="settings",
        severity=Severity.ERROR,
        asserts="The settings stand in one place, are understood, and name folders that are there.",
        why="A setting that is passed over in silence leaves its author believing that it counts.",
        mend="Correct the setting; `archbook.yml` or the plugin's options hold all of them.",
    ),
    reading_rule(
        id="unreadable-front-matter",
        severity=Severity.ERROR,
        asserts="The front matter of a file is a YAML mapping between two lines of three hyphens.",
        why="Nothing in it can be read else: the decision loses its status, date and relations.",
        mend="Correct the YAML; put texts that hold a colon in quotes.",
    ),
    reading_rule(
        id="unreadable-file",
        severity=Severity.ERROR,
        asserts="Every file of a log can be opened.",
        why="A decision that cannot be read is missing from the log, and nobody sees that it is.",
        mend="Check its permissions.",
    ),
    reading_rule(
        id="odd-entry",
        severity=SEVERITIES["odd-entry"],
        asserts="What is named like a file of the log is one, and links lead to files.",
        why="Folders named like files, pipes, and links that lead nowhere, or back to themselves,"
        " are passed over; what was meant to be there is not.",
        mend="Rename or remove it.",
    ),
    reading_rule(
        id="outside-repository",
        severity=SEVERITIES["outside-repository"],
        asserts="No link in the log's folder leads out of the repository.",
        why="What lies elsewhere on the machine that builds the site, passwords and keys among it,"
        " would be published. It is not read.",
        mend="Put the file into the repository, or name its folder under `folders:`.",
    ),
    reading_rule(
        id="file-too-large",
        severity=Severity.ERROR,
        asserts="A file of the log is smaller than the limit (`max-size`).",
        why="Only its head is read and shown. A record of that size holds something that is no"
        " record.",
        mend="Move attachments and logs into files of their own and link to them.",
    ),
    reading_rule(
        id="not-utf-8",
        severity=Severity.WARNING,
        asserts="A file is valid UTF-8.",
        why="What cannot be decoded is lost, often in the names of people.",
        mend="Save it as UTF-8.",
    ),
    reading_rule(
        id="nul-character",
        severity=Severity.WARNING,
        asserts="A file holds no NUL characters.",
        why="They are left out; a file that has them was damaged or saved in another encoding.",
        mend="Remove them, or save the file as UTF-8.",
    ),
    reading_rule(
        id="no-history",
        severity=Severity.NOTE,
        asserts="Dates and people that files do not state can be had from git.",
        why="A shallow clone or an export without its repository does not know them; they are"
        " shown as"
        " not stated.",
        mend="Fetch the whole history, or set `git: false` under `decisions:`.",
    ),
    reading_rule(
        id="number-conflict",
        severity=Severity.WARNING,
        asserts="The number in a decision's title, or in its front matter, is that of its file"
        " name.",
        why="Some will quote the one and some the other. The file name's counts.",
        mend="Make them the same.",
    ),
    reading_rule(
        id="status-conflict",
        severity=Severity.WARNING,
        asserts="A file states one status.",
        why="Two places that disagree mean that one was forgotten when the decision changed.",
        mend="Keep the one that is true and remove the other.",
    ),
    reading_rule(
        id="ambiguous-date",
        severity=Severity.WARNING,
        asserts="A date can be read in one way only.",
        why="03/04/2026 is the third of April or the fourth of March, and nothing else in the log"
        " tells"
        " which.",
        mend="Write it as 2026-04-03.",
    ),
)
"""Ids of the rules that reading decides."""
