"""Edges out of what both ends of them state."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archbook.components.draft import Declared, Draft, Use
from archbook.components.entries import VERB_KEYS, EdgeFields
from archbook.components.forms import NONE
from archbook.components.model import Component, Edge, Origin
from archbook.components.resolving import check_threats
from archbook.components.values import hyphenated
from archbook.components.vocabulary import REVERSED, VERBS, End, Plane, Verb
from archbook.source.findings import Severity

__all__ = ["resolve_edges"]

_FIELDS = tuple(name for name in EdgeFields.model_fields if name != "name")
_RENAMED = {"if_lost": "stated_if_lost", "when": "stated_when"}
_ONLY_WITH = {"outbox": "publishes", "dead_letter": "consumes"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What one end says of an edge."""

    thing: Declared
    use: Use
    source: str
    verb: Verb
    target: str
    end: End

    @property
    def name(self) -> str | None:
        return self.use.fields.name

    @property
    def origin(self) -> Origin:
        return Origin(file=self.thing.origin.file, path=self.use.path)

    def keys(self, *more: str | int) -> tuple[str | int, ...]:
        """The keys from the component to a key of this edge."""
        return (*self.use.path[len(self.thing.origin.path) :], *more)


def _attribute(word: str) -> str:
    return word.replace("-", "_")


_ATTRIBUTES = tuple((word, _attribute(word)) for word in VERB_KEYS)


def resolve_edges(
    draft: Draft, components: Mapping[str, Component]
) -> tuple[dict[str, Edge], dict[str, tuple[Origin, ...]]]:
    """Return the edges by id, and for each where it is stated.

    Args:
        draft: What the files declare; findings go there.
        components: The components, whole.
    """
    groups: dict[tuple[str, str, str], list[_Claim]] = {}
    for _, thing in sorted(draft.things["components"].items()):
        for claim in _claims(draft, thing):
            groups.setdefault((claim.source, claim.verb.name, claim.target), []).append(claim)
    edges: dict[str, Edge] = {}
    origins: dict[str, tuple[Origin, ...]] = {}
    first: dict[str, _Claim] = {}
    for _, claims in sorted(groups.items()):
        pairs = _paired(draft, claims)
        for pair in pairs:
            edge = _edge(draft, pair, alike=len(pairs) > 1, components=components)
            edges[edge.id] = edge
            origins[f"edge:{edge.id}"] = tuple(claim.origin for claim in pair)
            first[edge.id] = pair[0]
    edges = dict(sorted(edges.items()))
    _check_alternatives(draft, edges, first)
    return edges, origins


def _claims(draft: Draft, thing: Declared) -> Iterator[_Claim]:
    for use in thing.uses:
        words = [word for word, name in _ATTRIBUTES if getattr(use.fields, name) is not None]
        keys = use.path[len(thing.origin.path) :]
        if len(words) != 1:
            _say_verbs(draft, thing, use, words)
            continue
        word = words[0]
        seen: set[str] = set()
        for index, other in enumerate(getattr(use.fields, _attribute(word))):
            if not draft.has(thing, "components", other, (*keys, word, index)):
                continue
            if other in seen:
                draft.say(
                    thing,
                    "map-duplicate-edge",
                    keys=(*keys, word, index),
                    message=f'"{other}" stands twice under `{word}`',
                    mend="Name it once; two edges alike are two entries, each with a `name:`.",
                )
                continue
            seen.add(other)
            reverse = word in REVERSED
            yield _Claim(
                thing=thing,
                use=use,
                source=other if reverse else thing.id,
                verb=REVERSED[word] if reverse else VERBS[word],
                target=thing.id if reverse else other,
                end=End.TARGET if reverse else End.SOURCE,
            )


def _say_verbs(draft: Draft, thing: Declared, use: Use, words: Sequence[str]) -> None:
    raw = use.raw if isinstance(use.raw, dict) else {}
    known = {hyphenated(name) for name in EdgeFields.model_fields}
    if not words and not known.issuperset(raw):
        return  # the unknown key or the wrong value is told of already
    message = (
        f'An edge of the component "{thing.id}" has {len(words)} verbs: {", ".join(words)}'
        if words
        else f'An edge of the component "{thing.id}" has no verb'
    )
    draft.say(
        thing,
        "map-no-verb",
        keys=use.path[len(thing.origin.path) :],
        message=message,
        mend="Write an entry for each of them."
        if words
        else f"Write a verb and its target; verbs are {', '.join(VERB_KEYS)}.",
    )


