"""Views."""


def is_built_in(name: str) -> bool:
    """Say whether an id is that of a built-in view."""
    return name in {"data-plane", "control-plane", "both-planes"} or name.startswith(
        ("zone/", "owner/", "journey/", "component/")
    )
