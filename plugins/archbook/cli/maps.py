"""What commands about the component map share: loading it, or saying why there is none."""

from __future__ import annotations

from archbook.cli.shared import Place, fail, messages
from archbook.components.component_map import ComponentMap
from archbook.handbook import Handbook, open_handbook, with_components
from archbook.settings import DEFAULT_MAP_FOLDER
from archbook.source.findings import Severity

__all__ = ["load"]


def load(place: Place) -> tuple[Handbook, ComponentMap]:
    """Return a handbook and its component map.

    Ends the command where there is no map, or where it has errors, all of which are shown.

    Args:
        place: Which handbook.
    """
    opened = open_handbook(place.root, config=place.config, as_of=place.as_of)
    handbook = with_components(opened)
    of = handbook.components
    if of is None:
        stated = handbook.settings.folders.components or (DEFAULT_MAP_FOLDER,)
        messages(handbook.findings)
        fail(f"No component map is here; looked into {', '.join(stated)}.")
    messages([*handbook.findings, *of.findings])
    errors = sum(finding.severity is Severity.ERROR for finding in of.findings)
    if errors:
        fail(f"The component map has {errors} {'error' if errors == 1 else 'errors'}.")
    return handbook, of
