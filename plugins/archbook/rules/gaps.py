"""What the map does not state and rules ask for, gathered over all rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archbook.rules.verdicts import Missing, Verdict

__all__ = ["Gap", "by_component", "gather"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A fact that is not stated.

    Attributes:
        fact: What is not stated.
        components: Ids of the components whose notes list it, sorted; one, unless it is a fact
            about something that several share.
        rules: Ids of the rules that ask for it, sorted.
        verdicts: How many answers it would help to give.
    """

    fact: str
    components: tuple[str, ...]
    rules: tuple[str, ...]
    verdicts: int


def gather(verdicts: Mapping[str, Iterable[Verdict]]) -> tuple[Gap, ...]:
    """Return the gaps, those first that would unlock the most rules, then the most answers.

    Args:
        verdicts: Answers by rule.
    """
    components: dict[tuple[str, str], set[str]] = {}
    rules: dict[tuple[str, str], set[str]] = {}
    counts: dict[tuple[str, str], int] = {}
    for rule, given in verdicts.items():
        for verdict in given:
            for missing in dict.fromkeys(verdict.missing):
                _note(missing, rule, components, rules)
                counts[missing.identity] = counts.get(missing.identity, 0) + 1
    gaps = [
        Gap(
            fact=key[1],
            components=tuple(sorted(components[key])),
            rules=tuple(sorted(rules[key])),
            verdicts=count,
        )
        for key, count in counts.items()
    ]
    return tuple(sorted(gaps, key=lambda g: (-len(g.rules), -g.verdicts, g.components, g.fact)))


def _note(
    missing: Missing,
    rule: str,
    components: dict[tuple[str, str], set[str]],
    rules: dict[tuple[str, str], set[str]],
) -> None:
    components.setdefault(missing.identity, set()).add(missing.component)
    rules.setdefault(missing.identity, set()).add(rule)


def by_component(gaps: Iterable[Gap]) -> dict[str, tuple[str, ...]]:
    """Return for each component the facts that its note lists, both sorted.

    Args:
        gaps: The gaps.
    """
    found: dict[str, set[str]] = {}
    for gap in gaps:
        for component in gap.components:
            found.setdefault(component, set()).add(gap.fact)
    return {name: tuple(sorted(facts)) for name, facts in sorted(found.items())}