def _paired(draft: Draft, claims: Sequence[_Claim]) -> list[tuple[_Claim, ...]]:
    """Put together what the two ends say of the same edge; the source's say comes first."""
    said: dict[End, dict[str | None, _Claim]] = {End.SOURCE: {}, End.TARGET: {}}
    for claim in claims:
        before = said[claim.end].get(claim.name)
        if before is None:
            said[claim.end][claim.name] = claim
            continue
        name = f' named "{claim.name}"' if claim.name else ""
        draft.say(
            claim.thing,
            "map-duplicate-edge",
            keys=claim.keys(),
            message=f'The edge "{claim.source} {claim.verb.name} {claim.target}"{name} stands '
            f"twice, first at {draft.place(before.origin)}",
            mend="Remove one, or give each a `name:` of its own.",
        )
    sources, targets = said[End.SOURCE], said[End.TARGET]
    if len(sources) == len(targets) == 1:
        (here,), (there,) = sources.values(), targets.values()
        if here.name == there.name or here.name is None or there.name is None:
            return [(here, there)]
    names = sorted({*sources, *targets}, key=lambda name: name or "")
    return [
        tuple(said[end][name] for end in (End.SOURCE, End.TARGET) if name in said[end])
        for name in names
    ]


def _edge(
    draft: Draft,
    pair: tuple[_Claim, ...],
    *,
    alike: bool,
    components: Mapping[str, Component],
) -> Edge:
    claim = pair[0]
    name = next((each.name for each in pair if each.name), None)
    source, verb, target = claim.source, claim.verb, claim.target
    plain = f"{source} {verb.name} {target}"
    edge_id = f"{plain}#{name}" if alike and name else plain
    fields = _merged(draft, pair, edge_id)
    plane = verb.plane or components[source].plane
    if verb.name == "routes" and components[source].plane is Plane.DATA:
        draft.say(
            claim.thing,
            "map-routes-from-data-plane",
            subject=f"edge:{edge_id}",
            keys=claim.keys(),
            message=f'"{source}" is of the data plane and cannot route "{target}"',
            mend="Write `calls`: a gateway or load balancer calls what it fronts. `routes` is for "
            "the control plane, which tells traffic which way to take.",
        )
    for field, word in _ONLY_WITH.items():
        if field in fields and verb.name != word:
            draft.say(
                claim.thing,
                "map-field-does-not-fit",
                subject=f"edge:{edge_id}",
                keys=claim.keys(hyphenated(field)),
                message=f"`{hyphenated(field)}` says nothing on an edge that {verb.name}",
                mend=f"It belongs on `{word}`; remove it here.",
                severity=Severity.WARNING,
            )
    for each in pair:
        check_threats(draft, each.thing, each.use.fields.threats, each.keys("threats"))
    dead_letter = fields.get("dead_letter")
    if dead_letter not in {None, NONE} and not draft.has(
        claim.thing, "components", str(dead_letter), claim.keys("dead-letter")
    ):
        del fields["dead_letter"]
    return Edge(
        id=edge_id,
        source=source,
        verb=verb,
        target=target,
        plane=plane,
        declared_by=tuple(each.end for each in pair),
        name=name,
        **{_RENAMED.get(key, key): value for key, value in fields.items()},
    )


def _merged(draft: Draft, pair: tuple[_Claim, ...], edge_id: str) -> dict[str, Any]:
    """Return what the ends state together; the source's word stands where they differ."""
    fields: dict[str, Any] = {}
    for claim in pair:
        for field in _FIELDS:
            value = getattr(claim.use.fields, field)
            if value is None:
                continue
            if field not in fields:
                fields[field] = value
            elif _comparable(fields[field]) != _comparable(value):
                draft.say(
                    claim.thing,
                    "map-contradicting-ends",
                    subject=f"edge:{edge_id}",
                    keys=claim.keys(hyphenated(field)),
                    message=f'The two ends of "{edge_id}" say different things about '
                    f"`{hyphenated(field)}`: {_text(fields[field])} at "
                    f"{draft.place(pair[0].origin, (hyphenated(field),))}, {_text(value)} here",
                    mend="State it at one end only.",
                )
    return fields


def _comparable(value: Any) -> Any:
    return sorted(value, key=str) if isinstance(value, tuple) else value


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(str(getattr(each, 'what', each)) for each in value)}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_alternatives(
    draft: Draft, edges: Mapping[str, Edge], claims: Mapping[str, _Claim]
) -> None:
    """Note alternatives that do not share `if-lost` and `when`."""
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges.values():
        if edge.alternatives is not None:
            groups.setdefault(edge.alternatives, []).append(edge)
    for (sufferer, name), members in sorted(groups.items()):
        for field in ("if_lost", "when"):
            values = {edge.id: str(getattr(edge, field)) for edge in members}
            if len(set(values.values())) == 1:
                continue
            places = sorted(
                (draft.place(claims[edge.id].origin, (hyphenated(field),)), edge.id)
                for edge in members
            )
            claim = claims[places[0][1]]
            draft.say(
                claim.thing,
                "map-mixed-alternatives",
                subject=f"edge:{places[0][1]}",
                keys=claim.keys(hyphenated(field)),
                message=f'The alternatives "{name}" of "{sufferer}" do not share '
                f"`{hyphenated(field)}`: "
                + ", ".join(f"{edge} {value}" for edge, value in sorted(values.items())),
                mend=f"Write the same `{hyphenated(field)}` on each of them.",
            )
