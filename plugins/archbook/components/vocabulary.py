"""The vocabulary of component maps: what kinds of components there are, and what edges mean.

One table of kinds and one of verbs; the loader, the JSON Schema and the reference pages are made
from them. A map may add kinds of its own, no verbs: verbs carry the meaning that analyses rest on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

__all__ = [
    "KINDS",
    "REVERSED",
    "UNKNOWN_KIND",
    "VERBS",
    "Cached",
    "End",
    "GroupBy",
    "IfLost",
    "Kind",
    "Lifecycle",
    "Mode",
    "PlaceKind",
    "Plane",
    "Shape",
    "Switching",
    "Verb",
    "When",
]


class Plane(StrEnum):
    """The data plane serves; the control plane changes what serves."""

    DATA = "data"
    CONTROL = "control"


class Shape(StrEnum):
    """The outline of a node where no icon can be shown."""

    PERSON = "person"
    SCREEN = "screen"
    BOX = "box"
    ROUNDED = "rounded"
    CYLINDER = "cylinder"
    QUEUE = "queue"
    DOCUMENT = "document"
    HEXAGON = "hexagon"
    CLOUD = "cloud"


class Mode(StrEnum):
    """How an edge works: the caller waits, it does not wait, or it is no part of serving."""

    SYNC = "sync"
    ASYNC = "async"
    CONTROL = "control"


class IfLost(StrEnum):
    """What losing one end of an edge does to the other, worst first."""

    FAILS = "fails"
    DEGRADES = "degrades"
    DELAYS = "delays"
    CONTINUES = "continues"


class End(StrEnum):
    """One of the two ends of an edge."""

    SOURCE = "source"
    TARGET = "target"


class Lifecycle(StrEnum):
    """Where a component stands in its life."""

    PLANNED = "planned"
    LIVE = "live"
    DEPRECATED = "deprecated"
    RETIRED = "retired"


class When(StrEnum):
    """When an edge is needed."""

    REQUEST = "request"
    STARTUP = "startup"


class Cached(StrEnum):
    """Who sees the copies that an edge keeps."""

    SHARED = "shared"
    PRIVATE = "private"


class Switching(StrEnum):
    """How one alternative takes over from another."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


class PlaceKind(StrEnum):
    """How large a fault container is, largest first."""

    PROVIDER = "provider"
    REGION = "region"
    ZONE = "zone"
    CELL = "cell"


