"""`archbook check`: what is wrong with the handbook."""

from __future__ import annotations

import json
from typing import Any

import click

from archbook.cli.report import counts, gap_lines, gap_summary, report
from archbook.cli.schemas import rules_schema, schema_option
from archbook.cli.shared import Place, colour, format_option, place_options
from archbook.handbook import load_handbook
from archbook.rules.gaps import by_component
from archbook.rules.run import judge, reaches
from archbook.source.findings import Finding

__all__ = ["check_schema", "command", "finding_values"]


def check_schema() -> dict[str, Any]:
    """Return the JSON Schema of what the command prints with `--format json`."""
    return rules_schema("check")


def finding_values(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values, in the order of the schema."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "dimension": finding.dimension.value,
        "subject": finding.subject,
        "message": finding.message,
        "file": finding.location.file,
        "line": finding.location.line,
        "components": list(finding.components),
        "path": list(finding.path),
        "mend": finding.mend,
        "state": finding.state.value,
        "fingerprint": finding.fingerprint,
    }


@click.command()
@format_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    help="The least severity that fails the command. Default: the settings', else error.",
)
@click.option(
    "--missing",
    is_flag=True,
    help="List the facts that the map does not state and rules ask for, instead of the findings.",
)
@schema_option("check")
@place_options
@click.pass_context
def command(
    ctx: click.Context, form: str, fail_on: str | None, place: Place, *, missing: bool
) -> None:
    """Judge the handbook by its rules.

    Prints errors, warnings and notes with the line they speak of and how to mend them.
    """
    handbook = load_handbook(place.root, config=place.config, as_of=place.as_of)
    judgement = judge(handbook)
    findings = judgement.findings
    if form == "json":
        values = {
            "findings": [finding_values(finding) for finding in findings],
            "cannot_tell": by_component(judgement.gaps),
            "counts": counts(findings),
        }
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        lines = gap_lines(judgement.gaps) if missing else report(findings, root=handbook.root)
        for line in lines:
            click.echo(line, color=colour())
        if judgement.gaps and not missing:
            click.echo(gap_summary(judgement.gaps), color=colour())
    ctx.exit(1 if reaches(findings, fail_on or handbook.settings.fail_on) else 0)
