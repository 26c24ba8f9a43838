"""What a component cannot do without: hard needs, direct and through others."""

from __future__ import annotations

from functools import cached_property

from archbook.rules.analyses.system import Need, System
from archbook.rules.analyses.traversal import bits_of, closures

__all__ = ["HardNeeds"]


class HardNeeds:
    """The hard needs of a system's components, as bits of their numbers.

    A component needs hard: the other end of each of its `fails` edges that is needed while it runs,
    and what it is within. Of alternatives, and of the modules that a whole is made of, it needs any
    one: those are choices.

    Attributes:
        system: The system.
    """

    def __init__(self, system: System) -> None:
        self.system = system

    @cached_property
    def direct(self) -> tuple[tuple[int, ...], ...]:
        """For each component, what it needs hard by an edge of its own or by containment."""
        found: list[tuple[int, ...]] = []
        for number, needs in enumerate(self.system.needs_of):
            causes = {need.causes[0] for need in needs if need.hard and len(need.choice) == 1}
            whole = self.system.whole_of[number]
            found.append(tuple(sorted(causes if whole is None else causes | {whole})))
        return tuple(found)

    @cached_property
    def groups(self) -> tuple[tuple[Need, ...], ...]:
        """For each component, its hard needs that have alternatives."""
        return tuple(
            tuple(need for need in needs if need.hard and len(need.choice) > 1)
            for needs in self.system.needs_of
        )

    @cached_property
    def choices(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """For each component, sets of which it needs any one: alternatives, and its modules."""
        return tuple(
            tuple(need.choice for need in self.groups[number])
            + ((self.system.modules_of[number],) if self.system.modules_of[number] else ())
            for number in range(len(self.system))
        )

    @cached_property
    def choosing(self) -> int:
        """Who has choices, as bits."""
        return bits_of(number for number, choices in enumerate(self.choices) if choices)

    @cached_property
    def needed_by(self) -> tuple[tuple[int, ...], ...]:
        """For each component, who needs it hard by an edge or by containment."""
        found: list[list[int]] = [[] for _ in self.direct]
        for sufferer, causes in enumerate(self.direct):
            for cause in causes:
                found[cause].append(sufferer)
        return tuple(map(tuple, found))

    @cached_property
    def chosen_by(self) -> tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]:
        """For each component, who has it among choices, and those choices."""
        found: list[list[tuple[int, tuple[int, ...]]]] = [[] for _ in self.direct]
        for sufferer, choices in enumerate(self.choices):
            for choice in choices:
                for member in dict.fromkeys(choice):
                    found[member].append((sufferer, choice))
        return tuple(map(tuple, found))

    @cached_property
    def reach(self) -> tuple[int, ...]:
        """For each component, how many needs and choices lead to it directly."""
        return tuple(
            len(needed) + len(chosen)
            for needed, chosen in zip(self.needed_by, self.chosen_by, strict=True)
        )

    @cached_property
    def certain(self) -> tuple[int, ...]:
        """For each component, itself and all it needs whatever is chosen, as bits."""
        return closures(self.direct)

    @cached_property
    def possible(self) -> tuple[int, ...]:
        """For each component, itself and all that its needs and choices lead to, as bits."""
        both = [
            (*direct, *(member for choice in choices for member in choice))
            for direct, choices in zip(self.direct, self.choices, strict=True)
        ]
        return closures(both)
