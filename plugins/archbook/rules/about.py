"""What decisions are about: components that are there, and splits that have a reason."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.vocabulary import Lifecycle
from archbook.rules.registry import Broken, Subject, rule
from archbook.rules.wording import listed
from archbook.source.findings import Severity, did_you_mean

__all__ = ["decision_about_what_is_gone", "split_without_trigger"]

_TRIGGERS = ("deploy-coupling", "scaling", "security-boundary")


@rule(
    id="decision-about-what-is-gone",
    severity=Severity.WARNING,
    asserts="An accepted decision is about components that are there.",
    why="The decision is in force and what it decides about is not: it was renamed, retired, or is"
    " missing in the map.",
    mend="Correct the id, add the component to the map, or close the decision.",
)
def decision_about_what_is_gone(subject: Subject) -> Iterator[Broken]:
    """Find accepted decisions that name components which the map lacks or has retired."""
    of = subject.handbook.components
    if of is None:
        return
    for decision in subject.log.decisions:
        if not decision.in_force:
            continue
        stated = decision.provenance.get("components")
        retired = [
            name
            for name in decision.components
            if name in of.components and of.components[name].lifecycle is Lifecycle.RETIRED
        ]
        unknown = [name for name in decision.components if name not in of.components]
        parts = [f"{listed(unknown)}, which the map does not have"] if unknown else []
        parts += [f"{listed(retired)}, retired"] if retired else []
        if parts:
            near = did_you_mean(unknown[0], of.components) if unknown else ""
            yield Broken(
                decision=decision,
                message=f"It is about {' and '.join(parts)}",
                line=stated.line if stated else 0,
                mend=f"Correct the id, add the component, or close the decision.{near}",
                path=(decision.file,),
            )


@rule(
    id="split-without-trigger",
    severity=Severity.WARNING,
    asserts="An accepted decision tagged `split` names what made it necessary.",
    why="Splitting buys independence with network calls, partial failure and two deployments. Done"
    " without a reason that can be named, only the price is certain.",
    mend="Write `trigger: deploy-coupling`, `scaling` or `security-boundary` in its front matter.",
)
def split_without_trigger(subject: Subject) -> Iterator[Broken]:
    """Find accepted splits without a trigger, or with one that is none."""
    for decision in subject.log.decisions:
        if not decision.in_force or "split" not in {tag.casefold() for tag in decision.tags}:
            continue
        stated = decision.front_matter.data.get("trigger")
        named = [str(each) for each in (stated if isinstance(stated, list) else [stated])]
        if stated is None or not named:
            stated_tags = decision.provenance.get("tags")
            yield Broken(
                decision=decision,
                message="It decides on a split and names no trigger",
                line=stated_tags.line if stated_tags else 0,
            )
        elif wrong := [name for name in named if name not in _TRIGGERS]:
            yield Broken(
                decision=decision,
                message=f'Its trigger "{wrong[0]}" is none of {listed(_TRIGGERS)}',
                line=decision.front_matter.lines.get("trigger", 0),
                mend=f"Write one of {listed(_TRIGGERS)}.{did_you_mean(wrong[0], _TRIGGERS)}",
            )
