"""`archbook what-if`: what a loss does to components, journeys and their owners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from archbook.cli.maps import load
from archbook.cli.schemas import schema_option
from archbook.cli.shared import Place, colour, fail, format_option, place_options, printable

if TYPE_CHECKING:
    from archbook.rules.analyses.system import System
    from archbook.rules.analyses.what_if import Effect, Loss

__all__ = ["command", "loss_values"]

_COLOURS = {"down": "red", "degraded": "yellow", "delayed": "cyan"}
_MARKS = {"down": "x", "degraded": "!", "delayed": "~", "unaffected": " "}


def loss_values(loss: Loss) -> dict[str, Any]:
    """Return what a loss does as plain values, in the order of the schema."""
    from archbook.rules.analyses.losses import State  # noqa: PLC0415 - help needs no map

    return {
        "lost": list(loss.lost),
        "down": list(loss.those(State.DOWN)),
        "degraded": list(loss.those(State.DEGRADED)),
        "delayed": list(loss.those(State.DELAYED)),
        "cannot_start": list(loss.cannot_start),
        "journeys": {name: state.value for name, state in sorted(loss.journeys.items())},
        "owners": list(loss.owners),
    }


@click.command()
@click.option(
    "--lose",
    "names",
    multiple=True,
    required=True,
    metavar="X",
    help="What is lost: a component, zone:ID, place:ID, owner:ID, plane:control. May be repeated;"
    " all of it is lost together.",
)
@format_option
@schema_option("what-if")
@place_options
def command(names: tuple[str, ...], form: str, place: Place) -> None:
    """Say what a loss does: who goes down, degrades, falls behind, and by which edge."""
    from archbook.rules.analyses.naming_losses import (  # noqa: PLC0415 - help needs no map
        UnknownLossError,
        named_losses,
    )
    from archbook.rules.analyses.system import System  # noqa: PLC0415 - as above
    from archbook.rules.analyses.what_if import lose  # noqa: PLC0415 - as above

    system = System(load(place)[1])
    try:
        lost = named_losses(system, names)
    except UnknownLossError as error:
        fail(str(error))
    loss = lose(system, lost)
    if form == "json":
        click.echo(json.dumps(loss_values(loss), ensure_ascii=False, indent=2))
        return
    for line in _report(system, loss):
        click.echo(line, color=colour())


def _report(system: System, loss: Loss) -> Iterator[str]:
    yield f"Lost: {printable(', '.join(loss.lost)) or 'nothing that runs'}"
    for state in ("down", "degraded", "delayed"):
        effects = sorted(
            (effect for effect in loss.effects if effect.state == state),
            key=lambda effect: effect.component,
        )
        if effects:
            yield ""
            yield click.style(
                f"{state.capitalize()} ({len(effects)})", fg=_COLOURS[state], bold=True
            )
            for effect in effects:
                yield f"  {printable(effect.component)}: {printable(_sentence(loss, effect))}"
    if loss.cannot_start:
        yield ""
        yield click.style(f"Could not start again ({len(loss.cannot_start)})", bold=True)
        for name in loss.cannot_start:
            yield f"  {printable(name)}"
    if loss.journeys:
        yield ""
        yield click.style("Journeys", bold=True)
        for name, state in sorted(loss.journeys.items()):
            title = system.map.journeys[name].name
            words = f"{name} ({title})" if title != name else name
            styled = click.style(state.value, fg=_COLOURS.get(state.value))
            yield f"  {_MARKS[state.value]} {printable(words)}: {styled}"
    if loss.owners:
        yield ""
        yield f"Owners to tell: {printable(', '.join(loss.owners))}"
    if not loss.effects:
        yield ""
        yield "Nobody else is affected."


def _sentence(loss: Loss, effect: Effect) -> str:
    """Say how a component came by its state, and by a second mark."""
    words = _how(loss, effect)
    second = loss.also(effect.component)
    return words if second is None else f"{words}; delayed too: {_how(loss, second)}"


def _how(loss: Loss, effect: Effect) -> str:
    from archbook.rules.reasons import reason  # noqa: PLC0415 - help needs no map

    return effect.edges[0] if effect.how == "edge" else reason(loss, effect)
