"""Recipes for continuous integration: check the handbook, build it, keep what was built."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["HOSTS", "integration"]

HOSTS = ("github", "gitlab", "shell", "none")
"""Where continuous integration may run."""

_GITHUB = """\
# Judges the handbook at every change and builds it.
name: handbook
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  handbook:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0   # dates and people that a decision does not state come from the history
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install archbook
      # Until an old log is mended: archbook check --fail-on never
      - run: archbook check
      - run: archbook checklists lint
      - run: mkdocs build
      - uses: actions/upload-artifact@v4
        with:
          name: handbook
          path: site
"""

_GITLAB = """\
# Judges the handbook at every change and builds it.
handbook:
  image: python:3.12
  variables:
    GIT_DEPTH: "0"   # dates and people that a decision does not state come from the history
  script:
    - pip install archbook
    # Until an old log is mended: archbook check --fail-on never
    - archbook check
    - archbook checklists lint
    - mkdocs build
  artifacts:
    paths: [site]
"""

_GITLAB_INCLUDE = """\
include:
  - local: .gitlab/handbook.yml
"""

_SHELL = """\
#!/bin/sh
# Judges the handbook and builds it; for continuous integration of any kind.
set -eu
cd "$(dirname "$0")/.."
python3 -m venv .cache/handbook
.cache/handbook/bin/pip install --quiet archbook
# Until an old log is mended: archbook check --fail-on never
.cache/handbook/bin/archbook check
.cache/handbook/bin/archbook checklists lint
.cache/handbook/bin/mkdocs build
"""


def integration(host: str) -> Iterator[tuple[str, str, str]]:
    """Yield the files of a recipe: path, text, and what to add to a file that is there already.

    Args:
        host: One of `HOSTS`.
    """
    if host == "github":
        yield ".github/workflows/handbook.yml", _GITHUB, ""
    elif host == "gitlab":
        yield ".gitlab/handbook.yml", _GITLAB, ""
        yield ".gitlab-ci.yml", _GITLAB_INCLUDE, _GITLAB_INCLUDE
    elif host == "shell":
        yield "ci/handbook.sh", _SHELL, ""
