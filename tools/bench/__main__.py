"""Measure archbook against references in the same run: `make bench`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import checklists
import components
import decisions

_BENCHES = {
    "decisions": decisions.bench,
    "components": components.bench,
    "checklists": checklists.bench,
}


def main() -> None:
    """Run the benchmarks in a folder that is thrown away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=1000, help="how many decisions")
    parser.add_argument("--components", type=int, default=300, help="how many components")
    parser.add_argument("--checklists", type=int, default=500, help="components for checklists")
    parser.add_argument("--only", choices=_BENCHES, help="one of the benchmarks alone")
    chosen = parser.parse_args()
    for name, bench in _BENCHES.items():
        if chosen.only in {None, name}:
            with tempfile.TemporaryDirectory(prefix="archbook-bench-") as folder:
                bench(Path(folder), getattr(chosen, name))


if __name__ == "__main__":
    main()
