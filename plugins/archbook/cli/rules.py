"""`archbook rules`: the catalogue of rules, and what one of them means."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from archbook.cli.shared import (
    SEVERITY_COLOURS,
    Place,
    colour,
    fail,
    format_option,
    place_options,
    printable,
)
from archbook.handbook import open_handbook, with_components
from archbook.rules.registry import Rule, all_rules, rules
from archbook.source.findings import did_you_mean

__all__ = ["command"]


@click.group(invoke_without_command=True)
@format_option
@place_options
@click.pass_context
def command(ctx: click.Context, form: str, place: Place) -> None:
    """List the rules, those that the handbook's map states among them, or explain one."""
    if ctx.invoked_subcommand:
        return
    catalogue = _catalogue(place).values()
    if form == "json":
        values = [_values(rule) for rule in catalogue]
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    longest = max(len(rule.id) for rule in catalogue)
    for rule in catalogue:
        severity = click.style(f"{rule.severity:<7}", fg=SEVERITY_COLOURS[rule.severity])
        name = click.style(f"{rule.id:<{longest}}", bold=True)
        click.echo(f"{name}  {severity}  {printable(rule.asserts)}", color=colour())


def _catalogue(place: Place) -> Mapping[str, Rule]:
    """Return the rules of a handbook; the catalogue alone where there is none."""
    opened = open_handbook(place.root, config=place.config, as_of=place.as_of)
    return all_rules(with_components(opened))


@command.command("explain")
@click.argument("rule_id", metavar="ID")
@format_option
@place_options
def _explain(rule_id: str, form: str, place: Place) -> None:
    """Say what a rule asserts, why, and how to mend what breaks it."""
    # Only a rule that is none of the catalogue has to be looked for in the map.
    catalogue = rules() if rule_id in rules() else _catalogue(place)
    rule = catalogue.get(rule_id)
    if rule is None:
        fail(f'There is no rule "{printable(rule_id)}".{did_you_mean(rule_id, catalogue)}')
    if form == "json":
        click.echo(json.dumps(_values(rule), ensure_ascii=False, indent=2))
        return
    severity = click.style(rule.severity.value, fg=SEVERITY_COLOURS[rule.severity])
    click.echo(f"{click.style(rule.id, bold=True)}  {severity}, {rule.dimension}", color=colour())
    for head, words in (("Asserts", rule.asserts), ("Why", rule.why), ("Mend", rule.mend)):
        _section(head, printable(words))
    if rule.origin is not None:
        _section("Stated in", printable(str(rule.origin)))
    if rule.death is not None:
        _section("Guards against", f"The death in which {rule.death.words}.")
    for source in rule.sources:
        _section("Source", source)
    days = f"\n      days: {rule.days}" if rule.days is not None else ""
    limit = f"\n      limit: {rule.limit}" if rule.limit is not None else ""
    click.echo(f"\n{click.style('Settings', bold=True)}", color=colour())
    click.echo(f"  rules:\n    {rule.id}:\n      severity: {rule.severity}{days}{limit}")


def _section(head: str, words: str) -> None:
    wrapped = click.wrap_text(words, width=80, initial_indent="  ", subsequent_indent="  ")
    click.echo(f"\n{click.style(head, bold=True)}\n{wrapped}", color=colour())


def _values(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "dimension": rule.dimension.value,
        "asserts": rule.asserts,
        "why": rule.why,
        "mend": rule.mend,
        "days": rule.days,
        "limit": rule.limit,
        "death": rule.death.value if rule.death else None,
        "sources": list(rule.sources),
        "file": rule.origin.file if rule.origin else "",
        "line": rule.origin.line if rule.origin else 0,
    }
