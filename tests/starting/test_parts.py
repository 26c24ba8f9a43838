"""Parts that files of other tools name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.starting.parts import Part, documents, read_parts

COMPOSE = """\
services:
  web:
    build: .
    depends_on: [db, mail]
  db:
    image: registry.example/library/postgres:16@sha256:00
  jobs:
    image: jobs:latest
    depends_on:
      db: {condition: service_healthy}
"""

MANIFESTS = """\
# A comment first.
---
apiVersion: v1
kind: Service
metadata: {name: orders}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec: {template: {spec: {containers: [{image: "orders:1"}]}}}
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: redis}]}}}}}
"""

CATALOGUE = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: orders
spec:
  type: service
  owner: group:default/commerce
  dependsOn: ["resource:default/orders-db", "component:payments"]
"""


def names(parts: tuple[Part, ...]) -> list[tuple[str, str]]:
    return [(part.name, part.kind) for part in parts]


def test_services_of_a_compose_file_are_parts_with_their_dependencies() -> None:
    web, db, jobs = read_parts(COMPOSE, file="compose.yaml")
    assert names((web, db, jobs)) == [("web", "service"), ("db", "database"), ("jobs", "service")]
    assert (web.needs, jobs.needs) == (("db", "mail"), ("db",))
    assert (db.technology, str(db.location)) == ("postgres:16", "compose.yaml:5")


def test_the_own_image_of_a_part_is_no_technology() -> None:
    assert read_parts(COMPOSE, file="compose.yaml")[2].technology == ""


def test_workloads_of_manifests_are_parts_and_nothing_else_is() -> None:
    orders, nightly = read_parts(MANIFESTS, file="k8s.yaml")
    assert (orders.form, str(orders.location)) == ("Kubernetes Deployment", "k8s.yaml:10")
    assert (nightly.name, nightly.kind, nightly.location.line) == ("nightly", "cache", 16)


def test_entities_of_a_catalogue_name_their_owner_and_their_needs() -> None:
    (orders,) = read_parts(CATALOGUE, file="catalog-info.yaml")
    assert (orders.owner, orders.needs) == ("commerce", ("orders-db", "payments"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "services: [a, b]",
        "services: {web: }",
        "apiVersion: v1\nkind: Deployment",
        "apiVersion: backstage.io/v1\nkind: Group\nmetadata: {name: a}",
        "kind: Deployment\nmetadata: {name: a}",
        "[1, 2]",
        "a: &a [*a]",
        "---\n---\n---",
        "services: {web: {image: 3, depends_on: 4}}\n",
    ],
)
def test_what_is_of_no_known_form_names_at_most_what_it_states(text: str) -> None:
    assert all(part.technology == "" for part in read_parts(text, file="x.yaml"))


@given(st.text(alphabet="abc:-{}[]&* \n\"'#|>", max_size=80))
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    read_parts(f"services:\n  a: {{image: {text}\n", file="x.yaml")
    read_parts(text, file="x.yaml")


@given(st.lists(st.sampled_from(["a: 1", "# c", "", "b: {c: 2}"]), min_size=1, max_size=6))
def test_lines_of_a_document_count_from_the_top_of_the_file(blocks: list[str]) -> None:
    text = "\n---\n".join(blocks)
    lines = text.split("\n")
    for document in documents(text, file="x.yaml"):
        for path, line in document.lines.items():
            if len(path) == 1:
                assert lines[line - 1].startswith(f"{path[0]}:")
