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

__all__ = ["availability_values", "command"]

_HEADS = ("promised", "allowed", "expected", "loss in 30 days")
_SURE = 1e-12


def availability_values(table: AvailabilityTable) -> dict[str, Any]:
    """Return the figures of a map as plain values, in the order of the schema."""
    return {
        "components": {name: _values(figures) for name, figures in table.components.items()},
        "journeys": {name: _values(figures) for name, figures in table.journeys.items()},
    }


def _values(figures: Availability) -> dict[str, Any]:
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
    from archbook.rules.analyses.system import System  # noqa: PLC0415 - as above

    table = AvailabilityTable(System(load(place)[1]))
    if form == "json":
        values = availability_values(table)
        click.echo(json.dumps(values, ensure_ascii=False, indent=2, allow_nan=False))
        return
    longest = max((width(name) for name in (*table.components, *table.journeys)), default=0)
    for title, rows in (("Journeys", table.journeys), ("Components", table.components)):
        if rows:
            for line in _rows(title, rows, longest):
                click.echo(line, color=colour())
    click.echo("A figure that rests on nothing stated is shown as -.")


def _rows(title: str, rows: dict[str, Availability], longest: int) -> Iterator[str]:
    from archbook.rules.analyses.availability import (  # noqa: PLC0415 - help needs no map
        minutes_a_month,
    )

    heads = "".join(f"{head:>18}" for head in _HEADS)
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
        broken = figures.promised is not None and best is not None
        short = broken and (figures.promised or 0) > (best or 0) + _SURE
        line = f"  {printable(name)}{' ' * (longest - width(name))}"
        line += "".join(f"{cell:>18}" for cell in cells)
        yield click.style(f"{line}  promised too much", fg="red") if short else line
    yield ""


def _percent(value: float | None) -> str:
    from archbook.rules.wording import percent  # noqa: PLC0415 - help needs no map

    return "-" if value is None else percent(value)


def _expected(figures: Availability) -> str:
    if figures.bounds is None:
        return _percent(figures.expected)
    return f"{_percent(figures.bounds[0])} to {_percent(figures.bounds[1])}"
