"""Parts of a system that files of other tools name: compose files, manifests, catalogue files.

Only names, kinds and stated dependencies are taken. A form is one function and its line in
`FORMS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archbook.source.findings import Location
from archbook.source.yamltext import YamlText, read_yaml

__all__ = ["FORMS", "Part", "documents", "read_parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that a file names.

    Attributes:
        name: Its name there.
        kind: Its kind in the map's vocabulary, as far as the file tells.
        form: What the file is, in words: `compose service`.
        technology: What it is made of, where the file says so: an image, a type.
        owner: Who owns it, where the file says so.
        needs: Names of what the file says it depends on, in its order.
        location: Where it is named.
    """

    name: str
    kind: str
    form: str
    technology: str = ""
    owner: str = ""
    needs: tuple[str, ...] = ()
    location: Location


_KINDS_OF_IMAGES: tuple[tuple[str, str], ...] = (
    (r"postgres|postgis|mysql|mariadb|mongo|cockroach|cassandra|mssql|couchdb|neo4j", "database"),
    (r"elasticsearch|opensearch|meilisearch|typesense|solr", "search-index"),
    (r"minio|seaweedfs", "storage"),
    (r"redis|valkey|memcached|dragonfly", "cache"),
    (r"rabbitmq|kafka|redpanda|nats|activemq|artemis|pulsar|mosquitto", "queue"),
    (r"nginx|traefik|haproxy|envoy|caddy|kong", "gateway"),
    (r"clickhouse|trino|druid", "warehouse"),
    (r"prometheus|grafana|loki|jaeger|tempo|otel|kibana|logstash|fluent", "telemetry"),
    (r"vault", "secrets"),
    (r"keycloak|dex", "identity"),
)
"""Programs by what they are in the map's vocabulary, looked for in the last part of an image."""


def read_parts(text: str, *, file: str) -> tuple[Part, ...]:
    """Return the parts that a YAML file names; none where it is of no form that is known.

    Args:
        text: The file's text.
        file: How findings name it.
    """
    found: dict[tuple[str, str], Part] = {}
    for document in documents(text, file=file):
        for form in FORMS:
            for part in form(document, file):
                found.setdefault((part.form, part.name), part)
    return tuple(found.values())


def documents(text: str, *, file: str) -> Iterator[YamlText]:
    """Yield the YAML documents of a text that hold mappings, each with its lines.

    Args:
        text: The text.
        file: How findings name it.
    """
    starts = [0, *(match.end() for match in re.finditer(r"^---(?=\s|$)", text, re.MULTILINE))]
    ends = [
        *(match.start() for match in re.finditer(r"^---(?=\s|$)", text, re.MULTILINE)),
        len(text),
    ]
    for start, end in zip(starts, ends, strict=True):
        first = text.count("\n", 0, start) + 1
        document = read_yaml(text[start:end], file=file, first_line=first)
        if isinstance(document.data, dict):
            yield document


def _compose(document: YamlText, file: str) -> Iterator[Part]:
    """Yield the services of a compose file (https://compose-spec.io)."""
    services = document.data.get("services")
    if not isinstance(services, dict) or "apiVersion" in document.data:
        return
    for name, service in services.items():
        if isinstance(service, dict):
            image = _text(service.get("image"))
            yield Part(
                name=str(name),
                kind=_kind_of(image) or "service",
                form="compose service",
                technology=_program(image, str(name)),
                needs=_names(service.get("depends_on")),
                location=Location(file=file, line=document.lines.get(("services", name), 0)),
            )


_WORKLOADS = {
    "Deployment": "service",
    "StatefulSet": "service",
    "DaemonSet": "service",
    "CronJob": "job",
    "Job": "job",
}


def _kubernetes(document: YamlText, file: str) -> Iterator[Part]:
    """Yield the workload of a Kubernetes manifest (https://kubernetes.io/docs/reference)."""
    kind = _text(document.data.get("kind"))
    name = _text(_within(document.data, "metadata", "name"))
    if kind not in _WORKLOADS or "apiVersion" not in document.data or not name:
        return
    spec = document.data.get("spec")
    if kind == "CronJob":
        spec = _within(spec, "jobTemplate", "spec")
    containers = _within(spec, "template", "spec", "containers")
    first = containers[0] if isinstance(containers, list) and containers else None
    image = _text(_within(first, "image"))
    yield Part(
        name=name,
        kind=_kind_of(image) or _WORKLOADS[kind],
        form=f"Kubernetes {kind}",
        technology=_program(image, name),
        location=Location(file=file, line=document.lines.get(("metadata", "name"), 0)),
    )


_TYPES = {
    "database": "database",
    "cache": "cache",
    "queue": "queue",
    "topic": "topic",
    "website": "web",
    "pipeline": "pipeline",
}


def _catalogue(document: YamlText, file: str) -> Iterator[Part]:
    """Yield the entity of a catalogue file of Backstage (its descriptor format)."""
    kind = _text(document.data.get("kind"))
    name = _text(_within(document.data, "metadata", "name"))
    versioned = _text(document.data.get("apiVersion")).startswith("backstage.io/")
    if not versioned or kind not in {"Component", "Resource"} or not name:
        return
    spec = document.data.get("spec")
    type_ = _text(_within(spec, "type"))
    needs = _names(_within(spec, "dependsOn"))
    yield Part(
        name=name,
        kind=_TYPES.get(type_, "service"),
        form=f"catalogue {kind}",
        technology=type_,
        owner=_last(_text(_within(spec, "owner"))),
        needs=tuple(_last(need) for need in needs),
        location=Location(file=file, line=document.lines.get(("metadata", "name"), 0)),
    )


Form = Callable[[YamlText, str], Iterator[Part]]

FORMS: tuple[Form, ...] = (_compose, _kubernetes, _catalogue)
"""The forms that are known."""


def _kind_of(image: str) -> str:
    """Return the kind that an image's own name tells, empty where it tells none."""
    name = image.partition("@")[0].rpartition("/")[2].partition(":")[0].casefold()
    return next((kind for words, kind in _KINDS_OF_IMAGES if re.search(words, name)), "")


def _program(image: str, name: str) -> str:
    """Return the program and version that an image names; its own image says nothing more."""
    program = image.partition("@")[0].rpartition("/")[2]
    return "" if program.partition(":")[0] == name else program


def _names(stated: Any) -> tuple[str, ...]:
    if isinstance(stated, Mapping):
        return tuple(map(str, stated))
    listed = stated if isinstance(stated, list) else [stated] if isinstance(stated, str) else []
    return tuple(each for each in listed if isinstance(each, str))


def _last(reference: str) -> str:
    """Return the name of an entity reference: `component:default/orders` names `orders`."""
    return reference.rpartition("/")[2].rpartition(":")[2]


def _within(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
