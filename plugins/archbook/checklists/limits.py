"""Ages and limits as checklists write them, and values measured so that they can be compared."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema, model_validator

from archbook.checklists.ways import Limit, Unit
from archbook.components.forms import Listed, Maybe, wrong
from archbook.components.units import Duration, Percentage, Rate, Size, UnitError
from archbook.components.values import hyphenated

__all__ = ["Age", "Bounds", "ScalarText", "limit_of", "measure", "within", "written_value"]

_DAYS = {"d": 1, "w": 7, "y": 365}
_AGE = r"^[1-9][0-9]{0,4}[dwy]$"
_UNITS: Mapping[type[Duration | Percentage | Rate | Size], Unit] = {
    Duration: Unit.DURATION,
    Percentage: Unit.PERCENTAGE,
    Rate: Unit.RATE,
    Size: Unit.SIZE,
}
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,12})?", re.ASCII)


def _age(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(_AGE[1:-1], value, re.ASCII):
        return int(value[:-1]) * _DAYS[value[-1]]
    raise wrong("is not an age", 'Write days, weeks or years, such as "180d", "26w" or "1y".')


Age = Annotated[
    int,
    PlainValidator(_age),
    WithJsonSchema({"type": "string", "pattern": _AGE, "examples": ["180d", "1y"]}),
]
"""A number of days; a year has 365 of them."""


def measure(value: Any) -> tuple[float, Unit] | None:
    """Return how much a value is, and what it is measured in.

    Args:
        value: A number, a text such as `15`, `10m`, `99.9%`, `40/s` or `2GB`, or a quantity of the
            map's.

    Returns:
        The number in the base of its unit (seconds, a fraction, times a second, bytes), or None
        where it cannot be measured.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return (float(value), Unit.NUMBER) if math.isfinite(value) else None
    for quantity, unit in _UNITS.items():
        if isinstance(value, quantity):
            number = value.seconds if isinstance(value, Duration) else _plain(value)
            return number, unit
    return _measured(value.strip()) if isinstance(value, str) else None


def _plain(value: Percentage | Rate | Size) -> float:
    return float(value.bytes) if isinstance(value, Size) else float(value)


def _measured(text: str) -> tuple[float, Unit] | None:
    if _NUMBER.fullmatch(text):
        return float(Fraction(text)), Unit.NUMBER
    for quantity in _UNITS:
        try:
            return measure(quantity.parse(text))
        except UnitError:
            continue
    return None


def within(limit: Limit, value: Any) -> bool | None:
    """Say whether a value is within a limit.

    Args:
        limit: The limit.
        value: A value as `measure` takes it, or any text.

    Returns:
        None where the two cannot be compared: a duration and a number, say.
    """
    if limit.equals is not None:
        texts = {_folded(each) for each in limit.equals}
        if _folded(written_value(value)) not in texts:
            return False
    if limit.at_least is None and limit.at_most is None:
        return True
    found = measure(value)
    if found is None or found[1] is not limit.unit:
        return None
    number = found[0]
    return (limit.at_least is None or number >= limit.at_least) and (
        limit.at_most is None or number <= limit.at_most
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def written_value(value: Any) -> str:
    """Return a plain value as YAML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _bound(value: Any) -> str:
    if isinstance(value, str | int | float) and measure(value) is not None:
        return written_value(value).strip()
    raise wrong(
        "is not an amount",
        'Write a number, or a number and a unit, such as 15, "10m", "99.9%", "40/s" or "2GB".',
    )


def _word(value: Any) -> str:
    if isinstance(value, str | int | float) and written_value(value).strip():
        return " ".join(written_value(value).split())
    raise wrong("is not a plain value", "Write a text, a number, `true` or `false`.")


_SCALAR = [{"type": "number"}, {"type": "string", "minLength": 1}]
_Amount = Annotated[
    str,
    PlainValidator(_bound),
    WithJsonSchema({"anyOf": _SCALAR, "examples": [15, "10m", "99.9%"]}),
]
ScalarText = Annotated[
    str,
    PlainValidator(_word),
    WithJsonSchema({"anyOf": [*_SCALAR, {"type": "boolean"}], "examples": ["canary"]}),
]


class Bounds(BaseModel):
    """What a value is held against."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=hyphenated)

    at_least: Maybe[_Amount] = None
    """The least value: a number, a duration, a percentage, a rate or a size."""
    at_most: Maybe[_Amount] = None
    """The greatest value."""
    equals: Maybe[Listed[ScalarText]] = None
    """The value, or a list of those of which it must be one."""

    @model_validator(mode="after")
    def _comparable(self) -> Self:
        if self.equals == ():
            raise wrong("allows no value: `equals` is an empty list", "List the values it may be.")
        if self.at_least is not None and self.at_most is not None:
            least, most = measure(self.at_least), measure(self.at_most)
            if least and most and least[1] is not most[1]:
                raise wrong(
                    f"is between a {least[1]} and a {most[1]}", "Write both in the same unit."
                )
        return self


def limit_of(bounds: Bounds) -> Limit | None:
    """Return the limit that is stated; None where none is.

    Args:
        bounds: What the file says.
    """
    parts: list[str] = []
    least = most = None
    unit = Unit.NUMBER
    if bounds.at_least is not None and (found := measure(bounds.at_least)):
        least, unit = found
        parts.append(f"at least {bounds.at_least}")
    if bounds.at_most is not None and (found := measure(bounds.at_most)):
        most, unit = found
        parts.append(f"at most {bounds.at_most}")
    if bounds.equals is not None:
        parts.append(_listed(bounds.equals))
    if not parts:
        return None
    return Limit(
        at_least=least,
        at_most=most,
        equals=bounds.equals,
        written=" and ".join(parts),
        unit=unit,
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"one of {', '.join(words)}"
