"""What reading the component map already tells: what is unreadable, unknown, or contradicts."""

from __future__ import annotations

from archbook.rules.registry import reading_rule
from archbook.source.findings import Severity

__all__ = ["MAP_READING_RULES"]


def _error(id_: str, asserts: str, why: str, mend: str) -> str:
    return reading_rule(id=id_, severity=Severity.ERROR, asserts=asserts, why=why, mend=mend)


MAP_READING_RULES = (
    _error(
        "map-missing",
        "Every file and folder that is named for the component map is there.",
        "What it would say is missing from every picture and every figure.",
        "Correct the path.",
    ),
    _error(
        "map-unreadable",
        "Every file of the component map can be opened.",
        "What it would say is missing from every picture and every figure.",
        "Check its permissions.",
    ),
    _error(
        "map-yaml",
        "A file of the component map is one YAML document without a key that stands twice.",
        "Nothing in it can be read else; of a key that stands twice one value is lost.",
        "Correct the YAML; put texts that hold a colon in quotes.",
    ),
    _error(
        "map-unknown-key",
        "A map states only what its format knows.",
        "A misspelt key is a statement that nobody hears: the figure is computed without it.",
        "Correct the key; the schema lists those there are.",
    ),
    _error(
        "map-missing-key",
        "A thing of the map states what it cannot do without.",
        "A component without a kind, a journey without a path, is nothing that can be judged.",
        "Add the key.",
    ),
    _error(
        "map-wrong-value",
        "A value of the map has the form that its key takes.",
        "What cannot be understood is left out, as if nothing had been stated.",
        "Write it as the message says.",
    ),
    _error(
        "map-wrong-id",
        "An id of the map is made of letters, digits, hyphens, underscores, dots and slashes.",
        "Ids become addresses of pages and names in other files.",
        "Choose another id, and put the readable name under `name:`.",
    ),
    _error(
        "map-duplicate-id",
        "Each id of the map stands for one thing, over all files.",
        "Two things with one name are one thing to everything that refers to them.",
        "Rename one, or remove it.",
    ),
    _error(
        "map-unknown-name",
        "What the map refers to is in the map.",
        "An edge to nothing fails nothing: the map looks safer than the system is.",
        "Correct the name, or add what is missing.",
    ),
    _error(
        "map-cycle",
        "Nothing of the map lies within itself.",
        "Containment that comes round has no outside: nobody inherits, nothing can be drawn.",
        "Take `within` from the outermost.",
    ),
    _error(
        "map-no-verb",
        "An edge has exactly one verb.",
        "The verb says what a loss does; without one the edge says nothing, with two it says both.",
        "Write an entry for each verb.",
    ),
    _error(
        "map-duplicate-edge",
        "Each edge is stated once, or its parts have names.",
        "Of two that are alike nobody can say which one is meant.",
        "Remove one, or give each a `name:` of its own.",
    ),
    _error(
        "map-contradicting-ends",
        "Both ends of an edge say the same of it.",
        "One of the two is wrong, and everything computed rests on one of them.",
        "State it at one end only.",
    ),
    _error(
        "map-mixed-alternatives",
        "Alternatives share `if-lost` and `when`.",
        "Any of them is to be enough; if losing one is worse than losing another, they are not"
        " alternatives.",
        "Write the same on each of them.",
    ),
    _error(
        "map-routes-from-data-plane",
        "Only the control plane routes.",
        "What carries traffic is in its way: its loss is an outage, and `routes` says that it is"
        " none.",
        "Write `calls`.",
    ),
    _error(
        "map-empty-journey",
        "A journey has steps.",
        "A journey without steps never fails.",
        "List its components in the order in which they are reached.",
    ),
    reading_rule(
        id="map-empty-view",
        severity=Severity.WARNING,
        asserts="A view of the map shows something.",
        why="A picture of nothing was meant to show something.",
        mend="Correct the selector.",
    ),
    reading_rule(
        id="map-field-does-not-fit",
        severity=Severity.WARNING,
        asserts="What is stated fits the thing that it is stated of.",
        why="It says nothing there, and its author believes that it does.",
        mend="Remove it, or state it where it belongs.",
    ),
)
"""Ids of the rules that the readers of the map decide."""
