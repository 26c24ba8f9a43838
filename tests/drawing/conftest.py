"""A drawing with everything in it, and a real Graphviz."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine, find_engine
from archbook.drawing.model import Area, Drawing, Edge, Group, Line, Node, Shape


@pytest.fixture(scope="session")
def engine() -> Engine:
    found = find_engine()
    assert found is not None, "these tests need Graphviz"
    return found


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def _node(name: str, area: Area = Area.DATA, group: str = "", shape: Shape = Shape.CARD) -> Node:
    return Node(
        id=name,
        name=name.replace("-", " ").capitalize(),
        kind="service",
        owner="Commerce",
        icon="onprem/database/postgresql" if shape is Shape.STORE else "",
        area=area,
        group=group,
        shape=shape,
        link=f"components/{name}/",
    )


@pytest.fixture(scope="session")
def shop() -> Drawing:
    """Both planes, both columns, nested frames, every kind of line."""
    data = [
        _node("cdn", group="edge"),
        _node("gateway", group="edge"),
        _node("web", group="app"),
        _node("orders", group="app", shape=Shape.WHOLE),
        _node("orders-db", group="stores", shape=Shape.STORE),
        _node("cache", group="stores", shape=Shape.STORE),
        _node("order-events", group="events", shape=Shape.QUEUE),
        _node("mailer", group="events"),
        _node("fulfilment", group="events"),
        _node("warehouse", group="analytics", shape=Shape.STORE),
    ]
    control = [
        _node("source", Area.CONTROL, "ship"),
        _node("ci", Area.CONTROL, "ship"),
        _node("delivery", Area.CONTROL, "ship"),
        _node("config", Area.CONTROL, "steer"),
        _node("telemetry", Area.CONTROL, "steer"),
    ]
    outside = [
        _node("shopper", Area.PEOPLE, shape=Shape.PERSON),
        _node("psp", Area.EXTERNAL, shape=Shape.EXTERNAL),
        _node("mail-provider", Area.EXTERNAL, shape=Shape.EXTERNAL),
    ]
    sync = [
        ("shopper", "cdn", ""),
        ("cdn", "gateway", ""),
        ("cdn", "web", ""),
        ("gateway", "orders", "calls"),
        ("web", "orders", "calls"),
        ("orders", "orders-db", "reads, writes"),
        ("orders", "cache", "reads"),
        ("orders", "psp", "authorises the payment"),
        ("mailer", "mail-provider", ""),
    ]
    passed_on = [
        ("orders", "order-events", "publishes"),
        ("order-events", "mailer", ""),
        ("order-events", "fulfilment", ""),
        ("orders-db", "warehouse", "copies"),
    ]
    steered = [
        ("source", "ci", ""),
        ("ci", "delivery", ""),
        *(("delivery", target, "deploys") for target in ("web", "orders", "mailer")),
        *(("config", target, "configures") for target in ("web", "orders")),
        *(("telemetry", each.id, "observes") for each in data),
        ("config", "gateway", "limits"),
    ]
    edges = [
        Edge(source=source, target=target, line=line, label=label)
        for line, lines in (
            (Line.SYNC, sync),
            (Line.ASYNC, passed_on),
            (Line.CONTROL, steered),
        )
        for source, target, label in lines
    ]
    groups = (
        Group(id="edge", label="Edge", detail="zone", link="zones/edge/"),
        Group(id="private", label="Private", detail="zone"),
        Group(id="app", label="Application", parent="private"),
        Group(id="stores", label="Stores", parent="private"),
        Group(id="events", label="Events", parent="private"),
        Group(id="analytics", label="Analytics"),
        Group(id="ship", label="Ship"),
        Group(id="steer", label="Steer"),
    )
    return Drawing(
        id="planes",
        title="Both planes",
        description="What runs, and what controls it.",
        kind="planes",
        nodes=(*data, *control, *outside),
        groups=groups,
        edges=tuple(edges),
        notes=("Folded: modules stand in their whole.",),
    )


@pytest.fixture
def counted(engine: Engine, tmp_path: Path) -> tuple[Engine, Callable[[], int]]:
    """Return an engine that notes each of its runs in a file, and what counts them."""
    log = tmp_path / "runs.txt"
    script = tmp_path / "counted-engine"
    script.write_text(f'#!/bin/sh\necho run >> "{log}"\nexec "{engine.command}" "$@"\n')
    script.chmod(0o755)

    def runs() -> int:
        return len(log.read_text().splitlines()) if log.exists() else 0

    return Engine(command=str(script), version=engine.version), runs
