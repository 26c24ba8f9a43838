"""`archbook rules`: the catalogue of rules, and what one of them means."""

from __future__ import annotations

import json

import click

from archbook.cli.shared import SEVERITY_COLOURS, colour, fail, format_option
from archbook.rules.registry import Rule, rules
from archbook.source.findings import did_you_mean

__all__ = ["command"]


@click.group(invoke_without_command=True)
@format_option
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """List the rules, or explain one."""
    if ctx.invoked_subcommand:
        return
    catalogue = rules().values()
    if form == "json":
        values = [_values(rule) for rule in catalogue]
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    longest = max(len(rule.id) for rule in catalogue)
    for rule in catalogue:
        severity = click.style(f"{rule.severity:<7}", fg=SEVERITY_COLOURS[rule.severity])
        name = click.style(f"{rule.id:<{longest}}", bold=True)
        click.echo(f"{name}  {severity}  {rule.asserts}", color=colour())


@command.command("explain")
@click.argument("rule_id", metavar="ID")
@format_option
def _explain(rule_id: str, form: str) -> None:
    """Say what a rule asserts, why, and how to mend what breaks it."""
    rule = rules().get(rule_id)
    if rule is None:
        fail(f'There is no rule "{rule_id}".{did_you_mean(rule_id, rules())}')
    if form == "json":
        click.echo(json.dumps(_values(rule), ensure_ascii=False, indent=2))
        return
    severity = click.style(rule.severity.value, fg=SEVERITY_COLOURS[rule.severity])
    click.echo(f"{click.style(rule.id, bold=True)}  {severity}, {rule.dimension}", color=colour())
    for head, words in (("Asserts", rule.asserts), ("Why", rule.why), ("Mend", rule.mend)):
        _section(head, words)
    click.echo(f"\n{click.style('Settings', bold=True)}", color=colour())
    if rule.death is not None:
        _section("Guards against", f"The death in which {rule.death.words}.")
    for source in rule.sources:
        _section("Source", source)
    days = f"\n      days: {rule.days}" if rule.days is not None else ""
    click.echo(f"  rules:\n    {rule.id}:\n      severity: {rule.severity}{days}")


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
    }