class GroupBy(StrEnum):
    """What the boxes of a picture are."""

    ZONE = "zone"
    OWNER = "owner"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of component.

    Attributes:
        name: The word a map uses.
        title: The word a reader sees.
        meaning: One line on what it is.
        plane: The plane of a component that states none.
        icon: Resource of the `diagrams` library, without its ending.
        shape: Outline where there is no icon.
        like: The kind this one was made from, for kinds that a map adds.
        base: The built-in kind it comes down to; its own name where it is built in.
        store: Whether data rests in it.
        channel: Whether it passes messages on: a topic or a queue.
        deployable: Whether somebody deploys it.
        third_party: Whether somebody else runs it.
        person: Whether it is a human being.
        client: Whether it runs at the user's.
        entry: Whether traffic from outside may come in through it.
        analytics: Whether it answers questions about the past instead of serving.
        cache: Whether it only keeps copies.
        part: Whether it is a part of a whole, and inherits from it what it does not state.
    """

    name: str
    title: str
    meaning: str
    plane: Plane = Plane.DATA
    icon: str = "generic/generic"
    shape: Shape = Shape.BOX
    like: str | None = None
    base: str
    store: bool = False
    channel: bool = False
    deployable: bool = False
    third_party: bool = False
    person: bool = False
    client: bool = False
    entry: bool = False
    analytics: bool = False
    cache: bool = False
    part: bool = False

    @property
    def actor(self) -> bool:
        """Whether it is a person or a client: who uses the system, not a part of it."""
        return self.person or self.client


def _kind(name: str, meaning: str, icon: str, *marks: str, title: str = "", **more: object) -> Kind:
    flags = dict.fromkeys(marks, True)
    title = title or name.replace("-", " ").capitalize()
    return Kind(name=name, title=title, meaning=meaning, icon=icon, base=name, **flags, **more)  # type: ignore[arg-type]


def _control(
    name: str, meaning: str, icon: str, title: str = "", shape: Shape = Shape.HEXAGON
) -> Kind:
    return _kind(name, meaning, icon, "deployable", title=title, plane=Plane.CONTROL, shape=shape)


_TABLE = (
    _kind("person", "A human being who uses or runs the system.", "onprem/client/user",
          "person", shape=Shape.PERSON),
    _kind("client", "What runs at the user's: browser, app, device.", "onprem/client/client",
          "client", shape=Shape.SCREEN),
    _kind("cdn", "Edge caches that answer near the user; a shared cache.",
          "gcp/network/cdn", "entry", "cache", "deployable", title="CDN",
          shape=Shape.HEXAGON),
    _kind("gateway", "Where outside traffic comes in: gateway, load balancer, firewall.",
          "generic/network/router", "entry", "deployable", shape=Shape.HEXAGON),
    _kind("dns", "Answers which address a name has.", "azure/general/globe-success", "deployable",
          title="DNS", shape=Shape.HEXAGON),
    _kind("web", "A web front end that renders pages for clients.", "azure/general/browser",
          "deployable", shape=Shape.ROUNDED),
    _kind("service", "A deployable that answers requests.", "azure/general/cubes",
          "deployable", shape=Shape.ROUNDED),
    _kind("module", "A part of a deployable with an interface of its own.",
          "azure/general/module", "part", shape=Shape.ROUNDED),
    _kind("worker", "A deployable that works off messages or tasks.", "azure/general/gear",
          "deployable", shape=Shape.ROUNDED),
    _kind("job", "A deployable that runs, finishes and runs again.", "azure/general/scheduler",
          "deployable", shape=Shape.ROUNDED),
    _kind("function", "Code that is run for each event by a platform.", "azure/general/code",
          "deployable", shape=Shape.ROUNDED),
    _kind("database", "A store that is the truth about its data.", "generic/database/sql",
          "store", shape=Shape.CYLINDER),
    _kind("dataset", "A part of a store: a schema, a table, a collection.",
          "azure/general/table", "store", "part", title="Data set", shape=Shape.CYLINDER),
    _kind("storage", "A store of files and objects.", "generic/storage/storage",
          "store", shape=Shape.CYLINDER),
    _kind("search-index", "A searchable copy of data kept elsewhere.", "azure/general/search",
          "store", shape=Shape.CYLINDER),
    _kind("cache", "Copies kept near to spare the original; may be lost at any time.",
          "azure/general/cache", "store", "cache", shape=Shape.CYLINDER),
    _kind("queue", "A channel whose messages are each taken once.", "azure/general/storage-queue",
          "channel", shape=Shape.QUEUE),
    _kind("topic", "A channel whose messages every subscriber gets.", "azure/general/input-output",
          "channel", shape=Shape.QUEUE),
    _kind("external", "A service that a third party runs.", "onprem/network/internet",
          "third_party", title="Third party", shape=Shape.CLOUD),
    _kind("warehouse", "A store for analysis, fed by events or copies.",
          "azure/general/production-ready-database", "store", "analytics", shape=Shape.CYLINDER),
    _kind("pipeline", "Moves and reshapes data between stores.", "azure/general/workflow",
          "analytics", "deployable", title="Data pipeline", shape=Shape.ROUNDED),
    _kind("report", "Dashboards and reports for business questions.", "azure/general/dashboard",
          "analytics", shape=Shape.DOCUMENT),
    _kind("notebook", "Where analysts explore data by hand.", "azure/general/workbooks",
          "analytics", shape=Shape.DOCUMENT),
    _control("repository", "Keeps the source and its history.", "onprem/vcs/git",
             shape=Shape.CYLINDER),
    _control("build", "Builds and tests each change (CI).", "azure/general/builds"),
    _control("registry", "Keeps the artifacts that are deployed.",
             "azure/general/storage-container", title="Artifact registry", shape=Shape.CYLINDER),
    _control("delivery", "Brings versions into production, in steps, and back.",
             "azure/general/launch-portal"),
    _control("provisioning", "Creates and changes infrastructure.", "k8s/others/crd"),
    _control("orchestrator", "Decides where things run and keeps them running.",
             "k8s/controlplane/api"),
    _control("scheduler", "Starts jobs at their time.", "k8s/compute/cronjob"),
    _control("config", "Keeps and hands out configuration.", "azure/general/controls",
             title="Configuration"),
    _control("flags", "Switches features on and off without a deploy.",
             "azure/general/controls-horizontal", title="Feature flags"),
    _control("secrets", "Keeps, hands out and rotates secrets.", "k8s/podconfig/secret"),
    _control("identity", "Administers who and what may sign in.", "azure/general/userprivacy"),
    _control("policy", "Holds the rules of what is allowed.", "generic/network/firewall"),
    _control("telemetry", "Gathers metrics, logs and traces.", "azure/general/log-streaming"),
    _control("alerting", "Tells people when promises are at risk.", "azure/general/servicehealth"),
    _control("audit", "Keeps who did what and when.", "azure/general/file", title="Audit log",
             shape=Shape.CYLINDER),
    _control("cost", "Watches what the system costs.", "azure/general/cost-management",
             title="Cost control"),
    _control("backup", "Takes copies for restoring and tries them.",
             "azure/general/versions"),
)  # fmt: skip

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _TABLE})
"""The built-in kinds by name, data plane first."""

UNKNOWN_KIND = Kind(
    name="unknown", title="Unknown kind", meaning="The map states no kind for it.", base="unknown"
)
"""Stands in where a map states no usable kind, so that the rest of the map can be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What an edge says of its two ends.

    Attributes:
        name: The word a map uses at the source.
        passive: How the target's side reads: `called by`.
        reverse: The word a map may use at the target, None where there is none.
        mode: Whether the source waits for the target, or the edge is control.
        plane: The plane of the edge; None where it is that of its source.
        if_lost: What a loss does where the edge does not say.
        sufferer: Which end a loss of the other end affects.
        meaning: One line on what it says.
        example: A sentence that uses it.
    """

    name: str
    passive: str
    reverse: str | None = None
    mode: Mode
    plane: Plane | None = None
    if_lost: IfLost
    sufferer: End
    meaning: str
    example: str

    @property
    def attribute(self) -> str:
        """The verb as a name in Python."""
        return self.name.replace("-", "_")


def _use(
    name: str, passive: str, mode: Mode, if_lost: IfLost, *, meaning: str, example: str
) -> Verb:
    return Verb(
        name=name,
        passive=passive,
        mode=mode,
        if_lost=if_lost,
        sufferer=End.SOURCE,
        meaning=meaning,
        example=example,
    )


def _rule(name: str, passive: str, *, meaning: str, example: str) -> Verb:
    return Verb(
        name=name,
        passive=passive,
        reverse=passive.replace(" ", "-"),
        mode=Mode.CONTROL,
        plane=Plane.CONTROL,
        if_lost=IfLost.CONTINUES,
        sufferer=End.TARGET,
        meaning=meaning,
        example=example,
    )


_VERB_TABLE = (
    _use("calls", "called by", Mode.SYNC, IfLost.FAILS,
         meaning="The source asks the target and waits for its answer.",
         example="orders calls payments"),
    _use("reads", "read by", Mode.SYNC, IfLost.FAILS,
         meaning="The source reads data from the target and waits for it.",
         example="search reads search-index"),
    _use("writes", "written by", Mode.SYNC, IfLost.FAILS,
         meaning="The source writes data to the target and waits until it is kept.",
         example="orders writes orders-db"),
    _use("publishes", "published by", Mode.ASYNC, IfLost.FAILS,
         meaning="The source puts messages into a topic or queue.",
         example="orders publishes order-events"),
    _use("consumes", "consumed by", Mode.ASYNC, IfLost.DELAYS,
         meaning="The source takes messages out of a topic or queue.",
         example="mailer consumes order-events"),
    _use("replicates", "replicated by", Mode.ASYNC, IfLost.DELAYS,
         meaning="The source keeps a copy of the target's data.",
         example="warehouse replicates orders-db"),
    _rule("deploys", "deployed by",
          meaning="The source brings new versions of the target into production.",
          example="delivery deploys shop"),
    _rule("configures", "configured by",
          meaning="The source tells the target its settings, flags, secrets or policies.",
          example="flags configures shop"),
    _rule("observes", "observed by",
          meaning="The source watches the target.",
          example="telemetry observes shop"),
    _rule("routes", "routed by",
          meaning="The source tells traffic which way to take; it does not carry it.",
          example="mesh-control routes web"),
    Verb(name="authorizes", passive="authorized by", reverse="authorized-by", mode=Mode.SYNC,
         if_lost=IfLost.FAILS, sufferer=End.TARGET,
         meaning="The source decides, while the target waits, what the target may do.",
         example="identity authorizes orders"),
)  # fmt: skip

VERBS: Mapping[str, Verb] = MappingProxyType({verb.name: verb for verb in _VERB_TABLE})
"""The verbs by name."""

REVERSED: Mapping[str, Verb] = MappingProxyType(
    {verb.reverse: verb for verb in _VERB_TABLE if verb.reverse}
)
"""The verbs by the word that the target's side may use."""
