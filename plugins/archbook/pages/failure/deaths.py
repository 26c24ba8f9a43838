"""The five ways in which systems die, and how this one stands against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archbook.rules.registry import Rule
from archbook.rules.run import Judgement
from archbook.rules.verdicts import Answer, Death
from archbook.source.findings import State

__all__ = ["TITLES_OF_DEATHS", "DeathStanding", "death_standings"]

TITLES_OF_DEATHS = {
    Death.ROLLBACK: "No way back",
    Death.EXPLAIN: "Nobody can explain it",
    Death.DUPLICATE: "Done twice",
    Death.GREEN: "Green dashboard, angry users",
    Death.COST: "Cost without a cause",
}
"""What each death is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathStanding:
    """A death, what guards against it, and what exposes the system to it.

    Attributes:
        title: What it is called.
        words: How a system dies of it.
        rules: How many rules guard against it.
        answers: What these answer, in words.
        exposed: The rules among them that are broken, with how many findings stand.
    """

    title: str
    words: str
    rules: int
    answers: str
    exposed: Sequence[tuple[Rule, int]]


def death_standings(judgement: Judgement, catalogue: Iterable[Rule]) -> Iterator[DeathStanding]:
    """Yield the deaths in their order.

    Args:
        judgement: What all rules say.
        catalogue: The rules that the handbook is judged by.
    """
    every = tuple(catalogue)
    standing = Counter(f.rule for f in judgement.findings if f.state is not State.WAIVED)
    for death in Death:
        guards = [rule for rule in every if rule.death is death]
        answers = Counter(
            verdict.answer for rule in guards for verdict in judgement.verdicts.get(rule.id, ())
        )
        yield DeathStanding(
            title=TITLES_OF_DEATHS[death],
            words=death.words,
            rules=len(guards),
            answers=(
                f"{answers[Answer.HOLDS]} hold, {answers[Answer.BROKEN]} broken,"
                f" {answers[Answer.CANNOT_TELL]} cannot be told"
            ),
            exposed=[(rule, standing[rule.id]) for rule in guards if standing[rule.id]],
        )
