"""`archbook checklists ...`: evaluating, linting, listing and attesting."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from archbook.cli.attest import attest
from archbook.cli.checklist_loading import chosen, loaded
from archbook.cli.schemas import rules_schema
from archbook.cli.shared import Place, colour, format_option, messages, place_options
from archbook.source.findings import Severity, in_order

if TYPE_CHECKING:
    from archbook.checklists.model import ChecklistBook

__all__ = ["command", "lint_schema"]


@click.group()
def command() -> None:
    """Checklists: evaluate, lint, list, attest."""


def _schema_option(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option `--schema`, which prints the schema of its JSON output."""

    def print_schema(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's protocol
        if wanted:
            click.echo(json.dumps(_schema(name), indent=2))
            ctx.exit()

    return click.option(
        "--schema",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=print_schema,
        help="Print the JSON Schema of the JSON output.",
    )


def _schema(name: str) -> dict[str, Any]:
    if name == "lint":
        return lint_schema()
    from archbook.readiness.export import readiness_schema  # noqa: PLC0415 - help needs none

    return readiness_schema(name)


def lint_schema() -> dict[str, Any]:
    """Return the JSON Schema of `archbook checklists lint --format json`.

    It is that of `archbook check` without what cannot be told.
    """
    schema = rules_schema("check")
    del schema["properties"]["cannot_tell"]
    return {
        **schema,
        "title": "archbook checklists lint",
        "description": "What `archbook checklists lint --format json` prints.",
        "required": [name for name in schema["required"] if name != "cannot_tell"],
    }


@command.command("evaluate")
@click.option("--component", metavar="ID", help="Only this component, every item explained.")
@click.option("--checklist", metavar="ID", help="Only this checklist.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "markdown"]),
    default="text",
    show_default=True,
    help="For people, for programs, for a CI system, for a comment in a review.",
)
@click.option(
    "--floor",
    metavar="LEVEL",
    help="Fail where a component does not hold this level, waivers counted, of a checklist that has"
    " it.",
)
@click.option(
    "--ratchet",
    metavar="BASE",
    help="Fail where something got worse since this git revision by what was changed, not by time"
    " or by what is asked. Best the merge base: `git merge-base origin/main HEAD`.",
)
@_schema_option("evaluate")
@place_options
@click.pass_context
def _evaluate(
    ctx: click.Context,
    *,
    component: str | None,
    checklist: str | None,
    form: str,
    floor: str | None,
    ratchet: str | None,
    place: Place,
) -> None:
    """Say how components stand on the checklists, and why.

    Exit codes: 0 fine; 1 a gate (--floor, --ratchet) fails; 2 the call, the map or a file of the
    checklists is wrong.
    """
    from archbook.cli.gates import gates  # noqa: PLC0415 - help needs no rules
    from archbook.readiness.evaluating import evaluate  # noqa: PLC0415 - as above
    from archbook.readiness.faults import UNDECIDABLE  # noqa: PLC0415 - as above
    from archbook.readiness.lint import lint  # noqa: PLC0415 - as above
    from archbook.rules.run import judge  # noqa: PLC0415 - as above

    handbook, book = loaded(place)
    judged = judge(handbook)
    everything = evaluate(handbook, judged)
    # A name that leads nowhere asks nobody and attests nothing, and would pass in silence.
    linted = [each for each in lint(handbook, judged) if each.severity is Severity.ERROR]
    told = [each for each in everything.findings if each.rule != UNDECIDABLE]
    messages(in_order([*linted, *told]))
    readiness = chosen(everything, component=component, checklist=checklist)
    outcome = gates(
        handbook,
        everything,
        readiness,
        floor=floor,
        ratchet=ratchet,
        config=place.config,
    )
    click.echo(outcome.printed(form, whole=component is not None), nl=False, color=colour())
    wrong = linted or any(finding.severity is Severity.ERROR for finding in book.findings)
    ctx.exit(2 if wrong else 1 if outcome.fails else 0)


@command.command("lint")
@click.option("--packs", is_flag=True, help="Lint the packs that come with archbook, too.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    help="The least severity that fails the command. Default: the settings', else error.",
)
@format_option
@_schema_option("lint")
@place_options
@click.pass_context
def _lint(ctx: click.Context, *, packs: bool, fail_on: str | None, form: str, place: Place) -> None:
    """Find what of the checklists is wrong, asks for the impossible, for nothing, or twice."""
    from archbook.cli.check import finding_values  # noqa: PLC0415 - help needs no rules
    from archbook.cli.report import counts, report  # noqa: PLC0415 - as above
    from archbook.readiness.evaluating import evaluate  # noqa: PLC0415 - as above
    from archbook.readiness.lint import lint  # noqa: PLC0415 - as above
    from archbook.rules.run import judge, reaches  # noqa: PLC0415 - as above

    handbook, book = loaded(place, said=False)
    judged = judge(handbook)
    found = in_order(
        [
            *book.findings,
            *lint(handbook, judged, packs=packs),
            *evaluate(handbook, judged).findings,
        ]
    )
    if form == "json":
        values = {"findings": [finding_values(each) for each in found], "counts": counts(found)}
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        for line in report(found, root=handbook.root):
            click.echo(line, color=colour())
    ctx.exit(1 if reaches(found, fail_on or handbook.settings.fail_on) else 0)


@command.command("list")
@format_option
@_schema_option("list")
@place_options
def _list(form: str, place: Place) -> None:
    """List the checklists in use with their items and how each is decided."""
    _, book = loaded(place)
    if form == "json":
        click.echo(json.dumps(_listed(book), ensure_ascii=False, indent=2))
        return
    from archbook.cli.checklist_lines import checklist_lines  # noqa: PLC0415 - help needs none

    for line in checklist_lines(book):
        click.echo(line, color=colour())


def _listed(book: ChecklistBook) -> list[dict[str, Any]]:
    from archbook.readiness.wording import way_words  # noqa: PLC0415 - help needs none

    return [
        {
            "id": checklist.id,
            "title": checklist.title,
            "levels": list(checklist.levels),
            "pack": checklist.pack or None,
            "file": checklist.location.file,
            "line": checklist.location.line,
            "items": [
                {
                    "id": quote.item,
                    "ability": item.ability,
                    "decided_by": way_words(item.way),
                    "levels": list(quote.levels),
                    "off": quote.off or None,
                }
                for quote in checklist.quotes
                if (item := book.items.get(quote.item))
            ],
        }
        for checklist in book.checklists.values()
    ]


command.add_command(attest)
