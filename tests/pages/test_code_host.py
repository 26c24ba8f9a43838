"""Addresses of repository files on the code host."""

from __future__ import annotations

import pytest

from archbook.pages.code_host import code_host

REPO = "https://host.example/o/r"


@pytest.mark.parametrize(
    ("repo", "edit", "file", "folder"),
    [
        (REPO, "edit/main/docs/", f"{REPO}/blob/main/a.py", f"{REPO}/tree/main/src"),
        (REPO, "-/edit/main/docs/", f"{REPO}/-/blob/main/a.py", f"{REPO}/-/tree/main/src"),
        (
            REPO,
            "_edit/branch/main/docs",
            f"{REPO}/src/branch/main/a.py",
            f"{REPO}/src/branch/main/src",
        ),
        (REPO, "src/default/docs/", f"{REPO}/src/default/a.py", f"{REPO}/src/default/src"),
        (REPO, "blob/v1/docs/", f"{REPO}/blob/v1/a.py", f"{REPO}/tree/v1/src"),
        ("", f"{REPO}/edit/x/docs/", f"{REPO}/blob/x/a.py", f"{REPO}/tree/x/src"),
        (
            "https://github.com/o/r.git",
            "",
            "https://github.com/o/r/blob/HEAD/a.py",
            "https://github.com/o/r/tree/HEAD/src",
        ),
    ],
)
def test_files_and_folders_are_shown_where_the_host_shows_them(
    repo: str, edit: str, file: str, folder: str
) -> None:
    host = code_host(repo_url=repo, edit_uri=edit, docs_folder="docs")
    assert host is not None
    assert host.url("a.py") == file
    assert host.url("src", folder=True) == folder


def test_a_handbook_below_the_repository_reaches_its_neighbours_and_nothing_outside() -> None:
    host = code_host(
        repo_url=REPO, edit_uri="edit/main/handbook/docs/", docs_folder="docs", root="handbook"
    )
    assert host is not None
    assert host.url("adr/1 x.md", fragment="L3") == f"{REPO}/blob/main/handbook/adr/1%20x.md#L3"
    assert host.url("../src/a.py") == f"{REPO}/blob/main/src/a.py"
    assert host.url("../../secret") is None


@pytest.mark.parametrize(
    ("repo", "edit"),
    [
        ("", ""),
        (REPO, ""),
        (REPO, "?page=docs/"),
        ("javascript:alert(1)//", "edit/main/docs/"),
        ("", "edit/main/docs/"),
    ],
)
def test_where_the_host_is_not_known_no_address_is_made_up(repo: str, edit: str) -> None:
    assert code_host(repo_url=repo, edit_uri=edit, docs_folder="docs") is None
