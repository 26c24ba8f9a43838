"""What checklists ask for: their quotes resolved to items, with the levels of their ladders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archbook.checklists.deciding import adapter
from archbook.checklists.drafting import DeclaredChecklist, Draft, place
from archbook.checklists.entries import AllOfEntry, QuoteEntry
from archbook.checklists.model import Checklist, Quote
from archbook.components.checking import shown
from archbook.source.findings import did_you_mean
from archbook.source.yamltext import Path

__all__ = ["ONLY_LEVEL", "resolve_checklists"]

ONLY_LEVEL = "ready"
"""The level of a checklist that states none."""

MAX_NESTING = 50
"""How many checklists may take all of one another, one inside the other."""


def resolve_checklists(
    wanted: Mapping[str, DeclaredChecklist],
    draft: Draft,
    known: Mapping[str, Checklist] | None = None,
) -> Mapping[str, Checklist]:
    """Return checklists with their items and levels, by id, sorted.

    Args:
        wanted: The checklists as they are declared.
        draft: What all files declare; what is wrong with quotes is noted there.
        known: Those of the packs, where they are resolved already.
    """
    done = {(each.pack, name): each for name, each in (known or {}).items()}
    resolver = _Resolver(draft=draft, done=done)
    return {name: resolver.resolved(each) for name, each in sorted(wanted.items())}


@dataclass(slots=True, kw_only=True)
class _Resolver:
    """Resolves checklists, each once, those that others take all of first."""

    draft: Draft
    done: dict[tuple[str, str], Checklist] = field(default_factory=dict)
    open: list[DeclaredChecklist] = field(default_factory=list)

    def resolved(self, declared: DeclaredChecklist) -> Checklist:
        key = (declared.pack, declared.id)
        if key not in self.done:
            self.open.append(declared)
            self.done[key] = self._checklist(declared)
            self.open.pop()
        return self.done[key]

    def _checklist(self, declared: DeclaredChecklist) -> Checklist:
        entry = declared.entry
        levels = _ladder(declared)
        taken: dict[str, Quote] = {}
        stated: dict[str, tuple[QuoteEntry, Path]] = {}
        order: dict[str, None] = {}
        for number, raw in enumerate(entry.items):
            keys: Path = ("items", number)
            quote = _entry(declared, raw, keys)
            if isinstance(quote, AllOfEntry):
                for each in self._all_of(declared, quote, levels, keys):
                    taken.setdefault(each.item, each)
                    order.setdefault(each.item)
            elif quote is not None and self._may_quote(declared, quote, stated, keys):
                stated[quote.item] = (quote, keys)
                order.setdefault(quote.item)
        quotes = dict(taken)
        for name, (quote, keys) in stated.items():
            quotes[name] = self._quote(declared, quote, levels, keys, base=taken.get(name))
        return Checklist(
            id=declared.id,
            title=entry.title or declared.id.replace("-", " ").capitalize(),
            summary=entry.summary or "",
            levels=levels,
            quotes=tuple(quotes[name] for name in order),
            applies_to=entry.applies_to,
            phases=tuple(dict.fromkeys(entry.phases or ())),
            pack=declared.pack,
            location=place(declared.checker, declared.path),
        )

    def _may_quote(
        self,
        declared: DeclaredChecklist,
        quote: QuoteEntry,
        stated: Mapping[str, tuple[QuoteEntry, Path]],
        keys: Path,
    ) -> bool:
        if quote.item in stated:
            first = place(declared.checker, (*declared.path, *stated[quote.item][1]))
            declared.say(
                "checklist-duplicate-id",
                keys=keys,
                message=f'The checklist "{declared.id}" quotes the item "{quote.item}" twice',
                mend=f"Keep one of the two; the first stands at {first}.",
            )
            return False
        items = self.draft.items
        if quote.item not in items and quote.item not in self.draft.spoilt["items"]:
            declared.say(
                "checklist-unknown-name",
                keys=keys,
                message=f'The checklist "{declared.id}" quotes an item "{quote.item}" that is'
                " nowhere defined",
                mend=did_you_mean(quote.item, items).strip()
                or "Define it under `items:`, or correct the id.",
            )
        return quote.item in items

    def _quote(
        self,
        declared: DeclaredChecklist,
        quote: QuoteEntry,
        ladder: Sequence[str],
        keys: Path,
        *,
        base: Quote | None,
    ) -> Quote:
        item = self.draft.items[quote.item].item
        levels: tuple[str, ...] = ()
        if quote.levels is not None:
            levels = _on_ladder(declared, quote.levels, ladder, (*keys, "levels"))
        elif base is not None:
            levels = base.levels
        elif declared.entry.levels is not None and item.levels:
            levels = tuple(level for level in ladder if level in item.levels)
            if not levels and not quote.off:
                words = " and ".join(item.levels[:3])
                declared.say(
                    "checklist-unknown-name",
                    keys=keys,
                    message=f'The item "{item.id}" is required from {words} up, no level of the'
                    f' checklist "{declared.id}"',
                    mend=f"Write `{{item: {item.id}, levels: [{ladder[0]}]}}`.",
                )
        return Quote(
            item=item.id,
            levels=levels or tuple(ladder[:1]),
            off=quote.off or "",
            enforce_from=quote.enforce_from or (base.enforce_from if base else None),
            section=quote.section or (base.section if base else ""),
            location=place(declared.checker, (*declared.path, *keys)),
        )

    def _all_of(
        self, declared: DeclaredChecklist, entry: AllOfEntry, ladder: Sequence[str], keys: Path
    ) -> Iterator[Quote]:
        other = self._other(declared, entry.all_of, keys)
        if other is None:
            return
        stated: tuple[str, ...] | None = None
        if entry.levels is not None:
            stated = _on_ladder(declared, entry.levels, ladder, (*keys, "levels")) or tuple(
                ladder[:1]
            )
        told = False
        for quote in other.quotes:
            levels = stated
            if levels is None and declared.entry.levels is None:
                levels = tuple(ladder[:1])
            elif levels is None:
                levels = _translated(quote.levels, other.levels, ladder)
                if not levels and not told:
                    told = True
                    declared.say(
                        "checklist-unknown-name",
                        keys=keys,
                        message=f'"{quote.item}" and others of "{other.id}" are required from'
                        f" {quote.levels[0]} up, no level of the checklist"
                        f' "{declared.id}" or above one',
                        mend=f"Give the entry `levels:` out of {', '.join(ladder)}.",
                    )
            yield Quote(
                item=quote.item,
                levels=levels or tuple(ladder[:1]),
                off=quote.off,
                enforce_from=entry.enforce_from or quote.enforce_from,
                section=entry.section or quote.section,
                location=place(declared.checker, (*declared.path, *keys)),
            )

    def _other(self, declared: DeclaredChecklist, name: str, keys: Path) -> Checklist | None:
        """Return the checklist of which all is taken; a pack's where the id is the taker's own."""
        own, packs = self.draft.checklists, self.draft.packs
        other = None if declared.pack or name == declared.id else own.get(name)
        if other is None and not (declared.pack and name == declared.id):
            other = packs.get(name)
        if other is None and name != declared.id:
            if name not in self.draft.spoilt["checklists"]:
                known = {*packs, *(() if declared.pack else own)} - {declared.id}
                declared.say(
                    "checklist-unknown-name",
                    keys=keys,
                    message=f'The checklist "{declared.id}" takes all of "{name}", which there is'
                    " not",
                    mend=did_you_mean(name, sorted(known)).strip()
                    or f"Name one of {', '.join(sorted(known)[:8])}.",
                )
            return None
        if other is None or any(each is other for each in self.open):
            declared.say(
                "checklist-cycle",
                keys=keys,
                message=f'The checklist "{declared.id}" takes all of itself',
                mend=f'Take out this entry, or that of "{name}".',
            )
            return None
        if len(self.open) > MAX_NESTING:
            declared.say(
                "checklist-cycle",
                keys=keys,
                message=f"More than {MAX_NESTING} checklists take all of one another",
                mend="Quote the items themselves.",
            )
            return None
        return self.resolved(other)


def _ladder(declared: DeclaredChecklist) -> tuple[str, ...]:
    stated = declared.entry.levels or (ONLY_LEVEL,)
    seen: dict[str, None] = {}
    for number, level in enumerate(stated):
        if level in seen:
            declared.say(
                "checklist-duplicate-id",
                keys=("levels", number),
                message=f'The checklist "{declared.id}" has the level "{level}" twice',
                mend="Name each level once, the lowest first.",
            )
        seen[level] = None
    return tuple(seen)


def _entry(declared: DeclaredChecklist, raw: Any, keys: Path) -> Any:
    """Return what one entry of `items` states, None where nothing can be made of it."""
    data = {"item": raw} if isinstance(raw, str) else raw
    if not isinstance(data, dict):
        declared.say(
            "checklist-wrong-value",
            keys=keys,
            message=f'An entry of the checklist "{declared.id}" is {shown(raw)}, not an item',
            mend="Write an item's id, or `{item: ID, levels: [...]}`.",
        )
        return None
    form = AllOfEntry if "all-of" in data and "item" not in data else QuoteEntry
    return declared.checker.validate(
        adapter(form),
        data,
        subject=f"checklist:{declared.id}",
        path=(*declared.path, *keys),
        type_=form,
        prefix=keys,
    )


def _on_ladder(
    declared: DeclaredChecklist, stated: Sequence[str], ladder: Sequence[str], keys: Path
) -> tuple[str, ...]:
    """Return those of some levels that the ladder has, lowest first; note the others."""
    for number, level in enumerate(stated):
        if level not in ladder:
            declared.say(
                "checklist-unknown-name",
                keys=(*keys, number),
                message=f'The checklist "{declared.id}" has no level "{level}"',
                mend=did_you_mean(level, ladder).strip() or f"Write one of {', '.join(ladder)}.",
            )
    return tuple(level for level in ladder if level in stated)


def _translated(
    levels: Sequence[str], there: Sequence[str], here: Sequence[str]
) -> tuple[str, ...]:
    """Return the levels of another ladder as levels of this one.

    A level that is not in this ladder counts for the lowest above it that is.
    """
    if all(level in here for level in levels):
        return tuple(level for level in here if level in levels)
    lowest = min(there.index(level) for level in levels)
    above = [level for level in there[lowest:] if level in here]
    return tuple(level for level in here if level in above)[:1]
