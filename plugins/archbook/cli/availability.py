"""`archbook availability`: what is promised, what the needs allow, what can be expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from archbook.cli.maps import load
from archbook.cli.schemas import schema_option
from archbook.cli.shared import Place, colour, format_option, place_options, printable, width

if TYPE_CHECKING:
    from archbook.rules.analyses.availability import Availability, AvailabilityTable
    from archbook.rules.analyses.restoring import Shortfall

__all__ = ["availability_values", "command"]

_NARROW, _WIDE = 18, 24
_HEADS = ("promised", "allowed", "expected", "loss in 30 days")


def availability_values(table: AvailabilityTable) -> dict[str, Any]:
    """Return the figures of a map as plain values, in the order of the schema."""
    from archbook.rules.analyses.restoring import shortfalls  # noqa: PLC0415 - help needs no map

    short = shortfalls(table)
    return {
        f"{word}s": {
            name: _values(figures, short.get(f"{word}:{name}")) for name, figures in rows.items()
        }
        for word, rows in (("component", table.components), ("journey", table.journeys))
    }


def _values(figures: Availability, short: Shortfall | None) -> dict[str, Any]:
    values: dict[str, Any] = {
        "promised": figures.promised,
        "allowed": figures.allowed,
        "expected": figures.expected,
        "factors": [
            {
                "components": list(factor.components),
                "value": factor.value,
                "basis": factor.basis.value,
            }
            for factor in figures.factors
        ],
    }
    if figures.bounds is not None:
        values["bounds"] = list(figures.bounds)
    if short is not None:
        change = short.change
        values["restoring"] = change and {
            "edge": change.edge.id if change.edge else None,
            "component": change.component or None,
            "value": min(1.0, change.value),
        }
    return values


@click.command()
@format_option
@schema_option("availability")
@place_options
def command(form: str, place: Place) -> None:
    """Say what availability is promised, allowed by the needs' promises, and expected."""
    from archbook.rules.analyses.availability import (  # noqa: PLC0415 - help needs no map
        AvailabilityTable,
    )
    from archbook.rules.analyses.restoring import shortfalls  # noqa: PLC0415 - as above
    from archbook.rules.analyses.system import System  # noqa: PLC0415 - as above

    table = AvailabilityTable(System(load(place)[1]))
    if form == "json":
        values = availability_values(table)
        click.echo(json.dumps(values, ensure_ascii=False, indent=2, allow_nan=False))
        return
    longest = max((width(name) for name in (*table.components, *table.journeys)), default=0)
    short = shortfalls(table)
    for title, rows in (("Journeys", table.journeys), ("Components", table.components)):
        if rows:
            for line in _rows(title, rows, longest, short):
                click.echo(line, color=colour())
    for line in _restoring(short):
        click.echo(line, color=colour())
    click.echo("A figure that rests on nothing stated is shown as -.")
    if any(figures.bounds for figures in (*table.components.values(), *table.journeys.values())):
        click.echo(
            "Two figures are a lower and an upper bound: the map has more alternatives than were"
            " worked through."
        )


def _restoring(short: dict[str, Shortfall]) -> Iterator[str]:
    """Yield for each promise that cannot hold the single change that would restore it."""
    from archbook.rules.wording import restored  # noqa: PLC0415 - help needs no map

    if not short:
        return
    yield click.style("What would restore a promise", bold=True)
    for subject, each in short.items():
        name = printable(subject.partition(":")[2])
        yield f"  {click.style('>', fg='green')} {name}: {printable(restored(each))}."
    yield ""


def _rows(
    title: str, rows: dict[str, Availability], longest: int, short: dict[str, Shortfall]
) -> Iterator[str]:
    from archbook.rules.analyses.availability import (  # noqa: PLC0415 - help needs no map
        minutes_a_month,
    )

    wide = _WIDE if any(figures.bounds for figures in rows.values()) else _NARROW
    heads = "".join(f"{head:>{wide}}" for head in _HEADS)
    yield click.style(f"{title}{' ' * max(0, longest + 2 - len(title))}{heads}", bold=True)
    for name, figures in rows.items():
        best = figures.best
        loss = "-" if best is None else f"{minutes_a_month(best):,.1f} min"
        cells = (
            _percent(figures.promised),
            _percent(figures.allowed),
            _expected(figures),
            loss if figures.bounds is None else f"at least {loss}",
        )
        broken = f"{title.lower().removesuffix('s')}:{name}" in short
        line = f"  {printable(name)}{' ' * (longest - width(name))}"
        line += "".join(f"{cell:>{wide}}" for cell in cells)
        yield click.style(f"{line}  promised too much", fg="red") if broken else line
    yield ""


def _percent(value: float | None) -> str:
    from archbook.rules.wording import percent  # noqa: PLC0415 - help needs no map

    return "-" if value is None else percent(value)


def _expected(figures: Availability) -> str:
    if figures.bounds is None:
        return _percent(figures.expected)
    return f"{_percent(figures.bounds[0])} to {_percent(figures.bounds[1])}"
