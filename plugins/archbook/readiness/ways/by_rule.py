"""Items that rules about the map decide."""

from __future__ import annotations

from archbook.checklists.ways import ByRule, Strength
from archbook.readiness.model import Fact, Result
from archbook.readiness.outcome import Breach, Outcome, failed, listed, passed
from archbook.readiness.sources import Sources
from archbook.rules.verdicts import Answer, Missing, Verdict
from archbook.settings import RuleSettings
from archbook.source.findings import Location, did_you_mean

__all__ = ["by_rule"]


def by_rule(way: ByRule, sources: Sources, component: str, at: Location) -> Outcome:
    """Decide an item by rules: all that they say of a component must hold.

    One that is broken fails the item; else one that cannot be told leaves it unknown. Where the
    rules have no subject in the component, its edges and its journeys (see `Sources.verdicts`),
    the item does not apply.

    Args:
        way: The rules.
        sources: What to look at.
        component: Id of the component.
        at: Where the item is defined.
    """
    held: list[Fact] = []
    open_: list[tuple[str, Verdict]] = []
    for rule in way.rules:
        if wrong := _unusable(rule, sources, at):
            return wrong
        verdicts = sources.verdicts(rule, component)
        holding = [verdict for verdict in verdicts if verdict.answer is Answer.HOLDS]
        if holding:
            text = f"{rule} holds for {listed(tuple(_name(v.subject) for v in holding))}"
            held.append(Fact(text=text, location=sources.place(holding[0].subject)))
        open_.extend((rule, verdict) for verdict in verdicts if verdict not in holding)
    if open_:
        return _not_held(open_, sources)
    if held:
        return passed(*held, strength=Strength.DECLARED)
    rules = "the rule" if len(way.rules) == 1 else "the rules"
    text = f"It has nothing that {rules} {listed(way.rules)} could be about"
    return failed(Result.NOT_APPLICABLE, text, at=sources.place(component))


def _unusable(rule: str, sources: Sources, at: Location) -> Outcome | None:
    """Return what a rule that says nothing of any component comes to."""
    known = sources.catalogue.get(rule)
    if known is None or known.map_judge is None:
        names = [name for name, each in sources.catalogue.items() if each.map_judge is not None]
        problem = "is no rule" if known is None else "is a rule about the log, not about the map"
        mend = f"Name a rule about the map; `archbook rules` lists them.{did_you_mean(rule, names)}"
        return failed(Result.ERROR, f'"{rule}" {problem}', at=at, mend=mend)
    reason = sources.handbook.settings.rules.get(rule, RuleSettings()).off
    if reason is not None:
        return failed(
            Result.UNKNOWN,
            f"The rule {rule} is switched off in the settings: {reason}",
            at=sources.handbook.settings_file.place("rules", rule, "off"),
            mend=f"Switch {rule} on, or switch the item off in the checklist, with a reason.",
        )
    return None


def _not_held(open_: list[tuple[str, Verdict]], sources: Sources) -> Outcome:
    facts: list[Fact] = []
    mends: dict[str, None] = {}
    breaches: set[Breach] = set()
    for rule, verdict in sorted(open_, key=lambda each: each[1].answer is not Answer.BROKEN):
        if verdict.answer is Answer.BROKEN:
            place = sources.place(verdict.subject, verdict.field)
            text = f"{rule} is broken for {_name(verdict.subject)}: {verdict.message}"
            mends[verdict.mend or sources.catalogue[rule].mend] = None
            breaches.add((rule, verdict.subject))
        else:
            missing = tuple(dict.fromkeys(map(_fact_words, verdict.missing)))
            about = listed(missing) if missing else "what it asks for"
            text = f"{rule} cannot tell for {_name(verdict.subject)}: {about} is not stated"
            place = _missing_place(verdict, sources)
            mends[f"State {about} in the map."] = None
        facts.append(Fact(text=text, location=place))
    unknown = any(verdict.answer is Answer.CANNOT_TELL for _, verdict in open_)
    return Outcome(
        result=Result.FAIL if breaches else Result.UNKNOWN,
        facts=tuple(facts),
        mend=" ".join(mends),
        # What cannot be told is no breach, and no waiver of one covers it.
        breaches=(frozenset(breaches),) if breaches and not unknown else (),
    )


def _fact_words(missing: Missing) -> str:
    """Return what is not stated, and of what: the component, an edge of its, or something else."""
    of, _, field = missing.fact.rpartition(": ")
    if missing.shared and of:
        return f"{field} of the {of}"
    return f"{field} of {missing.component} {of}".rstrip()


def _missing_place(verdict: Verdict, sources: Sources) -> Location:
    """Return where to state what is missing: the subject; the first component where it has none."""
    place = sources.place(verdict.subject)
    if not place.file and verdict.missing:
        return sources.place(verdict.missing[0].component)
    return place


def _name(subject: str) -> str:
    word, _, name = subject.partition(":")
    return f"the journey {name}" if word == "journey" else name
