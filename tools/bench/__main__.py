"""Measure archbook against references in the same run: `make bench`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import decisions


def main() -> None:
    """Run the benchmarks in a folder that is thrown away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=1000, help="how many decisions")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archbook-bench-") as folder:
        decisions.bench(Path(folder), chosen.decisions)


if __name__ == "__main__":
    main()
