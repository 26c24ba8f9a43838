"""Rules about waivers: they are written so that they can be applied, and they are still needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archbook.handbook import Handbook
from archbook.rules.registry import Broken, Subject, all_rules, reading_rule, rule
from archbook.rules.waivers import Waiver, read_waivers
from archbook.source.findings import Severity, did_you_mean

__all__ = ["UNUSED_WAIVER", "wrong_waiver"]

UNUSED_WAIVER = reading_rule(
    id="unused-waiver",
    severity=Severity.NOTE,
    asserts="A waiver in force waives something.",
    why="What it was granted for is mended, or was renamed. Left standing, it will hide the same"
    " fault when it comes back.",
    mend="Supersede the decision, or take the waiver out of it.",
)


@rule(
    id="wrong-waiver",
    severity=Severity.ERROR,
    asserts="A waiver that has not ended names a rule, what it is granted for, and its last day.",
    why="A waiver that cannot be applied waives nothing, and one without an end is a rule that was"
    " given up without anybody deciding so.",
    mend="Correct it as the message says.",
)
def wrong_waiver(subject: Subject) -> Iterator[Broken]:
    """Find waivers that cannot be applied, in decisions that are open or in force."""
    as_of = subject.handbook.as_of
    for decision in subject.log.decisions:
        waivers, problems = read_waivers(decision, as_of=as_of)
        for problem in problems:
            yield Broken(
                decision=decision, message=problem.message, mend=problem.mend, line=problem.line
            )
        for waiver in waivers:
            if waiver.until >= as_of and waiver.standing != "closed":
                yield from _unknown(waiver, subject.handbook)


def _unknown(waiver: Waiver, handbook: Handbook) -> Iterator[Broken]:
    known_rules, of = all_rules(handbook), handbook.components
    if waiver.rule and waiver.rule not in known_rules:
        yield Broken(
            decision=waiver.decision,
            message=f'A waiver names a rule "{waiver.rule}" that there is not',
            mend="`archbook rules` lists them." + did_you_mean(waiver.rule, known_rules),
            line=waiver.line,
        )
    if of is None:
        return
    things: Mapping[str, Mapping[str, object]] = {
        "component": of.components,
        "edge": of.edges,
        "journey": of.journeys,
    }
    for named in waiver.subjects:
        word, _, name = named.partition(":")
        if name not in things[word]:
            article = "an" if word == "edge" else "a"
            yield Broken(
                decision=waiver.decision,
                message=f'A waiver is granted for {article} {word} "{name}" that there is not',
                mend="Write an id of the map." + did_you_mean(name, things[word]),
                line=waiver.line,
            )
