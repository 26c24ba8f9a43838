"""Quantities with units as maps write them: frozen, exact, ordered, and written back the same way.

Each type has `parse`, which raises `UnitError` with what is wrong and what to write, and prints as
text that `parse` reads back to an equal value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Self

__all__ = ["Duration", "Money", "Percentage", "Rate", "Size", "UnitError"]

_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,12})?"


class UnitError(ValueError):
    """A text that is no such quantity.

    Attributes:
        message: What is wrong with it, beginning with "is".
        mend: What to write.
    """

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(f"{message}. {mend}")
        self.message = message
        self.mend = mend


def _plain(number: Fraction) -> str:
    """Write a number that has finitely many decimals."""
    text = format(Decimal(number.numerator) / Decimal(number.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time.

    Attributes:
        microseconds: Its length.
    """

    microseconds: int

    UNITS: ClassVar[Mapping[str, int]] = {
        "us": 1,
        "ms": 1_000,
        "s": 1_000_000,
        "m": 60_000_000,
        "h": 3_600_000_000,
        "d": 86_400_000_000,
        "w": 604_800_000_000,
    }
    PATTERN: ClassVar[str] = rf"^(?:{_NUMBER}(?:us|ms|s|m|h|d|w))+$"
    MEND: ClassVar[str] = 'Write a number and a unit, such as "800ms", "5m", "1h" or "30d".'
    EXAMPLES: ClassVar[tuple[str, ...]] = ("800ms", "5m", "1h", "30d")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `800ms`, `1.5s`, `1h30m`.

        Raises:
            UnitError: The text is no duration, or finer than a microsecond.
        """
        if not re.fullmatch(cls.PATTERN[1:-1], text, re.ASCII):
            raise UnitError("is not a duration", cls.MEND)
        parts = re.findall(rf"({_NUMBER})(us|ms|s|m|h|d|w)", text)
        total = sum((Fraction(number) * cls.UNITS[unit] for number, unit in parts), Fraction(0))
        if total.denominator != 1:
            raise UnitError("is finer than a microsecond", cls.MEND)
        return cls(int(total))

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return self.microseconds / 1_000_000

    def __str__(self) -> str:
        for unit in ("d", "h", "m", "s", "ms"):
            if self.microseconds and self.microseconds % self.UNITS[unit] == 0:
                return f"{self.microseconds // self.UNITS[unit]}{unit}"
        return f"{self.microseconds}us" if self.microseconds else "0s"

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.microseconds + other.microseconds)

    def __mul__(self, times: int) -> Duration:
        return Duration(self.microseconds * times)


@dataclass(frozen=True, slots=True, order=True)
class Percentage:
    """A part of a whole, exact.

    Attributes:
        fraction: Between 0 and 1.
    """

    fraction: Fraction

    PATTERN: ClassVar[str] = r"^[0-9]{1,3}(?:\.[0-9]{1,12})? ?%$"
    MEND: ClassVar[str] = 'Write a percentage from 0% to 100%, such as "99.95%".'
    EXAMPLES: ClassVar[tuple[str, ...]] = ("99.9%", "99.95%")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `99.95%`.

        Raises:
            UnitError: The text is no percentage, or over 100 %.
        """
        if not re.fullmatch(cls.PATTERN[1:-1], text, re.ASCII):
            raise UnitError("is not a percentage", cls.MEND)
        fraction = Fraction(text[:-1].strip()) / 100
        if fraction > 1:
            raise UnitError("is more than 100%", cls.MEND)
        return cls(fraction)

    def __float__(self) -> float:
        return float(self.fraction)

    def __str__(self) -> str:
        return f"{_plain(self.fraction * 100)}%"


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """How often something happens; `60/m` equals `1/s`.

    Attributes:
        per_second: The rate.
        unit: The unit it was written in: `s`, `m`, `h` or `d`.
    """

    per_second: Fraction
    unit: str = field(default="s", compare=False)

    UNITS: ClassVar[Mapping[str, int]] = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
    PATTERN: ClassVar[str] = rf"^{_NUMBER} ?/ ?[smhd]$"
    MEND: ClassVar[str] = 'Write a number for each second, minute, hour or day, such as "40/s".'
    EXAMPLES: ClassVar[tuple[str, ...]] = ("40/s", "1000/h")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `40/s`, `2.5/m`.

        Raises:
            UnitError: The text is no rate.
        """
        if not re.fullmatch(cls.PATTERN[1:-1], text, re.ASCII):
            raise UnitError("is not a rate", cls.MEND)
        number, _, unit = text.replace(" ", "").partition("/")
        return cls(Fraction(number) / cls.UNITS[unit], unit)

    def __float__(self) -> float:
        return float(self.per_second)

    def __str__(self) -> str:
        return f"{_plain(self.per_second * self.UNITS[self.unit])}/{self.unit}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; amounts in different currencies have no order.

    Attributes:
        amount: How much.
        currency: Three letters (ISO 4217).
    """

    amount: Decimal
    currency: str

    PATTERN: ClassVar[str] = rf"^{_NUMBER} ?[A-Z]{{3}}$"
    MEND: ClassVar[str] = 'Write an amount and a currency of three letters, such as "1200 EUR".'
    EXAMPLES: ClassVar[tuple[str, ...]] = ("1200 EUR", "0.05 USD")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1200 EUR`.

        Raises:
            UnitError: The text is no amount of money.
        """
        if not re.fullmatch(cls.PATTERN[1:-1], text, re.ASCII):
            raise UnitError("is not an amount of money", cls.MEND)
        return cls(Decimal(text[:-3].strip()), text[-3:])

    def __lt__(self, other: object) -> bool:
        if isinstance(other, Money) and other.currency == self.currency:
            return self.amount < other.amount
        return NotImplemented

    def __le__(self, other: object) -> bool:
        if isinstance(other, Money) and other.currency == self.currency:
            return self.amount <= other.amount
        return NotImplemented

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return Money(self.amount + other.amount, self.currency)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """An amount of data.

    Attributes:
        bytes: How many.
    """

    bytes: int

    UNITS: ClassVar[Mapping[str, int]] = {
        "B": 1,
        "kB": 10**3,
        "KB": 10**3,
        "KiB": 2**10,
        "MB": 10**6,
        "MiB": 2**20,
        "GB": 10**9,
        "GiB": 2**30,
        "TB": 10**12,
        "TiB": 2**40,
        "PB": 10**15,
        "PiB": 2**50,
    }
    PATTERN: ClassVar[str] = rf"^{_NUMBER} ?(?:B|[kKMGTP]B|[KMGTP]iB)$"
    MEND: ClassVar[str] = 'Write a number and a unit, such as "64kB", "2GB" or "512MiB".'
    EXAMPLES: ClassVar[tuple[str, ...]] = ("64kB", "2GB")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2GB`, `512MiB`, `1.5 TB`.

        Raises:
            UnitError: The text is no size, or has a part of a byte.
        """
        if not re.fullmatch(cls.PATTERN[1:-1], text, re.ASCII):
            raise UnitError("is not a size", cls.MEND)
        number, unit = re.findall(r"^([0-9.]+) ?([A-Za-z]+)$", text)[0]
        count = Fraction(number) * cls.UNITS[unit]
        if count.denominator != 1:
            raise UnitError("has a part of a byte", cls.MEND)
        return cls(int(count))

    def __str__(self) -> str:
        for unit in ("PB", "PiB", "TB", "TiB", "GB", "GiB", "MB", "MiB", "kB", "KiB"):
            if self.bytes and self.bytes % self.UNITS[unit] == 0:
                return f"{self.bytes // self.UNITS[unit]}{unit}"
        return f"{self.bytes}B"
