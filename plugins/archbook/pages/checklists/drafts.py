"""What the script that fills in checklists has to know: who is asked, and what is attested."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archbook.checklists.model import Attestation
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.rows import attestable
from archbook.settings import DEFAULT_CHECKLIST_FOLDER

__all__ = ["Draft", "draft_data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a page that can be filled in holds for the script.

    Attributes:
        base: Link to the site's first page: drafts of several sites on one host stay apart.
        folder: Where attestations are kept in the repository.
        components: Ids and names of the components that may be chosen.
        data: For each component the items that a person may attest, and what is attested already,
            as JSON.
    """

    base: str
    folder: str
    components: Sequence[tuple[str, str]]
    data: str


def draft_data(components: Sequence[str], ledger: Ledger, here: Here) -> Draft:
    """Return what a page holds for the script.

    Args:
        components: Ids of the components that may be filled in on it.
        ledger: The chapter's contents.
        here: The page.
    """
    handbook = ledger.facts.handbook
    stated = handbook.settings.folders.checklists or DEFAULT_CHECKLIST_FOLDER
    attested: dict[str, dict[str, Any]] = {}
    for one in ledger.book.attestations:
        if one.component in components:
            attested.setdefault(one.component, {})[one.item] = _values(one)
    named = here.of.components
    return Draft(
        base=here.to_root("./"),
        folder=f"{stated.strip('/')}/attestations",
        components=sorted(
            ((name, named[name].name) for name in components if name in named),
            key=lambda one: (one[1].casefold(), one[0]),
        ),
        data=json.dumps(
            {
                "asked": {name: _asked(name, ledger) for name in components},
                "attested": attested,
            },
            ensure_ascii=False,
        ),
    )


def _asked(component: str, ledger: Ledger) -> list[str]:
    return [name for name, one in ledger.results(component).items() if attestable(one)]


def _values(attestation: Attestation) -> dict[str, Any]:
    """Return an attestation in the form of its file."""
    found: dict[str, Any] = {
        "answer": attestation.answer.value,
        "by": attestation.by,
        "on": str(attestation.on),
        "digest": attestation.digest,
    }
    if attestation.statement:
        found["statement"] = attestation.statement
    if attestation.evidence:
        found["evidence"] = [
            {one.kind.value: one.target, **({"digest": one.digest} if one.digest else {})}
            for one in attestation.evidence
        ]
    if attestation.values:
        found["fields"] = dict(attestation.values)
    return found
