"""The package as a whole: what it exports, and that it is documented."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

import archbook


def _modules() -> list[str]:
    found = pkgutil.walk_packages(archbook.__path__, prefix="archbook.")
    return sorted(module.name for module in found)


@pytest.mark.parametrize("name", _modules())
def test_every_module_says_what_it_is_and_what_it_exports(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    if hasattr(module, "__path__") and not hasattr(module, "__all__"):
        return
    assert list(module.__all__), f"{name} exports nothing"
    for exported in module.__all__:
        assert hasattr(module, exported), f"{name} exports {exported}, which it does not have"


@pytest.mark.parametrize("name", _modules())
def test_every_exported_class_and_function_is_documented(name: str) -> None:
    module = importlib.import_module(name)
    for exported in getattr(module, "__all__", ()):
        thing = getattr(module, exported)
        if inspect.isclass(thing) or inspect.isroutine(thing):
            assert inspect.getdoc(thing), f"{name}.{exported} has no docstring"
