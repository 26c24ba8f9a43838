"""`archbook checklists ...`: evaluating, linting, listing and attesting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from archbook.cli.attest import attest
from archbook.cli.checklist_loading import chosen, loaded
from archbook.cli.shared import Place, colour, format_option, messages, place_options
from archbook.source.findings import Severity

if TYPE_CHECKING:
    from archbook.checklists.model import ChecklistBook

__all__ = ["command"]


@click.group()
def command() -> None:
    """Checklists: evaluate, lint, list, attest."""


def _print_schema(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's protocol
    if wanted:
        from archbook.readiness.export import evaluation_schema  # noqa: PLC0415 - as above

        click.echo(json.dumps(evaluation_schema(), indent=2))
        ctx.exit()


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
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print the JSON Schema of the JSON output.",
)
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
    from archbook.rules.run import judge  # noqa: PLC0415 - as above

    handbook, book = loaded(place)
    judged = judge(handbook)
    everything = evaluate(handbook, judged)
    messages(each for each in everything.findings if each.rule != "checklist-undecidable")
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
    wrong = any(finding.severity is Severity.ERROR for finding in book.findings)
    ctx.exit(2 if wrong else 1 if outcome.fails else 0)


@command.command("list")
@format_option
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
