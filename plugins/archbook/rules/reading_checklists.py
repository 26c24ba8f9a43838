"""What reading checklists and attestations tells, and what their linter looks for."""

from __future__ import annotations

from archbook.rules.registry import reading_rule
from archbook.source.findings import Severity

__all__ = ["CHECKLIST_LINTS", "CHECKLIST_READING_RULES"]


def _error(id_: str, asserts: str, why: str, mend: str) -> str:
    return reading_rule(id=id_, severity=Severity.ERROR, asserts=asserts, why=why, mend=mend)


def _warning(id_: str, asserts: str, why: str, mend: str) -> str:
    return reading_rule(id=id_, severity=Severity.WARNING, asserts=asserts, why=why, mend=mend)


def _note(id_: str, asserts: str, why: str, mend: str) -> str:
    return reading_rule(id=id_, severity=Severity.NOTE, asserts=asserts, why=why, mend=mend)


CHECKLIST_READING_RULES = (
    _error(
        "checklist-unreadable",
        "Every checklist file can be opened.",
        "What it asks for is asked of nobody.",
        "Check its permissions.",
    ),
    _error(
        "checklist-yaml",
        "A checklist file is one YAML document without a key that stands twice.",
        "Nothing in it can be read else; of a key that stands twice one value is lost.",
        "Correct the YAML; put texts that hold a colon in quotes.",
    ),
    _error(
        "checklist-unknown-key",
        "A checklist file states only what its format knows.",
        "A misspelt key is a demand that nobody hears: what should fail passes.",
        "Correct the key; the schema lists those there are.",
    ),
    _error(
        "checklist-missing-key",
        "An item says what is asked, why, how to get there, how it is verified and decided.",
        "What is asked without a reason is ticked without a thought; what nothing decides is never"
        " known.",
        "Add the key.",
    ),
    _error(
        "checklist-wrong-value",
        "A value of a checklist file has the form that its key takes.",
        "An item whose limits are read in part would let pass what was not to pass; it is left"
        " out.",
        "Write it as the message says.",
    ),
    _error(
        "checklist-wrong-id",
        "The id of an item or a checklist is made of letters, digits, hyphens, underscores, dots"
        " and slashes.",
        "Ids become addresses of pages and names in other files.",
        "Choose another id.",
    ),
    _error(
        "checklist-duplicate-id",
        "Each item, checklist and level has a name of its own.",
        "Of two with one name nobody can say which one is quoted, attested or waived.",
        "Rename one, or remove it.",
    ),
    _error(
        "checklist-unknown-name",
        "What checklists name is there: items, levels, rules, decisions, parts and fields of the"
        " map.",
        "What is asked by a name that nothing has is never asked, or never decided.",
        "Correct the name, or add what is missing.",
    ),
    _error(
        "checklist-cycle",
        "No item replaces itself, and no checklist takes all of itself, directly or round about.",
        "What replaces each other in a circle is required of nobody.",
        "Take out one of the entries.",
    ),
    _error(
        "checklist-outside-repository",
        "No item is decided by a file outside of the repository.",
        "What lies elsewhere on the machine that evaluates says nothing about the system.",
        "Name a file of the repository.",
    ),
    _error(
        "checklist-undecidable",
        "Every item can be decided for every component that it is asked of.",
        "What cannot be decided is neither a pass nor a fail: the tool, not the system, is in"
        " the way.",
        "Correct what the message names.",
    ),
    _error(
        "attestation-unreadable",
        "Every file of attestations can be opened.",
        "What people say in it counts for nothing.",
        "Check its permissions.",
    ),
    _error(
        "attestation-yaml",
        "A file of attestations is one YAML document, with one attestation for each item.",
        "Of two attestations of one item nobody can say which one counts; neither does.",
        "Correct the YAML; keep the newer of two.",
    ),
    _error(
        "attestation-unknown-key",
        "A file of attestations states only what its format knows.",
        "A misspelt key is a statement that nobody hears.",
        "Correct the key; the schema lists those there are.",
    ),
    _error(
        "attestation-missing-key",
        "An attestation says what is answered, by whom, when, and to which wording.",
        "Without these it cannot be held against anything, and counts for nothing.",
        "Add the key; `archbook checklists attest` fills in date and digest.",
    ),
    _error(
        "attestation-wrong-value",
        "A value of an attestation has the form that its key takes.",
        "An attestation with an error is left out: it never counts as a pass.",
        "Write it as the message says.",
    ),
    _error(
        "attestation-wrong-component",
        "A file of attestations is for the component that its name says.",
        "It was copied, or the component renamed; what it says may be true of another.",
        "Rename the file, or correct `component:`.",
    ),
    _error(
        "attestation-second-file",
        "Each component has one file of attestations.",
        "Of two that say different things one would count by chance.",
        "Put what both say into one.",
    ),
    _error(
        "attestation-outside-repository",
        "Evidence lies in the repository, or is linked to.",
        "What lies elsewhere on one machine is evidence to nobody else, and may be secret.",
        "Put the file into the repository, or link to where it is published.",
    ),
    _warning(
        "attestation-decides-nothing",
        "What people attest is decided by people.",
        "An item that the map or a rule decides stays as it is, whatever is said of it.",
        "Remove it; state the fact where the item looks for it.",
    ),
)
"""Ids of the rules that reading and evaluating checklists decide."""

