"""The first component map: what was found by its names, and in comments what is left to say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter, ValidationError

from archbook.components.forms import Id
from archbook.components.vocabulary import KINDS
from archbook.starting.parts import Part

__all__ = ["map_sketch"]

_ID = TypeAdapter(Id)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.@/-]*(?: [A-Za-z0-9_.@/-]+)*")
_WORDS = frozenset({"null", "true", "false", "none", "yes", "no", "on", "off"})
_MOST_COMMENTED = 3

_HEAD = """\
# The component map: what the system is made of, who owns it, and what each part uses.
#
# Only `kind` is required. What is not stated here is shown as not stated and never read as a no;
# `archbook check --missing` lists what is worth saying next. `archbook components list` shows what
# was read, and the guide explains every word.
"""

_EXAMPLE = """\
#
# Nothing was found to begin with: no compose file, no manifest, no catalogue file. Take away the
# comment signs below and write what you have.
#
# owners:
#   shop-team: {name: Shop team, on-call: https://oncall.example/shop}
#
# components:
#   web:
#     kind: web
#     does: Renders the pages that customers see.
#     owner: shop-team
#     tier: 1                      # 1 is the most critical
#     uses:
#       - calls: orders
#         timeout: 800ms
#         if-lost: degrades        # fails | degrades | delays | continues
#         fallback: A page that says so.
#   orders:
#     kind: service
#     slo: {availability: 99.9%}
#     uses:
#       - writes: orders-db
#   orders-db:
#     kind: database
"""


def map_sketch(parts: Sequence[Part]) -> str:
    """Return the text of a first map.

    What a file states is there: name, kind, owner, what it is made of. What it hints at (an order
    of starting is no call) is a comment next to it, to be confirmed by somebody who knows.

    Args:
        parts: What was found; the same name in several files is one component.
    """
    if not parts:
        return _HEAD + _EXAMPLE
    ids = _ids(part.name for part in parts)
    by_id: dict[str, list[Part]] = {}
    for part in parts:
        by_id.setdefault(ids[part.name], []).append(part)
    kinds = {id_: named[0].kind for id_, named in by_id.items()}
    owners = _ids(sorted({part.owner for part in parts if part.owner}))
    lines = [_HEAD + "#\n# What was found is below by its name. Check the kinds, take away what is"]
    lines.append("# no part of the running system, and turn the comments into facts.")
    if owners:
        lines += ["", "owners:"]
        lines += [f"  {_scalar(id_)}: {{name: {_scalar(name)}}}" for name, id_ in owners.items()]
    lines += ["", "components:"]
    for number, (id_, found) in enumerate(by_id.items()):
        commented = number < _MOST_COMMENTED
        lines += _component(id_, found, ids, owners, kinds, commented=commented)
    return "\n".join(lines) + "\n"


def _component(
    id_: str,
    found: Sequence[Part],
    ids: dict[str, str],
    owners: dict[str, str],
    kinds: dict[str, str],
    *,
    commented: bool,
) -> Iterable[str]:
    first = found[0]
    sources = ", ".join(f"{part.form} in {part.location}" for part in found)
    yield f"  {_scalar(id_)}:  # {_comment(sources)}"
    if first.name != id_:
        yield f"    name: {_scalar(first.name)}"
    yield f"    kind: {first.kind}"
    if technology := next((part.technology for part in found if part.technology), ""):
        yield f"    technology: {_scalar(technology)}"
    if owner := next((part.owner for part in found if part.owner), ""):
        yield f"    owner: {_scalar(owners[owner])}"
    elif commented:
        yield "    # owner: the-team-that-answers-at-night"
    if commented:
        yield "    # tier: 2"
        yield "    # slo: {availability: 99.9%}"
    needs = dict.fromkeys(need for part in found for need in part.needs)
    if needs:
        yield "    # uses:"
        for need in needs:
            yield f"    #   - {_use(need, ids, kinds)}"
    yield ""


def _use(need: str, ids: dict[str, str], kinds: dict[str, str]) -> str:
    """Return the likely edge to what something depends on, and what else it may be."""
    if need not in ids:
        return f"calls: {_comment(need)}  # stated as a dependency, and found nowhere"
    kind = KINDS[kinds[ids[need]]]
    verb, otherwise = "calls", "or only started after it?"
    if kind.channel:
        verb, otherwise = "publishes", "or consumes?"
    elif kind.cache:
        verb, otherwise = "reads", "or writes?"
    elif kind.store:
        verb, otherwise = "writes", "or reads?"
    return f"{verb}: {_comment(ids[need])}  # stated as a dependency; {otherwise}"


def _ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name; names whose ids would be alike get numbers."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        id_, number = _id(name), 1
        while id_.casefold() in taken:
            number += 1
            id_ = f"{_id(name)}-{number}"
        taken.add(id_.casefold())
        ids[name] = id_
    return ids


def _id(name: str) -> str:
    for candidate in (name, re.sub(r"[\W_]+", "-", name).strip("-")[:80]):
        try:
            _ID.validate_python(candidate)
        except ValidationError:
            continue
        return candidate
    return "part"


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in quoted)


def _comment(text: str) -> str:
    """Return a text that stays within its comment."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
