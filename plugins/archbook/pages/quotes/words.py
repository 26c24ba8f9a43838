"""Values of a map in words, as a sentence has them."""

from __future__ import annotations

from archbook.components.units import Duration, Money, Rate
from archbook.rules.wording import counted

__all__ = ["time_in_words", "value_in_words"]

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_SHORT = 10 * _MINUTE
_TIMES = {"s": "second", "m": "minute", "h": "hour", "d": "day"}
_LONG_UNITS = (("week", 7 * _DAY), ("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE))


def time_in_words(seconds: float) -> str:
    """Return a length of time as readers say it, no finer than they need.

    `26 seconds`, `4 minutes 19 seconds`, `43 minutes`, `7 hours 12 minutes`, `3 days 15 hours`.

    Args:
        seconds: How long.
    """
    if seconds <= 0:
        return "no time at all"
    if seconds < 1:
        return "less than a second"
    if seconds < _SHORT:
        return _parts(round(seconds), ("minute", _MINUTE), ("second", 1))
    minutes = round(seconds / _MINUTE) * _MINUTE
    if minutes < 3 * _HOUR:
        return counted(minutes // _MINUTE, "minute")
    if minutes < 2 * _DAY:
        return _parts(minutes, ("hour", _HOUR), ("minute", _MINUTE))
    return _parts(round(seconds / _HOUR) * _HOUR, ("day", _DAY), ("hour", _HOUR))


def _parts(whole: int, *units: tuple[str, int]) -> str:
    found: list[str] = []
    for word, size in units:
        number, whole = divmod(whole, size)
        if number:
            found.append(counted(number, word))
    return " ".join(found)


def value_in_words(value: object) -> str:
    """Return a single value as a sentence has it: `5 minutes`, `40 a second`, `1,200 EUR`.

    Args:
        value: A number, a quantity, a flag or a text of the map.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Duration):
        return _duration(value)
    if isinstance(value, Rate):
        number, _, unit = str(value).partition("/")
        return f"{number} {'an' if unit == 'h' else 'a'} {_TIMES[unit]}"
    if isinstance(value, Money):
        return f"{value.amount:,f} {value.currency}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


def _duration(value: Duration) -> str:
    seconds, rest = divmod(value.microseconds, 1_000_000)
    if rest or not seconds:
        return f"{value.microseconds / 1000:g} ms" if value.microseconds else "no time at all"
    for word, size in _LONG_UNITS:
        if seconds % size == 0 and (word != "week" or seconds == size):
            return counted(seconds // size, word)
    return counted(seconds, "second") if seconds < _SHORT else time_in_words(seconds)
