"""See to it that Chromium is here for the browser tests, or say what to do.

Installs it with the system's package manager where that is possible without asking (apt as root,
or with sudo that needs no password).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = """\
The browser tests drive Chromium, and none was found on the PATH. Install it:
  Debian, Ubuntu:  sudo apt-get install chromium fonts-liberation
  Fedora:          sudo dnf install chromium
  Arch:            sudo pacman -S chromium
  macOS:           brew install --cask chromium
or name one in the environment: CHROMIUM=/path/to/chromium make test
"""


def find() -> str | None:
    """Return the path of a Chromium, the one that CHROMIUM names first."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> bool:
    """Try Debian's package manager; say whether it went well."""
    apt = shutil.which("apt-get")
    if not apt:
        return False
    prefix: list[str] = []
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if not sudo or subprocess.run([sudo, "-n", "true"], check=False).returncode:
            return False
        prefix = [sudo, "-n"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("Installing Chromium with apt-get ...", flush=True)
    for command in (
        [apt, "-qq", "update"],
        [apt, "-qq", "-y", "install", "--no-install-recommends", "chromium", "fonts-liberation"],
    ):
        done = subprocess.run(
            [*prefix, *command],
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode and command[-1] != "update":
            return False
    return True


def main() -> int:
    """Exit 0 where a browser is here, or could be installed."""
    if find() or (install() and find()):
        return 0
    print(ADVICE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