CHECKLIST_LINTS = (
    _error(
        "checklist-contradiction",
        "What an item asks for can be met.",
        "A condition that can never hold, a limit whose ends have changed places, or evidence"
        " stronger than its way can give: nobody will ever pass.",
        "Take out one side of the contradiction.",
    ),
    _warning(
        "checklist-unreachable-level",
        "Every level of a checklist can be reached.",
        "A level that requires what cannot be met is a goal that nobody works towards.",
        "Correct the item that cannot be met, or switch it off with a reason.",
    ),
    _warning(
        "checklist-idle-level",
        "Every level of a checklist asks for more than the one below it.",
        "Who reaches the one has reached the other; the difference is a word.",
        "Require an item from that level up, or remove the level.",
    ),
    _warning(
        "checklist-rule-off",
        "The rules that decide items are switched on.",
        "A rule that is switched off says nothing, and what it decides stays unknown for good.",
        "Switch the rule on, or switch the item off in the checklist, with a reason.",
    ),
    _warning(
        "checklist-asks-nobody",
        "Every item and checklist of the handbook applies to some component.",
        "What is asked of nobody looks as if it were in order.",
        "Loosen `applies-to`, or remove what it stands at.",
    ),
    _warning(
        "checklist-asks-nothing",
        "Some item applies to every component that runs and is ours to run.",
        "A component that no checklist asks anything of is ready by default.",
        "Widen the `applies-to` of a checklist, or say by its `lifecycle` that it does not run.",
    ),
    _warning(
        "checklist-unquoted-item",
        "Every item of the handbook is quoted by a checklist.",
        "An item that no checklist quotes is asked of nobody.",
        "Quote it, or remove it.",
    ),
    _warning(
        "checklist-idle-replacement",
        "What an item replaces is asked beside it.",
        "Where the other item is not quoted or is switched off, nothing is replaced; where it is"
        " required from no lower level, it is asked of nobody.",
        "Quote the other item at a lower level, or take it out of `replaces`.",
    ),
    _warning(
        "checklist-idle-way",
        "Each of several ways to decide an item may make a difference.",
        "A way that another one is always met with is never needed; the item asks for less than"
        " it seems to.",
        "Remove the stricter way, or the laxer one.",
    ),
    _warning(
        "checklist-dead-decision",
        "Items come from decisions that are in force.",
        "The reason to ask was given up, and the asking goes on.",
        "Name the decision that took its place, or drop the item.",
    ),
    _warning(
        "checklist-duplicate-wording",
        "Each item asks for something in words of its own.",
        "The same ability under two ids is attested twice, waived once, and changed in one place.",
        "Keep one item, and quote it in both checklists.",
    ),
    _note(
        "checklist-similar-wording",
        "Items that are read alike ask for different things.",
        "Two that nearly say the same are one item to those who answer.",
        "Keep one of them, or say what is different.",
    ),
    _note(
        "checklist-copied-text",
        "Each item says in words of its own why it is asked, how to get there, how to verify it.",
        "What fits two items says nothing about either.",
        "Say what is special to this one.",
    ),
    _warning(
        "checklist-same-decision",
        "Two items are not decided by the very same facts.",
        "They pass and fail together: the ability has two ids.",
        "Keep one of them, or decide them by what tells them apart.",
    ),
    _error(
        "attestation-unknown-name",
        "Attestations are about components of the map, and items and fields that there are.",
        "What was attested was renamed or removed, and what is there now is not attested.",
        "Correct the name, or remove the attestation.",
    ),
    _note(
        "attestation-unasked",
        "What people attest is asked of the component by a checklist in use.",
        "It ages unseen, and will count when it is asked again.",
        "Remove it, or quote the item in a checklist.",
    ),
    _warning(
        "attestation-unpinned-drill",
        "The record of a drill is pinned by its digest.",
        "A record that may be rewritten is no record, and does not count as one.",
        "Attest it again; `archbook checklists attest` fills the digest in.",
    ),
)
"""Ids of the rules that the linter of checklists decides."""
