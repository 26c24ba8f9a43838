"""Made-up sources of any size, the same at every run."""

from __future__ import annotations

import random
from pathlib import Path

__all__ = ["write_decisions", "write_site"]

STATUSES = ("accepted",) * 7 + ("proposed", "rejected", "deprecated")
PEOPLE = ("Ana", "Bo", "Chidi", "Dana", "Emre", "Farah")
TAGS = ("async", "security", "data", "edge", "cost", "delivery")
WORDS = (
    *("system", "request", "order", "payment", "queue", "store", "cache", "retry", "budget"),
    *("latency", "failure", "owner", "release", "schema", "event", "consumer", "producer"),
    *("boundary", "token", "session", "region", "zone", "replica", "write", "read", "load"),
    *("because", "therefore", "until", "unless", "every", "each", "small", "large", "steady"),
)


def write_decisions(folder: Path, count: int) -> None:
    """Write `count` decision records of about 600 words each, in the canonical form."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(count)  # noqa: S311 - the same text at every run, nothing secret
    for number in range(1, count + 1):
        title = " ".join(chance.choices(WORDS, k=5)).capitalize()
        (folder / f"{number:04}-decision-{number}.md").write_text(
            _decision(chance, number, title), encoding="utf-8"
        )


def _decision(chance: random.Random, number: int, title: str) -> str:
    def paragraph(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."

    def bullets(count: int) -> str:
        return "\n".join(f"- **{chance.choice(WORDS)}**: {paragraph(18)}" for _ in range(count))

    earlier = chance.randint(1, max(1, number - 1))
    link = f"[ADR-{earlier:03}]({earlier:04}-decision-{earlier}.md)"
    return f"""---
id: ADR-{number:03}
status: {chance.choice(STATUSES)}
date: 20{chance.randint(20, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}
decision-makers: [{chance.choice(PEOPLE)}, {chance.choice(PEOPLE)}]
tags: [{chance.choice(TAGS)}, {chance.choice(TAGS)}]
---
# {title}

## Context

{paragraph(70)}

{paragraph(60)} See {link}, and also ADR-{earlier:03}.

## Options

{bullets(4)}

| option | cost | risk |
|---|---|---|
| one | {chance.randint(1, 9)} | low |
| two | {chance.randint(1, 9)} | high |

## Decision

{paragraph(40)}

## Why

{paragraph(80)}

```yaml
retries: {chance.randint(1, 5)}
timeout: {chance.randint(100, 900)}ms
```

{paragraph(60)}

## Consequences

{bullets(5)}

{paragraph(60)}
"""


def write_site(folder: Path, *, plugin: str, nav: str = "") -> None:
    """Write a Material site around whatever lies in its folders.

    Args:
        folder: The site's folder; `docs/index.md` is written there too.
        plugin: Lines of YAML under `plugins:`.
        nav: Lines of YAML that settle the navigation.
    """
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text("# Home\n\nWelcome.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Bench\n"
        "site_url: https://handbook.example/\n"
        "theme: {name: material, font: false}\n"
        f"plugins:\n  - search\n{plugin}{nav}",
        encoding="utf-8",
    )
