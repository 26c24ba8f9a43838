"""Addresses of repository files on the code host, made from the site's edit address."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

__all__ = ["CodeHost", "code_host"]

# How the address of a file being edited becomes that of the file, or of a folder, being shown.
_SHOWN = (
    ("/-/edit/", "/-/blob/", "/-/tree/"),  # GitLab
    ("/_edit/", "/src/", "/src/"),  # Gitea, Forgejo
    ("/edit/", "/blob/", "/tree/"),  # GitHub, older GitLab
    ("/-/blob/", "/-/blob/", "/-/tree/"),
    ("/-/tree/", "/-/blob/", "/-/tree/"),
    ("/blob/", "/blob/", "/tree/"),
    ("/tree/", "/blob/", "/tree/"),
    ("/raw/", "/blob/", "/tree/"),
    ("/src/", "/src/", "/src/"),  # Bitbucket and Gitea show both so
)

# Where hosts show a repository's default branch, for a site that has no edit address.
_DEFAULT_BRANCH = {
    "github.com": ("/blob/HEAD/", "/tree/HEAD/"),
    "gitlab.com": ("/-/blob/HEAD/", "/-/tree/HEAD/"),
    "bitbucket.org": ("/src/HEAD/", "/src/HEAD/"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHost:
    """A repository as its host shows it.

    Attributes:
        files: Address of the repository's root for files, with a slash at its end.
        folders: The same for folders.
        root: The handbook's folder in the repository, empty where they are one.
    """

    files: str
    folders: str
    root: str = ""

    def url(self, path: str, *, folder: bool = False, fragment: str = "") -> str | None:
        """Return the address that shows a file or folder.

        Args:
            path: Path relative to the handbook's root.
            folder: Whether it is a folder.
            fragment: What follows `#`, as it stands in the link.

        Returns:
            The address, or None where the path leads out of the repository.
        """
        inside = posixpath.normpath(posixpath.join(self.root, path))
        if inside == ".." or inside.startswith(("../", "/")):
            return None
        base = self.folders if folder else self.files
        tail = "" if inside == "." else quote(inside)
        return base + tail + (f"#{fragment}" if fragment else "")


def code_host(*, repo_url: str, edit_uri: str, docs_folder: str, root: str = "") -> CodeHost | None:
    """Find out how the code host shows files.

    Args:
        repo_url: Address of the repository, or empty.
        edit_uri: What leads from there to the folder of the hand-written pages being edited
            (`edit/main/docs/`), or an absolute address, or empty.
        docs_folder: That folder, relative to the handbook's root.
        root: The handbook's folder in the repository, empty where they are one.

    Returns:
        The code host; None where nothing is set, or where the address is of no known kind.
    """
    if edit_uri:
        absolute = urlsplit(edit_uri)
        base = edit_uri if absolute.scheme else f"{repo_url.rstrip('/')}/{edit_uri.lstrip('/')}"
        return _from_edit_address(base, docs_folder, root)
    address = urlsplit(repo_url)
    shown = _DEFAULT_BRANCH.get(address.hostname or "")
    if not shown or address.scheme not in {"http", "https"}:
        return None
    base = repo_url.rstrip("/").removesuffix(".git")
    return CodeHost(files=base + shown[0], folders=base + shown[1], root=root)


def _from_edit_address(base: str, docs_folder: str, root: str) -> CodeHost | None:
    """Climb from the folder of the pages to the repository's root, and from editing to showing."""
    address = urlsplit(base)
    if address.scheme not in {"http", "https"} or not address.netloc:
        return None
    for edited, file, folder in _SHOWN:
        head, found, tail = address.path.partition(edited)
        if not found:
            continue
        parts = [part for part in tail.split("/") if part]
        handbook = parts[: len(parts) - len(_parts(docs_folder))]
        above = _parts(root)
        if above and handbook[-len(above) :] == above:
            handbook = handbook[: -len(above)]
        else:
            root = ""
        where = "".join(f"{part}/" for part in handbook)
        return CodeHost(
            files=urlunsplit((address.scheme, address.netloc, head + file + where, "", "")),
            folders=urlunsplit((address.scheme, address.netloc, head + folder + where, "", "")),
            root=root,
        )
    return None


def _parts(path: str) -> list[str]:
    return [part for part in posixpath.normpath(path).split("/") if part not in {"", "."}]
