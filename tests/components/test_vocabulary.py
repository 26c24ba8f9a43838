"""The vocabulary: one table of kinds, one of verbs."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from archbook.components.synonyms import SYNONYMS
from archbook.components.vocabulary import (
    KINDS,
    REVERSED,
    VERBS,
    End,
    IfLost,
    Kind,
    Mode,
    Plane,
    Verb,
)


def test_the_verbs_mean_what_the_design_says() -> None:
    table = {v.name: (v.mode, v.if_lost, v.sufferer) for v in VERBS.values()}
    caller, ruled = End.SOURCE, End.TARGET
    assert table == {
        "calls": (Mode.SYNC, IfLost.FAILS, caller),
        "reads": (Mode.SYNC, IfLost.FAILS, caller),
        "writes": (Mode.SYNC, IfLost.FAILS, caller),
        "publishes": (Mode.ASYNC, IfLost.FAILS, caller),
        "consumes": (Mode.ASYNC, IfLost.DELAYS, caller),
        "replicates": (Mode.ASYNC, IfLost.DELAYS, caller),
        "deploys": (Mode.CONTROL, IfLost.CONTINUES, ruled),
        "configures": (Mode.CONTROL, IfLost.CONTINUES, ruled),
        "observes": (Mode.CONTROL, IfLost.CONTINUES, ruled),
        "routes": (Mode.CONTROL, IfLost.CONTINUES, ruled),
        "authorizes": (Mode.SYNC, IfLost.FAILS, ruled),
    }


def test_control_verbs_and_authorizes_can_be_said_from_the_other_end() -> None:
    assert {word: verb.name for word, verb in REVERSED.items()} == {
        "deployed-by": "deploys",
        "configured-by": "configures",
        "observed-by": "observes",
        "routed-by": "routes",
        "authorized-by": "authorizes",
    }


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_has_an_icon_that_is_there_and_a_line_of_meaning(kind: Kind) -> None:
    spec = importlib.util.find_spec("diagrams")
    assert spec is not None
    assert spec.origin is not None
    resources = Path(spec.origin).parents[1] / "resources"
    assert (resources / f"{kind.icon}.png").is_file()
    assert kind.meaning.endswith(".")
    assert kind.title
    assert kind.base == kind.name


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_every_verb_explains_itself_with_an_example_that_uses_it(verb: Verb) -> None:
    assert f" {verb.name} " in verb.example
    assert verb.meaning.endswith(".")


def test_the_kinds_named_by_the_design_are_in_the_vocabulary() -> None:
    named = (
        "person client cdn gateway service module worker database cache queue topic warehouse "
        "report notebook external pipeline"
    )
    assert set(named.split()) <= set(KINDS)
    assert {k.name for k in KINDS.values() if k.entry} == {"cdn", "gateway"}
    assert {k.name for k in KINDS.values() if k.channel} == {"queue", "topic"}
    assert {k.name for k in KINDS.values() if k.actor} == {"person", "client"}
    assert {k.name for k in KINDS.values() if k.third_party} == {"external"}


def test_stores_serve_and_what_deploys_is_of_the_control_plane() -> None:
    assert all(kind.plane is Plane.DATA for kind in KINDS.values() if kind.store)
    assert KINDS["delivery"].plane is Plane.CONTROL


def test_words_of_other_tools_are_never_words_of_the_vocabulary_themselves() -> None:
    words = {*KINDS, *VERBS, *REVERSED}
    assert not words & set(SYNONYMS)
